"""The lead's page of more time."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import people_by_id
from portal.core.authorisation import authorise
from portal.core.web import back_to, current_actor
from portal.evaluation.progress import operations as act
from portal.evaluation.progress.forms import ALL, time_form
from portal.evaluation.progress.policy import may_give_time
from portal.evaluation.progress.queries import days_of
from portal.evaluation.queries import voices_of
from portal.tenders.queries import open_tender

bp = Blueprint("progress", __name__)


@bp.route("/<authority>/tenders/<uuid:tender_id>/progress/time", methods=["GET", "POST"])
def time(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Set the last day for marks, or give more time to one person, on the record."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_give_time, actor, tender)
    seats = {str(seat.id): seat for seat in voices_of(tender)}
    names = people_by_id([seat.person_id for seat in seats.values()])
    people = [(value, names[seat.person_id].name) for value, seat in seats.items()]
    form = time_form(sorted(people, key=lambda each: each[1]))
    if form.validate_on_submit():
        with form.saving():
            seat = None if form.who.data == ALL else seats[form.who.data]
            act.give_time(actor, tender, seat, form.day(), form.ground.data)
        if form.saved:
            flash(gettext("Saved. They see the new day on their pages."), "success")
            return back_to("marking.progress", authority=authority, tender_id=tender_id)
    return render_template(
        "progress/time.html", form=form, tender=tender, authority=authority, days=days_of(tender)
    )
