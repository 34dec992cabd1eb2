"""Pages of the decision, its approval and the reveal."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.bids.queries import bid_by_label, provider_names
from portal.core.authorisation import Actor, authorise
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.evaluation.moderation.policy import may_read_conflicts
from portal.evaluation.moderation.queries import breached_in
from portal.evaluation.runs.queries import latest_run
from portal.outcomes import operations as act
from portal.outcomes.figures import BidResult, bid_results
from portal.outcomes.forms import APPROVE, NOBODY, ApprovalForm, DecisionForm, RevealForm
from portal.outcomes.policy import (
    may_approve,
    may_decide,
    may_read_origins,
    may_reveal,
    may_see_approval,
    may_see_decision,
)
from portal.outcomes.queries import Decided, decisions_of, holds_seat
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

bp = Blueprint("outcomes", __name__)


@bp.route("/<authority>/tenders/<uuid:tender_id>/decision", methods=["GET", "POST"])
def decision(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The ranking and the decision; the lead decides, approver and auditor read."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_decision, actor, tender)
    form, standings = DecisionForm(), _bid_results(tender)
    form.offer(standings)
    if form.is_submitted():
        authorise(may_decide, actor, tender, *_last(decisions_of(tender)))
    if form.validate_on_submit():
        chosen = form.choice.data
        bid = None if chosen == NOBODY else bid_by_label(tender, chosen)
        with form.saving():
            act.decide(actor, tender, bid, typed(form.reason))
        if form.saved:
            flash(gettext("The decision waits for its approval."), "success")
            return back_to(".decision", authority=authority, tender_id=tender_id)
    return _show_decision(actor, authority, tender, standings, form)


@bp.route("/<authority>/tenders/<uuid:tender_id>/approval", methods=["GET", "POST"])
def approval(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The decision as its approver sees it, who approves it or sends it back."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_approval, actor, tender)
    form = ApprovalForm()
    decided, has_seat = decisions_of(tender), holds_seat(actor, tender)
    if form.is_submitted():
        authorise(may_approve, actor, tender, *_last(decided), has_seat)
    give = act.approve if form.word.data == APPROVE else act.send_back
    if form.carried_out(give, actor, tender, typed(form.reason)):
        flash(gettext("Your word is recorded."), "success")
        return back_to(".approval", authority=authority, tender_id=tender_id)
    verdict = may_approve(actor, tender, *_last(decided), has_seat)
    return render_template(
        "outcomes/approval.html",
        form=form,
        can_approve=bool(verdict),
        why_not=getattr(verdict, "why", ""),
        **_facts(actor, authority, tender, _bid_results(tender), decided),
    )


@bp.post("/<authority>/tenders/<uuid:tender_id>/reveal")
def reveal(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Show which provider each bid is from, once and for good."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_reveal, actor, tender)
    form = RevealForm()
    if form.carried_out(act.reveal, actor, tender):
        flash(gettext("The names stand beside the labels now."), "success")
        return back_to(".letters", authority=authority, tender_id=tender_id)
    return _show_decision(actor, authority, tender, _bid_results(tender), form)


def _show_decision(
    actor: Actor,
    authority: str,
    tender: Tender,
    standings: list[BidResult],
    form: DecisionForm | RevealForm,
) -> str:
    decided = decisions_of(tender)
    can_reveal = bool(may_reveal(actor, tender))
    if can_reveal and isinstance(form, DecisionForm):
        form = RevealForm()
    return render_template(
        "outcomes/decision.html",
        form=form,
        can_decide=bool(may_decide(actor, tender, *_last(decided))),
        can_reveal=can_reveal,
        can_see_letters=bool(may_read_origins(actor, tender)),
        **_facts(actor, authority, tender, standings, decided),
    )


def _facts(
    actor: Actor,
    authority: str,
    tender: Tender,
    standings: list[BidResult],
    decided: list[Decided],
) -> dict[str, Any]:
    names = provider_names(tender) if may_read_origins(actor, tender) else {}
    return {
        "tender": tender,
        "authority": authority,
        "decided": decided,
        "ranking": _ranking(standings, names),
        "names": names,
        "breaches": _breaches(tender) if may_read_conflicts(actor, tender) else [],
    }


def _breaches(tender: Tender) -> list[str]:
    """The talks at which somebody was who is kept from the bid, to be weighed before the word."""
    return [
        gettext("Bid %(label)s, %(title)s", label=each.bid.label, title=each.criterion.title)
        for each in breached_in(tender)
    ]


def _ranking(standings: list[BidResult], names: dict[str, str]) -> dict[str, Any]:
    """The order of bids as a table: place, bid, and its figures."""
    heads = [gettext("Bid"), gettext("Place"), gettext("Quality"), gettext("Price")]
    heads.append(gettext("Total"))
    rows = []
    for each in standings:
        bid = gettext("Bid %(label)s", label=each.label)
        name = f"{bid}, {names[each.label]}" if each.label in names else bid
        place = str(each.rank) if each.is_ranked else gettext("not ranked")
        rows.append([name, place, *(x or "–" for x in (each.quality, each.price, each.total))])
    return {
        "heads": [{"text": text, "numeric": place > 0} for place, text in enumerate(heads)],
        "rows": rows,
    }


def _bid_results(tender: Tender) -> list[BidResult]:
    run = latest_run(tender)
    return bid_results(run.result) if run else []


def _last(decided: list[Decided]) -> tuple[Any, Any]:
    return (decided[0].decision, decided[0].word) if decided else (None, None)
