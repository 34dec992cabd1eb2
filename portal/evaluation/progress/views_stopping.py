"""Pages of somebody who stops: their own word, and what the lead decides."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import people_by_id
from portal.core.authorisation import authorise
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor
from portal.evaluation.models import Seat
from portal.evaluation.progress import stopping as act
from portal.evaluation.progress.forms_stopping import StopForm, stop_form
from portal.evaluation.progress.pages import group_rows
from portal.evaluation.progress.policy import may_decide_stop, may_stop
from portal.evaluation.progress.queries import stops_of
from portal.evaluation.progress.views import bp
from portal.evaluation.queries import seat_of, voided_of
from portal.evaluation.seats.queries import seat_by_id
from portal.specifications.queries import settings_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.route("/<authority>/tenders/<uuid:tender_id>/stop-marking", methods=["GET", "POST"])
def stop(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Say that one stops, kindly asked and without a reason, or goes on after all (P7)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    is_voided = seat is not None and seat.id in voided_of(tender).seats
    authorise(may_stop, actor, tender, seat, is_voided)
    assert seat is not None
    form, stops = ActionForm(), stops_of(tender)
    has_said = seat.id in stops.said
    if form.validate_on_submit():
        with form.saving():
            act.say_stop(actor, tender, seat, is_stop=not has_said)
        if form.saved:
            flash(_thanks(has_said), "success")
            return back_to("marking.sheets", authority=authority, tender_id=tender_id)
    return render_template(
        "progress/stop.html",
        form=form,
        tender=tender,
        place={"authority": authority, "tender_id": tender_id},
        has_said=has_said,
        is_decided=seat.id in stops.decided,
        is_second=bool(seat.beside_id),
    )


def _thanks(goes_on: bool) -> str:
    if goes_on:
        return gettext("You go on. Thank you.")
    return gettext("We have told the lead. Thank you for all that you did.")


@bp.route(
    "/<authority>/tenders/<uuid:tender_id>/progress/stopped/<uuid:seat_id>",
    methods=["GET", "POST"],
)
def stopped(authority: str, tender_id: uuid.UUID, seat_id: uuid.UUID) -> str | Response:
    """Decide what becomes of the marks of somebody who stops; what follows is said before."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_by_id(tender, seat_id)
    authorise(may_decide_stop, actor, tender, seat)
    standing, stops = act.choosing_of(tender, seat.id), stops_of(tender)
    has_reserve = standing is not None and standing.next_reserve is not None
    has_said, is_second = seat.id in stops.said, bool(seat.beside_id)
    form = stop_form(has_reserve=has_reserve, has_said=has_said, is_second=is_second)
    if form.validate_on_submit():
        with form.saving():
            act.decide_stop(actor, tender, seat, form.outcome.data, form.ground.data)
        if form.saved:
            flash(gettext("It is decided, and stands on the record."), "success")
            return back_to("marking.progress", authority=authority, tender_id=tender_id)
        seat = seat_by_id(tender, seat_id)
    place = {"authority": authority, "tender_id": tender_id}
    return render_template("progress/stopped.html", place=place, **_facts(tender, seat, form))


def _facts(tender: Tender, seat: Seat, form: StopForm) -> dict[str, Any]:
    stops = stops_of(tender)
    groups = group_rows(tender, seat)
    is_over = seat.id in stops.decided or seat.id in voided_of(tender).seats
    return {
        "form": form,
        "tender": tender,
        "name": people_by_id([seat.person_id])[seat.person_id].name,
        "is_second": bool(seat.beside_id),
        "has_said": seat.id in stops.said,
        "is_over": is_over,
        "groups": groups,
        "leaves_nobody": any(not after for _title, _now, after in groups),
        "rule": settings_of(tender).empty_group,
    }
