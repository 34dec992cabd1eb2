"""What was written about interviews: where they are, what happened, who was got in touch with."""

from __future__ import annotations

from collections.abc import Iterator

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
    for model, column in ((InterviewPlan, "place"), (InterviewRecord, "words")):
        wanted = select(model).where(model.tender_id == tender.id)
        for row in db.session.scalars(wanted.order_by(model.version, model.id)):
            yield _of_bid(row, column, bids[row.bid_id])
    reports = (
        select(ContactReport, Seat.person_id)
        .join(Seat, Seat.id == ContactReport.seat_id)
        .where(ContactReport.tender_id == tender.id)
        .order_by(ContactReport.number)
    )
    for report, person_id in db.session.execute(reports):
        where = _("What an evaluator told of a bidder that got in touch with them")
        facts = {"number": report.number}
        yield Text("contact_report", report.id, "words", where, report.words, facts, by=person_id)


def _of_bid(row: InterviewPlan | InterviewRecord, column: str, label: str) -> Text:
    facts: dict[str, object] = {"label": label, "version": row.version}
    if isinstance(row, InterviewPlan):
        facts["starts_on"] = row.starts_at.astimezone(clock.LONDON).date().isoformat()
        where = _("Where the interview of Bid %(label)s is", label=label)
        return Text("interview_plan", row.id, column, where, row.place, facts)
    where = _("What happened at the interview of Bid %(label)s", label=label)
    return Text("interview_record", row.id, column, where, row.words, facts)
