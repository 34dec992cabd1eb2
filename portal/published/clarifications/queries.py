"""Reads of questions and answers about a published tender."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select

from portal.accounts.models import Provider
from portal.accounts.queries import members_of, people_by_id
from portal.bids.names import found_in, names_of_people, telling_words
from portal.bids.queries import published_words
from portal.core.authorisation import Actor, there
from portal.core.database import db
from portal.published.clarifications.models import (
    Clarification,
    ClarificationAnswer,
    ClarificationRelease,
)
from portal.tenders.models import Tender


@dataclass(frozen=True)
class Asked:
    """A question, its answer as it stands, and when that went out."""

    question: Clarification
    answer: ClarificationAnswer | None
    released_at: datetime | None

    @property
    def state(self) -> str:
        """`waits` for an answer, is `ready` to go out, or `out`."""
        if self.released_at is not None:
            return "out"
        return "ready" if self.answer else "waits"


def asked_about(tender: Tender) -> list[Asked]:
    """Every question in its order, in three queries."""
    wanted = select(Clarification).where(Clarification.tender_id == tender.id)
    questions = db.session.scalars(wanted.order_by(Clarification.number)).all()
    rows = db.session.scalars(
        select(ClarificationAnswer)
        .where(ClarificationAnswer.tender_id == tender.id)
        .order_by(ClarificationAnswer.version)
    )
    answers = {row.clarification_id: row for row in rows}
    out = db.session.scalars(
        select(ClarificationRelease).where(ClarificationRelease.tender_id == tender.id)
    )
    released = {row.id: row.released_at for row in out}
    return [Asked(each, answers.get(each.id), released.get(each.id)) for each in questions]


def asked_by(actor: Actor, tender: Tender) -> list[Asked]:
    """What the actor's own provider asked."""
    found = asked_about(tender)
    return [each for each in found if each.question.provider_id == actor.provider_id]


def numbered(tender: Tender, number: int) -> Asked:
    """One question; a number that isn't there is a 404."""
    found = asked_about(tender)
    return there(next((each for each in found if each.question.number == number), None))


def tells_who_asks(tender: Tender, question: Clarification) -> list[str]:
    """What in the words of a question tells who asks it, as its own text has it."""
    provider = db.session.get_one(Provider, question.provider_id)
    members = [each.person_id for each in members_of(provider.id)]
    published = published_words(tender)
    people = names_of_people(people_by_id(members).values(), published)
    return found_in(question.words, [*telling_words(provider, published), *people])


_HAS_ANSWER = exists().where(ClarificationAnswer.clarification_id == Clarification.id)
_NOT_OUT = (
    select(Clarification.tender_id, func.count())
    .outerjoin(ClarificationRelease, ClarificationRelease.id == Clarification.id)
    .where(ClarificationRelease.id.is_(None))
    .group_by(Clarification.tender_id)
)
UNANSWERED = _NOT_OUT.where(~_HAS_ANSWER)
"""How many questions have no answer, by tender."""
READY = _NOT_OUT.where(_HAS_ANSWER)
"""How many have one that isn't out yet, by tender."""
