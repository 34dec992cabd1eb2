"""Reads of equality answers: one's own, and the numbers."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import distinct, func, select

from portal.core.database import db
from portal.participation.equality.models import EqualityAnswer, EqualityCount
from portal.participation.panels.models import Member, Panel


def rows_of(person_id: uuid.UUID, kind: str) -> dict[str, EqualityAnswer]:
    """Somebody's own answers by question, for them alone."""
    wanted = select(EqualityAnswer).where(
        EqualityAnswer.person_id == person_id, EqualityAnswer.kind == kind
    )
    return {each.question: each for each in db.session.scalars(wanted)}


def every_answer(kind: str) -> Sequence[EqualityAnswer]:
    """All answers of people on panels of a kind, to be counted."""
    wanted = select(EqualityAnswer).where(EqualityAnswer.kind == kind)
    return db.session.scalars(wanted.order_by(EqualityAnswer.person_id)).all()


def people_on(kind: str) -> int:
    """How many people are on panels of a kind; whoever is on two counts once."""
    wanted = (
        select(func.count(distinct(Member.person_id)))
        .join(Panel, Panel.id == Member.panel_id)
        .where(Panel.kind == kind, Member.ended_at.is_(None))
    )
    return db.session.scalar(wanted) or 0


def count_of(kind: str) -> EqualityCount | None:
    """The numbers that stand."""
    return db.session.scalar(select(EqualityCount).where(EqualityCount.kind == kind))
