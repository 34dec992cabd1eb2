"""Handing over what an evaluator told of a bidder that got in touch with them (R31)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise, there
from portal.core.web import current_actor
from portal.evaluation.interviews.policy import may_lift_report, may_read_reports
from portal.evaluation.interviews.queries import reports_in
from portal.evaluation.queries import seat_of
from portal.lifting import operations as act
from portal.lifting.queries import Words, left_of
from portal.lifting.views import TENDER, bp, hand_over
from portal.record.erasure.texts import every_text_of
from portal.safety.views import limit_messages
from portal.tenders.queries import open_tender


@bp.route(f"{TENDER}/contacts/<int:number>/safety", methods=["GET", "POST"])
@limit_messages
def contact(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """These words go to the safeguarding lead, and leave the record at once."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    seat = seat_of(actor, tender)
    report = next((each for each in reports_in(tender) if each.number == number), None)
    is_own = seat is not None and report is not None and report.seat_id == seat.id
    authorise(may_lift_report, actor, tender, is_own)
    report = there(report)
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    reads_all = bool(may_read_reports(actor, tender))
    where = gettext("What an evaluator told of a bidder that got in touch with them")
    found = [
        Words(where, text.text.strip(), text.by, "words", (text,))
        for text in every_text_of(tender)
        if text.row_id == report.id
    ]
    page: dict[str, Any] = {"is_own": not reads_all, "stays": gettext("All the rest stays.")}
    page["back"] = url_for("interviews.contacts" if reads_all else "interviews.contact", **place)
    stands = gettext("Report %(number)s that a bidder got in touch", number=number)
    return hand_over(
        actor,
        tender,
        left_of(found),
        lambda chosen: act.lift_from_writing(actor, tender, stands, chosen),
        page,
    )
