"""A provider's own page of the standstill: how long, how counted, and what it can still do."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext

from portal.core import clock
from portal.core.authorisation import Actor, NotNow, authorise
from portal.core.formats import day
from portal.core.web import back_to, current_actor
from portal.outcomes.contracting import claims as act
from portal.outcomes.contracting.forms import FURTHER, ChallengeForm
from portal.outcomes.contracting.policy import may_challenge, may_see_own_standstill
from portal.outcomes.contracting.queries import standing_of
from portal.outcomes.contracting.shown import (
    counts_of,
    kind_words,
    move_lines,
    state_words,
    step_rows,
)
from portal.outcomes.contracting.standing import Challenge, Standing
from portal.outcomes.contracting.views import HERE
from portal.outcomes.queries import own_letter_of
from portal.outcomes.views import bp
from portal.outcomes.views_earlier import again_words
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender
from portal.tenders.views_typed import Answered, draft_for, is_keeping, keep


@bp.route(f"{HERE}/standstill", methods=["GET", "POST"])
def own_standstill(authority: str, tender_id: uuid.UUID) -> Answered:
    """How long the contract waits, and a form to challenge the decision in that time (R24, R25)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    letter = own_letter_of(actor, tender)
    authorise(may_see_own_standstill, actor, tender, letter)
    form = ChallengeForm()
    if form.is_submitted():
        authorise(may_challenge, actor, tender, letter)
    if is_keeping():
        return keep(actor, tender, act.PLACE)
    if form.carried_out(act.challenge, actor, tender, form.words.data, form.asks.data):
        flash(gettext("The authority has it from this moment on."), "success")
        return back_to(".own_standstill", authority=authority, tender_id=tender_id)
    verdict = may_challenge(actor, tender, letter)
    why_not = gettext(verdict.why) if isinstance(verdict, NotNow) else ""
    return _show(actor, authority, tender, form, why_not)


def _show(actor: Actor, authority: str, tender: Tender, form: ChallengeForm, why_not: str) -> str:
    standing = standing_of(tender)
    return render_template(
        "outcomes/own_standstill.html",
        form=form,
        tender=tender,
        is_psr=tender.regime == "psr",
        is_sent=form.is_submitted(),
        draft=draft_for(actor, tender, act.PLACE, form.words),
        again=again_words(tender),
        notice=standing.notice,
        last_day=standing.last_day,
        is_running=standing.runs(clock.today()),
        waits=any(each.stops for each in standing.challenges),
        contract=standing.contract,
        ended_at=tender.ended_at,
        counts=counts_of(standing),
        moves=move_lines(standing),
        own=[_own(each) for each in standing.challenges if _is_own(actor, each)],
        further=_further(actor, tender, standing),
        why_not=why_not or _too_late(tender, standing),
        back=url_for(".own_letter", authority=authority, tender_id=tender.id),
    )


def _is_own(actor: Actor, each: Challenge) -> bool:
    return each.claim.provider_id == actor.provider_id


def _own(each: Challenge) -> dict[str, Any]:
    return {
        "title": kind_words(each),
        "on": each.claim.notified_on,
        "words": each.claim.words,
        "state": state_words(each),
        "steps": [row for row in step_rows(each) if row["is_told"]],
    }


def _further(actor: Actor, tender: Tender, standing: Standing) -> list[dict[str, Any]]:
    """The further decision, for who made representations and for who was chosen (R24)."""
    made = {each.claim.provider_id for each in standing.challenges}
    if actor.provider_id not in made | act.chosen_of(tender):
        return []
    return [
        {"words": FURTHER[each.outcome], "reason": each.reason, "on": each.told_on}
        for each in standing.further
    ]


def _too_late(tender: Tender, standing: Standing) -> str:
    """Why representations can't be made any more, or not yet."""
    if tender.regime != "psr":
        return ""
    if standing.ends_on is None:
        return gettext(act.AGAIN if standing.is_again else act.NO_STANDSTILL)
    if clock.today() > standing.ends_on:
        return gettext(act.TOO_LATE, day=day(standing.ends_on))
    return ""
