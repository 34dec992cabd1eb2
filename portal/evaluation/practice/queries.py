"""Reads of practice: one's own, the numbers of all without a name, and how many took part."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import joinedload

from portal.core.authorisation import there
from portal.core.database import db
from portal.evaluation.models import Seat, SeatCriterion
from portal.evaluation.practice.models import (
    PracticeAnswer,
    PracticeMark,
    PracticeReady,
    Promise,
)
from portal.specifications.models import Criterion, Scale
from portal.tenders.models import Tender

Own = TypeVar("Own", PracticeMark, PracticeReady)


@dataclass(frozen=True)
class Step:
    """One question that somebody marks, and how far they are in getting ready for it."""

    criterion: Criterion
    answer: PracticeAnswer | None
    mine: PracticeMark | None
    ready: PracticeReady | None

    @property
    def is_done(self) -> bool:
        """They said that they are ready, and have marked or passed what there is to try."""
        return self.ready is not None and (self.answer is None or self.mine is not None)


def steps_of(seat: Seat) -> list[Step]:
    """All questions of one seat in the tender's order: one query, and one for what marks mean."""
    theirs = [
        and_(model.criterion_id == Criterion.id, model.seat_id == SeatCriterion.seat_id)
        for model in (PracticeMark, PracticeReady)
    ]
    rows = db.session.execute(
        select(Criterion, PracticeAnswer, PracticeMark, PracticeReady)
        .join(SeatCriterion, SeatCriterion.criterion_id == Criterion.id)
        .outerjoin(PracticeAnswer, PracticeAnswer.criterion_id == Criterion.id)
        .outerjoin(PracticeMark, theirs[0])
        .outerjoin(PracticeReady, theirs[1])
        .where(SeatCriterion.seat_id == seat.id, ~Criterion.is_interview)
        .order_by(Criterion.position)
        .options(joinedload(Criterion.scale).selectinload(Scale.descriptors))
    )
    return [Step(*row) for row in rows]


def step_of(seat: Seat, code: str) -> Step:
    """One question of one's own; another's is a 404."""
    return there(next((each for each in steps_of(seat) if each.criterion.code == code), None))


def numbers_for(criterion: Criterion) -> Sequence[Decimal]:
    """What all who practised on a question gave it, passes left out; no row says whose."""
    given = select(PracticeMark.mark).where(
        PracticeMark.criterion_id == criterion.id, PracticeMark.mark.is_not(None)
    )
    return [mark for mark in db.session.scalars(given) if mark is not None]


def practice_of(tender: Tender) -> dict[uuid.UUID, tuple[PracticeAnswer, int]]:
    """The practice bid by question, each with how many have practised, passes among them."""
    tried = (
        select(func.count(PracticeMark.id))
        .where(PracticeMark.criterion_id == PracticeAnswer.criterion_id)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(PracticeAnswer, tried).where(PracticeAnswer.tender_id == tender.id)
    )
    return {answer.criterion_id: (answer, num) for answer, num in rows}


def promise_of(seat: Seat) -> Promise | None:
    """The promise of the holder of a seat to keep what they read to themselves, once made."""
    return db.session.scalar(select(Promise).where(Promise.seat_id == seat.id))


def tried_by(person_id: uuid.UUID) -> Sequence[Row[str, str, PracticeMark]]:
    """What somebody tried, with the tender's title and the question's code, for themselves."""
    return db.session.execute(_own_rows(PracticeMark, person_id)).all()


def notes_of(person_id: uuid.UUID) -> Sequence[Row[str, str, PracticeReady]]:
    """Where somebody noted that they are ready, the same way."""
    return db.session.execute(_own_rows(PracticeReady, person_id)).all()


def _own_rows(model: type[Own], person_id: uuid.UUID) -> Select[str, str, Own]:
    return (
        select(Tender.title, Criterion.code, model)
        .join(Seat, Seat.id == model.seat_id)
        .join(Tender, Tender.id == model.tender_id)
        .join(Criterion, Criterion.id == model.criterion_id)
        .where(Seat.person_id == person_id)
        .order_by(Tender.title, Criterion.position)
    )
