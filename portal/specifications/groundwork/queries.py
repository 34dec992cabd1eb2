"""Reads of conflicts, duties and the participation budget; of each the version that counts."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import select

from portal.core.authorisation import there
from portal.core.database import db
from portal.specifications.groundwork.models import (
    BudgetLine,
    ConflictAssessment,
    ConflictInterest,
    DutyAnswer,
)
from portal.tenders.models import Tender

Versioned = TypeVar("Versioned", ConflictInterest, BudgetLine)


@dataclass(frozen=True)
class Conflicts:
    """All versions of all interests, and every assessment of them, in order."""

    versions: Sequence[ConflictInterest]
    assessments: Sequence[ConflictAssessment]

    @property
    def interests(self) -> list[ConflictInterest]:
        """Each interest as it stands."""
        return list({each.number: each for each in self.versions}.values())

    @property
    def last(self) -> ConflictAssessment | None:
        """The assessment that stands."""
        return self.assessments[-1] if self.assessments else None

    @property
    def is_behind(self) -> bool:
        """Whether an interest was noted or changed after the last assessment."""
        last = self.last
        return last is not None and any(x.written_at > last.written_at for x in self.versions)


@dataclass(frozen=True)
class Budget:
    """The lines that count, and what they come to."""

    lines: Sequence[BudgetLine]

    @property
    def planned(self) -> Decimal:
        """All that is planned."""
        return sum((each.planned for each in self.lines), Decimal(0))

    @property
    def spent(self) -> Decimal:
        """All that was spent so far."""
        return sum((each.spent or Decimal(0) for each in self.lines), Decimal(0))


def conflicts_of(tender: Tender) -> Conflicts:
    """The interests and assessments of a tender."""
    return conflicts_in(tender.id)


def conflicts_in(tender_id: uuid.UUID) -> Conflicts:
    """The same by the tender's id."""
    wanted = select(ConflictAssessment).where(ConflictAssessment.tender_id == tender_id)
    assessments = db.session.scalars(wanted.order_by(ConflictAssessment.number)).all()
    return Conflicts(_versions(tender_id, ConflictInterest), assessments)


def budget_of(tender: Tender) -> Budget:
    """The participation budget of a tender."""
    last = {each.number: each for each in versions_of(tender, BudgetLine)}
    return Budget([each for each in last.values() if not each.is_out])


def versions_of(tender: Tender, model: type[Versioned]) -> Sequence[Versioned]:
    """Every version of every row, in order."""
    return _versions(tender.id, model)


def _versions(tender_id: uuid.UUID, model: type[Versioned]) -> Sequence[Versioned]:
    wanted: Any = select(model).where(model.tender_id == tender_id)
    found: Sequence[Versioned] = db.session.scalars(
        wanted.order_by(model.number, model.version)
    ).all()
    return found


def numbered(tender: Tender, model: type[Versioned], number: int) -> Versioned:
    """The version that counts of one of them; a number that isn't there is a 404."""
    found = [each for each in versions_of(tender, model) if each.number == number]
    return there(found[-1] if found else None)


def duty_versions(tender: Tender) -> Sequence[DutyAnswer]:
    """Every version of every answer, in order."""
    wanted = select(DutyAnswer).where(DutyAnswer.tender_id == tender.id)
    return db.session.scalars(wanted.order_by(DutyAnswer.duty, DutyAnswer.version)).all()


def duties_of(tender: Tender) -> dict[str, DutyAnswer]:
    """By duty the answer that stands, of those that have one."""
    return {each.duty: each for each in duty_versions(tender)}


def reviews_among(tender_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, date]:
    """By tender when its conflicts assessment is to be reviewed, of those that have one."""
    wanted = select(ConflictAssessment.tender_id, ConflictAssessment.review_on)
    wanted = wanted.where(ConflictAssessment.tender_id.in_(tender_ids))
    rows = db.session.execute(wanted.order_by(ConflictAssessment.number))
    return {tender_id: review_on for tender_id, review_on in rows}  # noqa: C416
