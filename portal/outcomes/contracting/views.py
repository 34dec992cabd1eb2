"""Pages of claims, representations and the further decision (R24, R25)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.models import Provider
from portal.accounts.queries import providers_by_id
from portal.core.authorisation import Actor, authorise
from portal.core.web import back_to, current_actor
from portal.outcomes.contracting import claims as act
from portal.outcomes.contracting.forms import FURTHER, ClaimForm, FurtherForm, StepForm
from portal.outcomes.contracting.models import Claim
from portal.outcomes.contracting.policy import (
    may_decide_further,
    may_record_claim,
    may_see_standing,
)
from portal.outcomes.contracting.queries import challenge_by_number, standing_of
from portal.outcomes.contracting.shown import (
    counts_of,
    kind_words,
    move_lines,
    obstacle_words,
    state_words,
    step_rows,
)
from portal.outcomes.contracting.standing import Challenge, Standing
from portal.outcomes.queries import letters_of
from portal.outcomes.views import bp
from portal.outcomes.views_earlier import again_words
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender
from portal.tenders.stages import is_again

HERE = "/<authority>/tenders/<uuid:tender_id>"


@bp.route(f"{HERE}/claims", methods=["GET", "POST"])
def claims(authority: str, tender_id: uuid.UUID) -> str | Response:
    """What came against the decision, how it stands, and a form for what came on paper."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_standing, actor, tender)
    form = ClaimForm()
    bidders = _bidders(tender)
    form.offer(bidders)
    if form.is_submitted():
        authorise(may_record_claim, actor, tender)
    if form.validate_on_submit():
        with form.saving():
            _record(actor, tender, form)
        if form.saved:
            flash(gettext("It is on record."), "success")
            return back_to(".claims", authority=authority, tender_id=tender_id)
    standing = standing_of(tender)
    return render_template(
        "outcomes/claims.html",
        form=form,
        tender=tender,
        authority=authority,
        is_psr=tender.regime == "psr",
        lines=[
            _line(each, bidders, authority, tender) | {"on": each.claim.notified_on}
            for each in standing.challenges
        ],
        can_record=bool(may_record_claim(actor, tender)),
        **standing_parts(standing, authority, tender),
    )


def _record(actor: Actor, tender: Tender, form: ClaimForm) -> None:
    day, provider = form.notified_on.data, uuid.UUID(form.provider.data)
    assert day is not None, "the form asks for it"
    act.record_claim(actor, tender, provider, day, form.words.data, form.asks.data)


def standing_parts(standing: Standing, authority: str, tender: Tender) -> dict[str, Any]:
    """What several pages show of a standing."""
    return {
        "obstacles": obstacle_words(standing),
        "counts": counts_of(standing),
        "moves": move_lines(standing),
        "further": [
            {"words": FURTHER[each.outcome], "reason": each.reason, "on": each.told_on}
            for each in standing.further
        ],
        "pages": _pages(standing, authority, tender),
        "again": again_words(tender, for_staff=True),
    }


def _pages(standing: Standing, authority: str, tender: Tender) -> dict[str, str]:
    """Where one goes on from here."""
    place: dict[str, Any] = {"authority": authority, "tender_id": tender.id}
    names = {"notice": ".award_notice", "claims": ".claims", "contract": ".contract"}
    if tender.regime == "psr" and (standing.waiting or standing.further):
        names["further"] = ".further"
    found = {name: url_for(endpoint, **place) for name, endpoint in names.items()}
    texts = () if standing.is_again else ("award", "contract")
    return found | {f"{x}_text": url_for(".notice_text", **place, which=x) for x in texts}


def _bidders(tender: Tender) -> list[Provider]:
    ids = [letter.provider_id for letter in letters_of(tender).values()]
    return sorted(providers_by_id(ids).values(), key=lambda each: each.name)


def _line(
    each: Challenge, bidders: list[Provider], authority: str, tender: Tender
) -> dict[str, Any]:
    return {
        "title": kind_words(each),
        "from": _name_of(each.claim, bidders),
        "state": state_words(each),
        "stops": each.stops,
        "href": url_for(
            ".claim", authority=authority, tender_id=tender.id, number=each.claim.number
        ),
    }


def _name_of(claim: Claim, bidders: list[Provider]) -> str:
    return next((each.name for each in bidders if each.id == claim.provider_id), "")


@bp.route(f"{HERE}/claims/<int:number>", methods=["GET", "POST"])
def claim(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """One claim or representation: what it says, what was done, and what is done next."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_standing, actor, tender)
    found = challenge_by_number(standing_of(tender), number)
    form = StepForm()
    form.suit(found.claim.kind)
    if form.is_submitted():
        authorise(may_record_claim, actor, tender)
    if form.validate_on_submit():
        with form.saving():
            _note(actor, tender, found, form)
        if form.saved:
            flash(gettext("It is on record."), "success")
            return back_to(".claim", authority=authority, tender_id=tender_id, number=number)
    is_shown = form.is_submitted() or not found.is_over
    can_go_on = bool(may_record_claim(actor, tender)) and is_shown
    return render_template(
        "outcomes/claim.html",
        form=form,
        tender=tender,
        authority=authority,
        claim=found.claim,
        line=_line(found, _bidders(tender), authority, tender),
        steps=step_rows(found),
        can_go_on=can_go_on,
    )


def _note(actor: Actor, tender: Tender, found: Challenge, form: StepForm) -> None:
    day = form.done_on.data
    assert day is not None, "the form asks for it"
    act.note_step(actor, tender, found, form.step.data, day, form.words.data, form.how.data)


@bp.route(f"{HERE}/further-decision", methods=["GET", "POST"])
def further(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The reasoned decision after representations, which starts five working days (R24)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_standing, actor, tender)
    form = FurtherForm()
    if form.is_submitted():
        authorise(may_decide_further, actor, tender)
    if form.carried_out(act.decide_further, actor, tender, form.outcome.data, form.reason.data):
        flash(
            gettext("The further decision is on record, and those concerned are told."), "success"
        )
        if is_again(tender):
            return back_to("moderation.agenda", authority=authority, tender_id=tender_id)
        return back_to(".further", authority=authority, tender_id=tender_id)
    standing = standing_of(tender)
    bidders = _bidders(tender)
    return render_template(
        "outcomes/further.html",
        form=form,
        tender=tender,
        authority=authority,
        waiting=[_line(each, bidders, authority, tender) for each in standing.waiting],
        can_decide=bool(may_decide_further(actor, tender))
        and bool(standing.waiting or form.is_submitted()),
        **standing_parts(standing, authority, tender),
    )
