"""The page on which an evaluator switches reminders on or off, with one tap."""

from __future__ import annotations

import uuid

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import people_by_id
from portal.core.authorisation import authorise
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor
from portal.evaluation.progress.policy import may_set_reminders
from portal.evaluation.progress.reminding import wish, wishes_of
from portal.evaluation.progress.views import bp
from portal.evaluation.queries import seat_of
from portal.tenders.queries import open_tender


@bp.route("/<authority>/tenders/<uuid:tender_id>/reminders", methods=["GET", "POST"])
def reminders(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Say whether one wants e-mails about one's marks; nobody gets one unasked."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    authorise(may_set_reminders, actor, tender, seat)
    assert seat is not None
    form, wants = ActionForm(), wishes_of([seat])[seat.id] is not None
    has_address = people_by_id([seat.person_id])[seat.person_id].email is not None
    if form.validate_on_submit():
        with form.saving():
            wish(tender, seat, wants=not wants)
        if form.saved:
            off = gettext("You get no more e-mails about your marks.")
            on = gettext("We send you an e-mail before your last day.")
            flash(off if wants else on, "success")
            return back_to(".reminders", authority=authority, tender_id=tender_id)
    place = {"authority": authority, "tender_id": tender_id}
    return render_template(
        "progress/reminders.html",
        form=form,
        tender=tender,
        place=place,
        wants=wants,
        has_address=has_address,
    )
