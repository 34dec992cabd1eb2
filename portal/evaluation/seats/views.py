"""The leads' pages before marking: seats, and what is missing before marking can start."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from portal.accounts.passwords import hash_password
from portal.accounts.queries import people_by_id, person_by_account
from portal.core.authorisation import Actor, authorise
from portal.core.forms import ActionForm, typed
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor
from portal.evaluation.queries import all_seats_of, voided_of
from portal.evaluation.seats import operations as act
from portal.evaluation.seats import pages as show
from portal.evaluation.seats import queries as ask
from portal.evaluation.seats.forms import SeatForm, first_password
from portal.evaluation.seats.policy import (
    may_give_seat,
    may_see_conflicts,
    may_see_seats,
    may_start_marking,
    may_void,
)
from portal.evaluation.seats.readiness import readiness_of
from portal.specifications.models import Criterion, Group
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

bp = Blueprint("seats", __name__)
TENDER = "/<authority>/tenders/<uuid:tender_id>"


@bp.get(f"{TENDER}/seats")
def seats(authority: str, tender_id: uuid.UUID) -> str:
    """Who marks what, and who has answered about conflicts; never what was answered (R16)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_seats, actor, tender)
    found, gone = all_seats_of(tender), voided_of(tender).seats
    answered = {each.seat_id for each in ask.declarations_of(tender)}
    lines = show.seat_lines(
        found,
        people_by_id([seat.person_id for seat in found]),
        groups_of(tender),
        criteria_of(tender),
        answered,
        gone,
    )
    for line, seat in zip(lines, found, strict=True):
        line["can_void"] = bool(may_void(actor, tender, seat)) and seat.id not in gone
    return render_template(
        "evaluation/seats.html",
        tender=tender,
        authority=authority,
        lines=sorted(lines, key=lambda line: (line["group"], line["name"])),
        can_give=bool(may_give_seat(actor, tender)),
        can_start=bool(may_start_marking(actor, tender)),
        can_decide=bool(may_see_conflicts(actor, tender)),
    )


@bp.route(f"{TENDER}/seats/new", methods=["GET", "POST"])
def new_seat(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Give a seat to somebody known, or to somebody new with a first password shown once."""
    form = SeatForm()
    password, hashed = _for_somebody_new(form) if request.method == "POST" else (None, "")
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_give_seat, actor, tender)
    groups, criteria = groups_of(tender), criteria_of(tender)
    form.group.choices = [SelectChoice(group.slug, group.title) for group in groups]
    form.criteria.choices = [SelectChoice(c.code, f"{c.code} {c.title}") for c in criteria]
    if form.validate_on_submit():
        with form.saving():
            _seat(actor, tender, form, hashed, groups, criteria)
        if form.saved and password:
            account, name = typed(form.account), typed(form.name)
            values = {"account": account, "name": name, "password": password, "tender": tender}
            return render_template("evaluation/seat_given.html", authority=authority, **values)
        if form.saved:
            flash(gettext("The seat is given."), "success")
            return back_to("seats.seats", authority=authority, tender_id=tender_id)
    return render_template(
        "evaluation/new_seat.html", form=form, tender=tender, authority=authority
    )


def _for_somebody_new(form: SeatForm) -> tuple[str | None, str]:
    """A first password and its hash for somebody unknown; made outside of any transaction."""
    with reading_only():
        known = person_by_account(typed(form.account))
    if known is not None or not typed(form.name):
        return None, ""
    password = first_password()
    return password, hash_password(password)


def _seat(
    actor: Actor,
    tender: Tender,
    form: SeatForm,
    hashed: str,
    groups: Sequence[Group],
    criteria: Sequence[Criterion],
) -> None:
    """Seat the person; no criterion chosen means all that the group marks."""
    group = next(each for each in groups if each.slug == form.group.data)
    chosen = [each for each in criteria if each.code in (form.criteria.data or [])]
    chosen = chosen or ask.criteria_marked_by(group, criteria)
    address = url_for("accounts.sign_in", _external=True)
    newcomer = act.Newcomer(typed(form.name), hashed, address) if hashed else None
    act.seat_account(actor, tender, typed(form.account), newcomer, group, chosen)


@bp.route(f"{TENDER}/start-marking", methods=["GET", "POST"])
def start_marking(authority: str, tender_id: uuid.UUID) -> str | Response:
    """What is missing, with links to mend it; and the button when nothing is."""
    actor, starts = current_actor(), request.method == "POST"
    tender = open_tender(actor, authority, tender_id, moves=starts)
    authorise(may_start_marking, actor, tender)
    form = ActionForm()
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    if form.validate_on_submit():
        with form.saving():
            act.start_marking(actor, tender)
        if form.saved:
            flash(gettext("Marking has started."), "success")
            return back_to("marking.progress", **place)
    ready = readiness_of(tender)
    people = people_by_id([seat.person_id for seat in (*ready.undeclared, *ready.barred)])
    links = {page: url_for(f"seats.{page}", **place) for page in ("gates", "seats")}
    return render_template(
        "evaluation/start_marking.html",
        form=form,
        tender=tender,
        authority=authority,
        is_ready=ready.is_ready,
        tasks=show.start_tasks(ready, people, links),
        bids=[bid.label for bid in ready.bids],
    )
