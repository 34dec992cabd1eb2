"""‘Something has changed’: an evaluator's pages, and the lead's question to everybody (R16)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext
from sqlalchemy import select
from werkzeug.wrappers import Response

from portal.accounts.queries import people_by_id
from portal.bids.models import Bid
from portal.bids.queries import bid_by_label, bidders_of
from portal.core.authorisation import Actor, authorise
from portal.core.database import db
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor
from portal.core.words import say
from portal.evaluation.models import Seat, Sheet
from portal.evaluation.queries import seat_of, seats_of
from portal.evaluation.seats import later
from portal.evaluation.seats import queries_later as ask
from portal.evaluation.seats.forms_later import again_form, recognise_form
from portal.evaluation.seats.policy import (
    may_ask_to_renew,
    may_renew,
    may_say_changes,
    may_see_changes,
    may_see_renewal,
)
from portal.evaluation.seats.views import TENDER, bp
from portal.evaluation.seats.views_conflicts import whom_to_tell
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender
from portal.tenders.stages import is_at_least

CHANGED = f"{TENDER}/something-changed"
SAID = say("Thank you. It is good that you said it. Go on as before until you hear from us.")


@bp.route(CHANGED, methods=["GET", "POST"])
def changed(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Where an evaluator says that something has changed, or in one tap that nothing has."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    authorise(may_renew if request.method == "POST" else may_see_changes, actor, tender, seat)
    assert seat is not None
    form = ActionForm()
    if form.validate_on_submit():
        with form.saving():
            later.say_unchanged(actor, tender, seat)
        if form.saved:
            flash(gettext("Thank you. You said that nothing has changed."), "success")
            return back_to("marking.sheets", authority=authority, tender_id=tender_id)
    return render_template(
        "evaluation/changed.html",
        form=form,
        tender=tender,
        authority=authority,
        is_asked=bool(may_renew(actor, tender, seat)) and ask.is_asked_to_renew(tender, seat),
        can_say=bool(may_say_changes(actor, tender, seat)),
        is_opened=is_at_least(tender, "opened"),
        whom_to_tell=whom_to_tell(tender),
        has_bids=bool(_labels(seat)),
    )


def _labels(seat: Seat) -> list[str]:
    wanted = select(Bid.label).join(Sheet, Sheet.bid_id == Bid.id)
    wanted = wanted.where(Sheet.seat_id == seat.sheets_seat_id).order_by(Bid.label)
    return list(db.session.scalars(wanted))


def _may_say(authority: str, tender_id: uuid.UUID) -> tuple[Actor, Tender, Seat]:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    authorise(may_say_changes, actor, tender, seat)
    assert seat is not None
    return actor, tender, seat


def _said(authority: str, tender_id: uuid.UUID) -> Response:
    flash(gettext(SAID), "success")
    return back_to("marking.sheets", authority=authority, tender_id=tender_id)


@bp.route(f"{CHANGED}/organisation", methods=["GET", "POST"])
def again(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The two questions again about one organisation; nobody learns which bid is whose."""
    actor, tender, seat = _may_say(authority, tender_id)
    form = again_form(bidders_of(tender))
    if form.validate_on_submit():
        with form.saving():
            about = uuid.UUID(form.who.data)
            later.declare_again(actor, tender, seat, about, form.answer())
        if form.saved:
            return _said(authority, tender_id)
    place: dict[str, Any] = {"tender": tender, "authority": authority}
    return render_template("evaluation/changed_name.html", form=form, **place)


@bp.route(f"{CHANGED}/bid", methods=["GET", "POST"])
def recognise(authority: str, tender_id: uuid.UUID) -> str | Response:
    """‘I think I recognise whose bid this is’: which bid, never whose."""
    actor, tender, seat = _may_say(authority, tender_id)
    form = recognise_form(_labels(seat), request.args.get("label"))
    if form.validate_on_submit():
        with form.saving():
            bid = bid_by_label(tender, form.bid.data)
            later.recognise(actor, tender, seat, bid, form.kind.data)
        if form.saved:
            return _said(authority, tender_id)
    place: dict[str, Any] = {"tender": tender, "authority": authority}
    return render_template("evaluation/changed_bid.html", form=form, **place)


@bp.route(f"{TENDER}/renewal", methods=["GET", "POST"])
def renewal(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The lead asks everybody whether anything has changed; both leads see who has answered."""
    actor, asks = current_actor(), request.method == "POST"
    tender = open_tender(actor, authority, tender_id)
    authorise(may_ask_to_renew if asks else may_see_renewal, actor, tender)
    form, place = ActionForm(), {"authority": authority, "tender_id": tender_id}
    if form.carried_out(later.ask_to_renew, actor, tender):
        flash(gettext("Everybody is asked. They see it on their page of marking."), "success")
        return back_to("seats.renewal", **place)
    asked, waiting = ask.renewal_of(tender), ask.renewals_awaited(tender)
    open_seats = ask.waits_to_renew(tender)
    people = people_by_id([seat.person_id for seat in open_seats])
    names = {seat: people[seat.person_id].name for seat in open_seats}
    return render_template(
        "evaluation/renewal.html",
        form=form,
        tender=tender,
        authority=authority,
        asked=asked,
        waiting=sorted(names[seat] for seat in waiting),
        stopped=sorted(names[seat] for seat in open_seats if seat not in waiting),
        people=len(seats_of(tender)),
        undecided=ask.undecided_in(tender),
        can_ask=bool(may_ask_to_renew(actor, tender)) and not waiting,
    )
