"""An invented answer, what each evaluator makes of it, and what each says of being ready (P7).

Marks of practice stand in a table of their own, which nothing that counts marks ever reads.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail
from portal.evaluation.models_promise import Promise as Promise


class PracticeAnswer(TenantOwned, Base):
    """What an invented bid says to one question, the mark that the lead thinks right, and why."""

    __tablename__ = "practice_answer"
    __table_args__ = (
        belongs_to("tender"),
        belongs_to("criterion"),
        UniqueConstraint("authority_id", "criterion_id"),
    )

    tender_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    answer: Mapped[str] = mapped_column(Text)
    mark: Mapped[Decimal]
    because: Mapped[str] = mapped_column(Text)
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]


class PracticeMark(OutsideTrail, TenantOwned, Base):
    """What somebody gave an invented answer, or that they passed; theirs to delete."""

    __tablename__ = "practice_mark"
    __table_args__ = (
        belongs_to("seat"),
        belongs_to("criterion"),
        UniqueConstraint("authority_id", "seat_id", "criterion_id"),
    )

    tender_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    mark: Mapped[Decimal | None]
    practised_on: Mapped[date]


class PracticeReady(OutsideTrail, TenantOwned, Base):
    """Somebody noted for themselves that they know what a question asks; nobody else reads it."""

    __tablename__ = "practice_ready"
    __table_args__ = (
        belongs_to("seat"),
        belongs_to("criterion"),
        UniqueConstraint("authority_id", "seat_id", "criterion_id"),
    )

    tender_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    ready_on: Mapped[date]
