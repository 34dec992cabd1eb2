"""What was written about interviews: where they are, what happened, who was got in touch with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core import clock
from portal.core.database import db
from portal.evaluation.models import Seat
from portal.evaluation.models_interviews import ContactReport, InterviewPlan, InterviewRecord
from portal.record.erasure.text import Text
from portal.record.erasure.texts_reading import Bids
from portal.tenders.models import Tender

MODELS = {
    "interview_plan": InterviewPlan,
    "interview_record": InterviewRecord,
    "contact_report": ContactReport,
}
SEALED_IN = {
    "interview_plan": (("interview:planned",), "place"),
    "interview_record": (("interview:held", "interview:missed"), "words"),
    "contact_report": (("contact:reported",), "words"),
}
"""In which events each is sealed."""


def about_interviews(tender: Tender, bids: Bids) -> Iterator[Text]:
    """Each in the order in which it was written; of a contact also who told of it."""
    plans = select(InterviewPlan).where(InterviewPlan.tender_id == tender.id)
    for plan in db.session.scalars(plans.order_by(InterviewPlan.version, InterviewPlan.id)):
        yield _of_plan(plan, bids[plan.bid_id])
    held = select(InterviewRecord).where(InterviewRecord.tender_id == tender.id)
    for row in db.session.scalars(held.order_by(InterviewRecord.version, InterviewRecord.id)):
        where = _("What happened at the interview of Bid %(label)s", label=bids[row.bid_id])
        facts: dict[str, Any] = {"label": bids[row.bid_id], "version": row.version}
        yield Text("interview_record", row.id, "words", where, row.words, facts)
    reports = (
        select(ContactReport, Seat.person_id)
        .join(Seat, Seat.id == ContactReport.seat_id)
        .where(ContactReport.tender_id == tender.id)
        .order_by(ContactReport.number)
    )
    for report, person_id in db.session.execute(reports):
        where = _("What an evaluator told of a bidder that got in touch with them")
        told = {"number": report.number}
        yield Text("contact_report", report.id, "words", where, report.words, told, by=person_id)


def _of_plan(plan: InterviewPlan, label: str) -> Text:
    starts_on = plan.starts_at.astimezone(clock.LONDON).date().isoformat()
    facts: dict[str, Any] = {"label": label, "version": plan.version, "starts_on": starts_on}
    where = _("Where the interview of Bid %(label)s is", label=label)
    return Text("interview_plan", plan.id, "place", where, plan.place, facts)
