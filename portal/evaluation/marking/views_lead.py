"""The leads' pages: how far each evaluator is, taking marks out of the count, closing."""

from __future__ import annotations

import uuid

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from portal.accounts.queries import people_by_id
from portal.bids.queries import bid_by_label
from portal.core import clock
from portal.core.authorisation import Actor, authorise
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor
from portal.evaluation.marking import operations as act
from portal.evaluation.marking import queries as ask
from portal.evaluation.marking.forms import WHOLE_SEAT, CloseForm, VoidForm
from portal.evaluation.marking.policy import (
    may_close_marking,
    may_reopen_marking,
    may_see_progress,
)
from portal.evaluation.marking.reopening import is_open_again, is_stuck, reopen_marking
from portal.evaluation.marking.views import TENDER, bp
from portal.evaluation.models import Seat
from portal.evaluation.progress.pages import progress_lines, seconds_who_stop
from portal.evaluation.progress.policy import may_give_time
from portal.evaluation.progress.queries import days_of, reminders_sent, stops_of
from portal.evaluation.queries import bids_to_mark
from portal.evaluation.seats.policy import may_give_seat, may_void
from portal.evaluation.seats.queries import seat_by_id
from portal.evaluation.seats.queries_later import renewal_of, renewals_awaited
from portal.evaluation.seats.short import needs_somebody, short_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender
from portal.tenders.stages import is_at_least


@bp.get(f"{TENDER}/progress")
def progress(authority: str, tender_id: uuid.UUID) -> str:
    """How far each evaluator is: no label, no mark, no number that tells who is kept from a bid."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_progress, actor, tender)
    return _progress(actor, tender, authority, CloseForm())


@bp.post(f"{TENDER}/close-marking")
def close_marking(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Close the marking when every sheet that counts is sent."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_close_marking, actor, tender)
    form = CloseForm()
    if form.validate_on_submit():
        with form.saving():
            act.close_marking(actor, tender, without_answers=form.without_answers.data)
        if form.saved:
            flash(gettext("Marking is closed."), "success")
            return back_to("overview.tender", authority=authority, tender_id=tender_id)
    return _progress(actor, tender, authority, form)


@bp.route(f"{TENDER}/reopen-marking", methods=["GET", "POST"])
def reopen(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Open marking again for somebody who steps in; what follows is said before (R16)."""
    actor, moves = current_actor(), request.method == "POST"
    tender = open_tender(actor, authority, tender_id, moves=moves)
    is_short = is_stuck(tender)
    authorise(may_reopen_marking, actor, tender, is_short)
    form = ActionForm()
    if form.carried_out(reopen_marking, actor, tender):
        flash(gettext("Marking is open again. Now give somebody a seat."), "success")
        return back_to("seats.new_seat", authority=authority, tender_id=tender_id)
    return render_template(
        "evaluation/reopen_marking.html",
        form=form,
        tender=tender,
        authority=authority,
        short=[f"{group.title}: {each.code} {each.title}" for group, each in short_of(tender)],
    )


@bp.route(f"{TENDER}/seats/<uuid:seat_id>/void", methods=["GET", "POST"])
def void(authority: str, tender_id: uuid.UUID, seat_id: uuid.UUID) -> str | Response:
    """Take a seat, or its sheet on one bid, out of the count, with the reason (R15)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_by_id(tender, seat_id)
    authorise(may_void, actor, tender, seat)
    name = people_by_id([seat.person_id])[seat.person_id].name
    form = VoidForm()
    form.scope.choices = _scopes(tender, name)
    if form.validate_on_submit():
        with form.saving():
            _void(actor, tender, seat, form)
        if form.saved:
            flash(gettext("It is taken out of the count, and stays on the record."), "success")
            return back_to("seats.seats", authority=authority, tender_id=tender_id)
    return render_template(
        "evaluation/void.html", form=form, tender=tender, authority=authority, name=name
    )


def _void(actor: Actor, tender: Tender, seat: Seat, form: VoidForm) -> None:
    if form.scope.data == WHOLE_SEAT:
        act.void_seat(actor, tender, seat, form.why())
    else:
        act.void_part(actor, tender, seat, bid_by_label(tender, form.scope.data), form.why())


def _scopes(tender: Tender, name: str) -> list[SelectChoice]:
    """The whole seat, or one bid: all bids, so that the list can't tell who is kept from one."""
    bids = bids_to_mark(tender) if is_at_least(tender, "marking") else []
    return [
        SelectChoice(WHOLE_SEAT, gettext("The whole seat: all that %(name)s marked", name=name)),
        *(SelectChoice(b.label, gettext("Only Bid %(label)s", label=b.label)) for b in bids),
    ]


def _again(actor: Actor, tender: Tender) -> str:
    """Whether marking is open again, and whether who reads gives somebody a seat now."""
    if not is_open_again(tender):
        return ""
    gives = bool(may_give_seat(actor, tender, is_short=needs_somebody(tender)))
    return "seat" if gives else "open"


def _progress(actor: Actor, tender: Tender, authority: str, form: CloseForm) -> str:
    found, days, stops = ask.progress_of(tender), days_of(tender), stops_of(tender)
    can_decide = bool(may_give_time(actor, tender))
    counted = [each for each in found if not each.is_voided]
    lines, seconds = progress_lines(tender, found, days), seconds_who_stop(tender, stops)
    for line, each in zip(lines, found, strict=True):
        line["can_void"] = bool(may_void(actor, tender, each.seat)) and not each.is_voided
        line["stops"] = each.seat.id in stops.said and each.seat.id not in stops.decided
        has_left = line["stops"] or line["state"] != "all"
        line["can_stop"] = can_decide and line["can_void"] and has_left
        line["second"] = seconds.get(each.seat.id)
        line["is_decided"] = each.seat.id in stops.decided
    return render_template(
        "evaluation/progress.html",
        form=form,
        tender=tender,
        authority=authority,
        lines=sorted(lines, key=lambda line: (line["group"], line["name"])),
        people=len(counted),
        left=sum(each.sent < each.sheets for each in counted),
        days=days,
        is_late=days.for_all is not None and days.for_all < clock.today(),
        can_give=can_decide,
        reminders=reminders_sent(tender),
        again=_again(actor, tender),
        can_close=bool(may_close_marking(actor, tender)),
        was_asked=renewal_of(tender) is not None,
        unanswered=len(renewals_awaited(tender)),
    )
