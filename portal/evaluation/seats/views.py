"""The leads' pages before marking: seats, links for evaluators, and what marking waits for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from portal.accounts.links import TOKEN, WayIn
from portal.accounts.models import Person
from portal.accounts.queries import people_by_id
from portal.core.authorisation import Actor, authorise
from portal.core.database import db
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to, current_actor
from portal.evaluation.models import Seat
from portal.evaluation.queries import all_seats_of, voided_of
from portal.evaluation.seats import newcomers
from portal.evaluation.seats import operations as act
from portal.evaluation.seats import pages as show
from portal.evaluation.seats import queries as ask
from portal.evaluation.seats.forms import SeatForm
from portal.evaluation.seats.policy import (
    may_give_seat,
    may_make_link,
    may_pair,
    may_see_conflicts,
    may_see_renewal,
    may_see_seats,
    may_start_marking,
    may_void,
)
from portal.evaluation.seats.readiness import readiness_of
from portal.evaluation.seats.short import needs_somebody
from portal.specifications.models import Criterion, Group
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

bp = Blueprint("seats", __name__)
Groups = Sequence[Group]
Criteria = Sequence[Criterion]
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
    _add_choices(lines, actor, tender, found, gone)
    return render_template(
        "evaluation/seats.html",
        tender=tender,
        authority=authority,
        lines=sorted(lines, key=lambda line: (line["group"], line["name"])),
        can_give=bool(may_give_seat(actor, tender, is_short=needs_somebody(tender))),
        can_start=bool(may_start_marking(actor, tender)),
        can_decide=bool(may_see_conflicts(actor, tender)),
        can_renew=bool(may_see_renewal(actor, tender)),
    )


def _add_choices(
    lines: list[dict[str, Any]],
    actor: Actor,
    tender: Tender,
    found: Sequence[Seat],
    gone: Mapping[uuid.UUID, str],
) -> None:
    paired = {seat.beside_id for seat in found if seat.id not in gone}
    for line, seat in zip(lines, found, strict=True):
        counts = seat.id not in gone
        line["can_pair"] = counts and seat.id not in paired and bool(may_pair(actor, tender, seat))
        line["can_link"] = bool(may_make_link(actor, tender, seat))
        line["can_void"] = counts and bool(may_void(actor, tender, seat))


@bp.route(f"{TENDER}/seats/new", methods=["GET", "POST"])
def new_seat(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Give a seat to somebody known, or to somebody new, who chooses a password through a link."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    is_short = needs_somebody(tender)
    authorise(lambda: may_give_seat(actor, tender, is_short=is_short))
    groups, criteria = groups_of(tender), criteria_of(tender)
    form = SeatForm()
    form.group.choices = [SelectChoice(group.slug, group.title) for group in groups]
    form.criteria.choices = [SelectChoice(c.code, f"{c.code} {c.title}") for c in criteria]
    way_in = None
    if form.validate_on_submit():
        with form.saving():
            way_in = _seat(actor, tender, form, groups, criteria)
        if form.saved:
            return show_given(tender, authority, way_in, gettext("The seat is given."))
    return render_template(
        "evaluation/new_seat.html", form=form, tender=tender, authority=authority
    )


def _seat(
    actor: Actor, tender: Tender, form: SeatForm, groups: Groups, criteria: Criteria
) -> WayIn | None:
    """Seat the person; no criterion chosen means all that the group marks."""
    group = next(each for each in groups if each.slug == form.group.data)
    chosen = [each for each in criteria if each.code in (form.criteria.data or [])]
    chosen = chosen or ask.criteria_marked_by(group, criteria)
    account, name = typed(form.account), typed(form.name)
    return newcomers.seat_account(actor, tender, account, name, link_to_choose(), group, chosen)


def link_to_choose() -> str:
    """Where somebody new chooses their password."""
    return url_for("accounts.invitation", token=TOKEN, _external=True)


def show_given(tender: Tender, authority: str, way_in: WayIn | None, done: str) -> str | Response:
    """Back to all seats; but a link that nobody mails is shown once, to be handed over."""
    if way_in and not way_in.is_mailed:
        return render_template(
            "evaluation/seat_given.html", tender=tender, authority=authority, way_in=way_in
        )
    if way_in:
        done = f"{done} {gettext('We are sending a link to %(to)s.', to=way_in.account)}"
    flash(done, "success")
    return back_to("seats.seats", authority=authority, tender_id=tender.id)


@bp.route(f"{TENDER}/seats/<uuid:seat_id>/link", methods=["GET", "POST"])
def new_link(authority: str, tender_id: uuid.UUID, seat_id: uuid.UUID) -> str | Response:
    """A new link for an evaluator who lost theirs or forgot their password; on the record."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = ask.seat_by_id(tender, seat_id)
    authorise(may_make_link, actor, tender, seat)
    person = db.session.get_one(Person, seat.person_id)
    form = ActionForm()
    way_in = None
    if form.validate_on_submit():
        with form.saving():
            way_in = newcomers.make_link(actor, tender, person, link_to_choose())
        if form.saved:
            return show_given(tender, authority, way_in, gettext("The new link is made."))
    return render_template(
        "evaluation/new_link.html", form=form, tender=tender, authority=authority, person=person
    )


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
        order=tender.marking_order,
        waits_for_desk=ready.waits_for_desk,
    )
