"""How far the decisions of several tenders have come through their approvers."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import and_, exists, func, select

from portal.core.database import db
from portal.outcomes.approving.models import (
    ApproverAnswer,
    ApproverPlace,
    ApproverQuestion,
    Endorsement,
)
from portal.outcomes.models import Approval, Decision
from portal.outcomes.queries import is_overtaken


@dataclass
class Deciding:
    """The decision that stands, the last word on it, and what comes before that word.

    `yeses`: how many approvers have said yes; `unanswered`: their questions that wait for the lead;
    `order`: who approves, one after the other; empty: any one approver.
    """

    decision: Decision | None = None
    word: Approval | None = None
    yeses: int = 0
    unanswered: int = 0
    order: list[uuid.UUID] = field(default_factory=list)


class Holder(Protocol):
    """Whatever tells how far a tender's decision has come."""

    deciding: Deciding


def add_decisions(courses: Mapping[uuid.UUID, Holder], ids: Sequence[uuid.UUID]) -> None:
    """The decision that stands, and how far it has come; one on a run with a mistake doesn't."""
    word = and_(Approval.authority_id == Decision.authority_id, Approval.id == Decision.id)
    yeses = select(func.count()).where(Endorsement.decision_id == Decision.id)
    answered = exists().where(ApproverAnswer.id == ApproverQuestion.id)
    asked = select(func.count()).where(ApproverQuestion.decision_id == Decision.id, ~answered)
    rows = db.session.execute(
        select(Decision, Approval, is_overtaken(), yeses.scalar_subquery(), asked.scalar_subquery())
        .outerjoin(Approval, word)
        .where(Decision.tender_id.in_(ids))
        .order_by(Decision.version)
    )
    for decision, approval, counts_no_more, given, unanswered in rows:
        course = courses[decision.tender_id].deciding
        course.decision, course.word = (None, None) if counts_no_more else (decision, approval)
        course.yeses, course.unanswered = given, unanswered
    places = select(ApproverPlace).where(ApproverPlace.tender_id.in_(ids))
    for each in db.session.scalars(places.order_by(ApproverPlace.version, ApproverPlace.place)):
        order = courses[each.tender_id].deciding.order
        if each.place == 1:
            order.clear()
        order.append(each.person_id)
