"""The page on which those who took part read first-hand what was decided (P20)."""

from __future__ import annotations

import uuid

from flask import render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise, there
from portal.core.web import back_to, current_actor
from portal.evaluation.models import Seat
from portal.evaluation.queries import seat_of
from portal.feedback.decided import decided_for
from portal.feedback.first_hand import note_heard, ways_of_outcome
from portal.feedback.forms import ToldForm
from portal.feedback.policy import may_hear_decided, may_hear_decided_from_seat, may_tell_outcome
from portal.feedback.views import TENDER, bp
from portal.specifications.cowriting.queries import open_shared_tender
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.get(f"{TENDER}/together/what-was-decided")
def decided(authority: str, tender_id: uuid.UUID) -> str:
    """For a member whose panel wrote with the tender."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    authorise(may_hear_decided, actor, tender, part)
    back = url_for("cowriting.together", authority=authority, tender_id=tender_id)
    return _page(tender, None, back, gettext("Back to ‘Write with us’"))


@bp.get(f"{TENDER}/what-was-decided")
def decided_seated(authority: str, tender_id: uuid.UUID) -> str:
    """For who marks, or marked."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    authorise(may_hear_decided_from_seat, actor, tender, seat)
    back = url_for("overview.tender", authority=authority, tender_id=tender_id)
    return _page(tender, there(seat), back, gettext("Back to the tender"))


@bp.route(f"{TENDER}/telling/to-tell/outcome/<uuid:way_id>", methods=["GET", "POST"])
def note_outcome(authority: str, tender_id: uuid.UUID, way_id: uuid.UUID) -> str | Response:
    """Tick off that a member was told what was decided, with the day."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_tell_outcome, actor, tender)
    waits = [each for each in ways_of_outcome(tender) if each.told is None]
    way = there(next((each for each in waits if each.id == way_id), None))
    form = ToldForm()
    if form.validate_on_submit():
        with form.saving():
            note_heard(actor, tender, way, form.day)
        if form.saved:
            return back_to("feedback.to_tell", authority=authority, tender_id=tender_id)
    return render_template(
        "feedback/note_told.html",
        form=form,
        tender=tender,
        authority=authority,
        member=way.member,
        how=way.how,
    )


def _page(tender: Tender, seat: Seat | None, href: str, text: str) -> str:
    return render_template(
        "feedback/decided.html",
        tender=tender,
        found=decided_for(tender, seat),
        back={"href": href, "text": text},
        has_marked=seat is not None,
    )
