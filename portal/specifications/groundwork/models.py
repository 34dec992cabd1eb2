"""Conflicts, duties and the participation budget of a tender; only ever added to (R16, R30, P29).

An interest, a duty and a line of the budget each have versions, of which the last one counts.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to

DUTIES = ("views", "send", "care", "nhs", "best_value", "youth")
BUDGET_KINDS = ("time", "reward", "travel", "interpreter", "childcare", "venue", "other")


class ConflictInterest(TenantOwned, Base):
    """An interest of somebody who can influence the tender, and what is done about it (R16)."""

    __tablename__ = "conflict_interest"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "number", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    version: Mapped[int]
    is_over: Mapped[bool]
    whose: Mapped[str] = mapped_column(Text)
    interest: Mapped[str] = mapped_column(Text)
    steps: Mapped[str] = mapped_column(Text)
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]


class ConflictAssessment(TenantOwned, Base):
    """That somebody assessed all interests, what they found, and when they look again (R16)."""

    __tablename__ = "conflict_assessment"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    interests: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    review_on: Mapped[date]
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]


class DutyAnswer(TenantOwned, Base):
    """How a duty to involve people is met, or why it doesn't apply here (R30)."""

    __tablename__ = "duty_answer"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "duty", "version"),
        CheckConstraint(f"duty in {DUTIES}", name="duty_known"),
    )

    tender_id: Mapped[uuid.UUID]
    duty: Mapped[str]
    version: Mapped[int]
    applies: Mapped[bool]
    words: Mapped[str] = mapped_column(Text)
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]


class BudgetLine(TenantOwned, Base):
    """What taking part is planned to cost, and what was spent; never on whom (P29).

    `quantity` × `hours` × `rate`; without hours `quantity` × `rate`.
    """

    __tablename__ = "budget_line"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "number", "version"),
        CheckConstraint(f"kind in {BUDGET_KINDS}", name="kind_known"),
        CheckConstraint("quantity > 0", name="something_of_it"),
    )

    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    version: Mapped[int]
    is_out: Mapped[bool]
    kind: Mapped[str]
    what: Mapped[str] = mapped_column(Text)
    quantity: Mapped[int]
    hours: Mapped[Decimal | None]
    rate: Mapped[Decimal]
    spent: Mapped[Decimal | None]
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]

    @property
    def planned(self) -> Decimal:
        """What it is planned to cost, to the penny."""
        return (self.quantity * (self.hours or 1) * self.rate).quantize(Decimal("0.01"))
