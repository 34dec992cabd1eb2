"""Reads of questions about letters and their answers."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, or_, select

from portal.accounts.models import LEAD, Person, Role
from portal.core.database import db
from portal.outcomes.models import Letter
from portal.outcomes.models_letters import DebriefAnswer, DebriefQuestion
from portal.tenders.models import Tender


@dataclass(frozen=True)
class Exchange:
    """A question from one side and the answer from the other, if there is one yet."""

    question: DebriefQuestion
    answer: DebriefAnswer | None


def exchanges_of(tender: Tender, letter: Letter | None = None) -> list[Exchange]:
    """The questions about one bid's letters, replaced ones too, or about all of a tender, in the
    order of asking."""
    wanted = (
        select(DebriefQuestion, DebriefAnswer)
        .outerjoin(DebriefAnswer, DebriefAnswer.id == DebriefQuestion.id)
        .where(DebriefQuestion.tender_id == tender.id)
        .order_by(DebriefQuestion.asked_at, DebriefQuestion.number)
    )
    if letter is not None:
        letters = select(Letter.id).where(Letter.bid_id == letter.bid_id)
        wanted = wanted.where(DebriefQuestion.letter_id.in_(letters))
    return [Exchange(asked, answered) for asked, answered in db.session.execute(wanted)]


QUESTIONS_WAITING = (
    select(DebriefQuestion.tender_id, func.count())
    .outerjoin(DebriefAnswer, DebriefAnswer.id == DebriefQuestion.id)
    .where(DebriefAnswer.id.is_(None))
    .group_by(DebriefQuestion.tender_id)
)
"""How many questions wait for an answer, by tender."""


def addresses_of_leads(tender: Tender) -> list[str]:
    """Where the procurement leads of a tender get their mails, partners' too."""
    wanted = (
        select(Person.email)
        .join(Role, Role.person_id == Person.id)
        .where(
            Role.authority_id == tender.authority_id,
            Role.name == LEAD,
            Role.ended_at.is_(None),
            or_(Role.tender_id.is_(None), Role.tender_id == tender.id),
            Person.email.is_not(None),
        )
    )
    return sorted({email for email in db.session.scalars(wanted) if email})
