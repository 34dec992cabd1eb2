"""Reads of approving: the order, who has said yes, what was asked and answered."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, select

from portal.accounts.models import APPROVER, Person, Role
from portal.core.database import db
from portal.outcomes.approving.models import (
    ApproverAnswer,
    ApproverPlace,
    ApproverQuestion,
    Endorsement,
)
from portal.tenders.models import Tender


class InOrder(NamedTuple):
    """One place of the order of approvers, and who holds it."""

    place: ApproverPlace
    name: str


class Given(NamedTuple):
    """One yes after which another approver follows, and who gave it."""

    endorsement: Endorsement
    name: str


class Asked(NamedTuple):
    """A question of an approver, who asked it, and the lead's answer, if there is one."""

    question: ApproverQuestion
    name: str
    answer: ApproverAnswer | None


@dataclass(frozen=True)
class Words:
    """What approvers said of one version of a decision, less the last word on it."""

    given: Sequence[Given] = ()
    asked: Sequence[Asked] = ()

    @property
    def waits_for_answer(self) -> bool:
        """Whether the decision is with the lead, to answer what an approver asked."""
        return any(each.answer is None for each in self.asked)


def order_of(tender: Tender) -> list[InOrder]:
    """Who approves one after the other, as it was last set; empty: any one approver."""
    last = (
        select(func.max(ApproverPlace.version))
        .where(ApproverPlace.tender_id == tender.id)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(ApproverPlace, Person.name)
        .join(Person, ApproverPlace.person_id == Person.id)
        .where(ApproverPlace.tender_id == tender.id, ApproverPlace.version == last)
        .order_by(ApproverPlace.place)
    )
    return [InOrder(*row) for row in rows]


def words_by_decision(tender: Tender) -> dict[uuid.UUID, Words]:
    """What approvers said of each version, in two queries."""
    given: dict[uuid.UUID, list[Given]] = defaultdict(list)
    for row in db.session.execute(
        select(Endorsement, Person.name)
        .join(Person, Endorsement.given_by == Person.id)
        .where(Endorsement.tender_id == tender.id)
        .order_by(Endorsement.place)
    ):
        given[row[0].decision_id].append(Given(*row))
    asked: dict[uuid.UUID, list[Asked]] = defaultdict(list)
    for each in questions_of(tender):
        asked[each.question.decision_id].append(each)
    ids = given.keys() | asked.keys()
    return {each: Words(tuple(given[each]), tuple(asked[each])) for each in ids}


def questions_of(tender: Tender) -> list[Asked]:
    """Every question of an approver, the first one first, with its answer."""
    rows = db.session.execute(
        select(ApproverQuestion, Person.name, ApproverAnswer)
        .join(Person, ApproverQuestion.asked_by == Person.id)
        .outerjoin(ApproverAnswer, ApproverAnswer.id == ApproverQuestion.id)
        .where(ApproverQuestion.tender_id == tender.id)
        .order_by(ApproverQuestion.number)
    )
    return [Asked(*row) for row in rows]


def approvers_for(tender: Tender) -> list[Person]:
    """Who may be asked to approve: approvers of the authority, or on this tender."""
    return list(
        db.session.scalars(
            select(Person)
            .join(Role, Role.person_id == Person.id)
            .where(
                Role.name == APPROVER,
                Role.ended_at.is_(None),
                Role.authority_id == tender.authority_id,
                (Role.tender_id.is_(None)) | (Role.tender_id == tender.id),
            )
            .order_by(Person.name, Person.id)
        ).unique()
    )
