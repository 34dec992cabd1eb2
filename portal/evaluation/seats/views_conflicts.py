"""Evaluators declare against bidders' names; the participation lead decides, blind to labels."""

from __future__ import annotations

import uuid

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.models import PARTICIPATION
from portal.accounts.queries import people_by_id, people_of
from portal.bids.queries import bidders_of
from portal.core.authorisation import admit, authorise
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.evaluation.queries import seat_of, seats_of
from portal.evaluation.seats import later
from portal.evaluation.seats import operations as act
from portal.evaluation.seats import queries as ask
from portal.evaluation.seats.forms import DecisionForm, declaration_form
from portal.evaluation.seats.late import has_sheets
from portal.evaluation.seats.pages import interest_lines
from portal.evaluation.seats.pages_later import recognition_lines
from portal.evaluation.seats.policy import (
    may_decide_conflict,
    may_declare,
    may_say_changes,
    may_see_conflicts,
    may_see_declaration,
)
from portal.evaluation.seats.queries_later import recognition_by_id, recognitions_of
from portal.evaluation.seats.views import TENDER, bp
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.route(f"{TENDER}/declaration", methods=["GET", "POST"])
def declare(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Two questions for each bidder's name, on one page; nobody learns which bid is whose."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    authorise(may_declare if request.method == "POST" else may_see_declaration, actor, tender, seat)
    assert seat is not None
    bidders, declared = bidders_of(tender), ask.declarations_of(tender, seat)
    is_settled = seat.after_start and has_sheets(seat)
    form = declaration_form(bidders, declared)
    if form.validate_on_submit():
        with form.saving():
            act.declare_conflicts(actor, tender, seat, form.answers())
        if form.saved:
            flash(gettext("Thank you. Your answers are kept."), "success")
            return back_to("marking.sheets", authority=authority, tender_id=tender_id)
        bidders = bidders_of(tender)
    return render_template(
        "evaluation/declaration.html",
        form=form,
        tender=tender,
        authority=authority,
        has_declared=bool(declared),
        can_declare=bool(may_declare(actor, tender, seat)) and not is_settled,
        can_say=bool(may_say_changes(actor, tender, seat)),
        whom_to_tell=whom_to_tell(tender),
        bidders=[{"name": each.name, **form.fields_of(each.id)} for each in bidders],
    )


def whom_to_tell(tender: Tender) -> str:
    """The participation leads, who decide on interests."""
    leads = [role for role in people_of(tender.authority_id) if role.name == PARTICIPATION]
    return gettext(" or ").join(role.person.name for role in leads)


@bp.get(f"{TENDER}/conflicts")
def conflicts(authority: str, tender_id: uuid.UUID) -> str:
    """What evaluators declared, by name, and which interests wait for a decision (R16)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_conflicts, actor, tender)
    lines = _lines(tender)
    return render_template(
        "evaluation/conflicts.html",
        tender=tender,
        authority=authority,
        interests=[line for line in lines if line["needs_decision"]],
        used=[line for line in lines if not line["needs_decision"]],
        recognised=_recognised(tender),
        can_decide=bool(may_decide_conflict(actor, tender)),
    )


@bp.route(f"{TENDER}/conflicts/<uuid:declaration_id>", methods=["GET", "POST"])
def conflict(authority: str, tender_id: uuid.UUID, declaration_id: uuid.UUID) -> str | Response:
    """Decide on one declared interest, on the record."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_decide_conflict, actor, tender)
    declared = ask.declaration_by_id(tender, declaration_id)
    form = DecisionForm()
    if form.validate_on_submit():
        with form.saving():
            is_kept_from = form.kept_from.data == "yes"
            act.decide_conflict(actor, tender, declared, is_kept_from, typed(form.reason))
        if form.saved:
            flash(gettext("Your decision is recorded."), "success")
            return back_to("seats.conflicts", authority=authority, tender_id=tender_id)
    line = next((each for each in _lines(tender) if each["id"] == declaration_id), None)
    admit(lambda: line is not None)
    earlier, decisions = ask.earlier_declarations(tender, declared), ask.decisions_of(tender)
    return render_template(
        "evaluation/conflict.html",
        form=form,
        tender=tender,
        authority=authority,
        line=line,
        earlier=[{"said": each, "decision": decisions.get(each.id)} for each in earlier],
    )


def _recognised(tender: Tender) -> list[dict[str, object]]:
    seats = {seat.id: seat for seat in seats_of(tender)}
    people = people_by_id([seat.person_id for seat in seats.values()])
    return recognition_lines(recognitions_of(tender), seats, people)


@bp.route(f"{TENDER}/conflicts/bids/<uuid:recognition_id>", methods=["GET", "POST"])
def recognition(authority: str, tender_id: uuid.UUID, recognition_id: uuid.UUID) -> str | Response:
    """Decide on what somebody said about a bid, without learning which one (R16)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_decide_conflict, actor, tender)
    said, decided = recognition_by_id(tender, recognition_id)
    form = DecisionForm()
    if decided is None and form.validate_on_submit():
        with form.saving():
            is_kept_from = form.kept_from.data == "yes"
            later.weigh(actor, tender, said, decided, is_kept_from, typed(form.reason))
        if form.saved:
            flash(gettext("Your decision is recorded."), "success")
            return back_to("seats.conflicts", authority=authority, tender_id=tender_id)
    line = next((each for each in _recognised(tender) if each["id"] == recognition_id), None)
    admit(lambda: line is not None)
    return render_template(
        "evaluation/recognition.html", form=form, tender=tender, authority=authority, line=line
    )


def _lines(tender: Tender) -> list[dict[str, object]]:
    seats = {seat.id: seat for seat in seats_of(tender)}
    return interest_lines(
        ask.declarations_of(tender),
        ask.decisions_of(tender),
        seats,
        people_by_id([seat.person_id for seat in seats.values()]),
        {provider.id: provider for provider in bidders_of(tender)},
    )
