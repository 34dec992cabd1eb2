"""The timetable counted back from the first day of the service, and the authority's school days."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, time

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import open_authority
from portal.core import clock
from portal.core.authorisation import Actor, authorise
from portal.core.clock import LONDON
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to, current_actor
from portal.tenders import breaks as act
from portal.tenders.calendar import own_days
from portal.tenders.forms_timetable import BreakForm, TimetableForm
from portal.tenders.models import Tender
from portal.tenders.operations import change_tender, facts_of
from portal.tenders.policy import may_draft, may_enter_school_days
from portal.tenders.queries import open_tender
from portal.tenders.timetable import PARTS, Step, counted_back, doubts_of
from portal.tenders.views import bp

USE = "use"


@bp.route("/<authority>/tenders/<uuid:tender_id>/timetable", methods=["GET", "POST"])
def timetable(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Count the days back from the first day of the service; use them when the lead says so."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_draft, actor, tender)
    form, steps = TimetableForm(data={"starts_on": tender.starts_on}), list[Step]()
    if form.validate_on_submit():
        steps = counted_back(form.day, form.lengths(), own_days())
        if request.form.get("act") == USE and form.carried_out(_use, actor, tender, steps):
            return back_to("tenders.timetable", authority=authority, tender_id=tender_id)
    days, today = own_days(), clock.today()
    rows = steps or _set_in(tender)
    return render_template(
        "tenders/timetable.html",
        form=form,
        tender=tender,
        authority=authority,
        rows=[
            (each, days.worked_between(rows[place - 1].on, each.on, PARTS) if place else None)
            for place, each in enumerate(rows)
        ],
        is_counted=bool(steps),
        is_late=bool(steps) and steps[0].on < today,
        doubts=list(doubts_of(tender, act.school_breaks(today), days, today)),
        may_enter=bool(may_enter_school_days(actor, tender.authority_id)),
    )


def _set_in(tender: Tender) -> list[Step]:
    """The days that the tender has now, in their order."""
    deadline = tender.deadline_at
    set_now: list[tuple[str, date | None]] = [
        ("deadline", deadline.astimezone(LONDON).date() if deadline else None),
        ("marked", tender.marking_ends_on),
        ("decision", tender.decision_on),
        ("starts", tender.starts_on),
    ]
    return [Step(name, on) for name, on in set_now if on is not None]


def _use(actor: Actor, tender: Tender, steps: list[Step]) -> None:
    """Give the tender these days; bids end at noon, when somebody can still help."""
    on = {step.name: step.on for step in steps}
    noon = datetime.combine(on["deadline"], time(12), LONDON).astimezone(UTC)
    facts = replace(
        facts_of(tender),
        deadline_at=noon,
        marking_ends_on=on["marked"],
        decision_on=on["decision"],
        starts_on=on["starts"],
    )
    change_tender(actor, tender, facts)


@bp.route("/<authority>/school-days", methods=["GET", "POST"])
def school_days(authority: str) -> str | Response:
    """School holidays and exams of this area; a lead enters them."""
    actor, owner = current_actor(), open_authority(authority)
    authorise(may_enter_school_days, actor, owner.id)
    form = BreakForm()
    if form.validate_on_submit():
        facts = (form.kind.data, typed(form.name), *form.days())
        if form.carried_out(act.enter_break, actor, *facts):
            return back_to("tenders.school_days", authority=authority)
    return render_template(
        "tenders/school_days.html",
        form=form,
        authority=authority,
        owner=owner.name,
        breaks=act.school_breaks(clock.today()),
    )


@bp.post("/<authority>/school-days/<uuid:break_id>/remove")
def remove_school_days(authority: str, break_id: uuid.UUID) -> Response:
    """Take holidays or exams out again."""
    actor, owner = current_actor(), open_authority(authority)
    authorise(may_enter_school_days, actor, owner.id)
    row = act.school_break(break_id)
    if not ActionForm().carried_out(act.remove_break, actor, row):
        flash(gettext("It wasn’t taken out. Try once more."))
    return back_to("tenders.school_days", authority=authority)
