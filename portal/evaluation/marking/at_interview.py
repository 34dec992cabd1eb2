"""Marks for a question that is asked at an interview: given in moderation, once all written answers
are marked, until they are sent apart from the sheet's others (P14)."""

from __future__ import annotations

from sqlalchemy import bindparam, exists, select

from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.marking.policy import NOT_COUNTED
from portal.evaluation.models import Sheet
from portal.evaluation.models_interviews import InterviewSent
from portal.tenders.models import Tender
from portal.tenders.stages import stage_of

SENT = say("You have sent your marks for this interview, so they can’t change any more.")
NOT_OPEN = say("Interviews are marked while the panel talks about the marks.")

_SENT = select(exists().where(InterviewSent.sheet_id == bindparam("sheet")))


def refuse_shut_interview(tender: Tender, sheet: Sheet, is_voided: bool) -> None:
    """Refuse a mark where the panel doesn't talk yet or any more, or the marks are sent."""
    if is_voided:
        raise Refused(NOT_COUNTED)
    if stage_of(tender) != "moderating":
        raise Refused(NOT_OPEN)
    if db.session.scalar(_SENT, {"sheet": sheet.id}):
        raise Refused(SENT)
