"""The store's tables: nothing in them tells who wrote, or what (R31)."""

from __future__ import annotations

import uuid
from datetime import date, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail


class SafetyKey(OutsideTrail, TenantOwned, Base):
    """The lock of an authority's store: its public half; the highest number seals what is new."""

    __tablename__ = "safety_key"
    __table_args__ = (UniqueConstraint("authority_id", "number"),)

    number: Mapped[int]
    public: Mapped[bytes]
    answers_within: Mapped[str]
    made_on: Mapped[date]


class SafetyAccess(OutsideTrail, TenantOwned, Base):
    """The private half, wrapped under one holder's opening phrase, which is kept nowhere."""

    __tablename__ = "safety_access"
    __table_args__ = (
        belongs_to("safety_key", "key_id"),
        UniqueConstraint("authority_id", "key_id", "person_id"),
    )

    key_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID]
    wrapped: Mapped[dict[str, Any]]
    forgotten_on: Mapped[date | None]


class SafetyCode(OutsideTrail, TenantOwned, Base):
    """The private half, wrapped under a code that one holder gives another, once."""

    __tablename__ = "safety_code"
    __table_args__ = (
        belongs_to("safety_key", "key_id"),
        UniqueConstraint("authority_id", "key_id", "person_id"),
    )

    key_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID]
    wrapped: Mapped[dict[str, Any]]
    ends_on: Mapped[date]


class SafetyEntry(OutsideTrail, TenantOwned, Base):
    """What somebody wrote or handed over: one sealed box, and days without a time."""

    __tablename__ = "safety_entry"
    __table_args__ = (belongs_to("safety_key", "key_id"),)

    key_id: Mapped[uuid.UUID]
    box: Mapped[bytes]
    received_on: Mapped[date]
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]


class SafetyNote(OutsideTrail, TenantOwned, Base):
    """What a holder did about an entry; only ever added."""

    __tablename__ = "safety_note"
    __table_args__ = (belongs_to("safety_entry", "entry_id"),)

    entry_id: Mapped[uuid.UUID] = mapped_column(index=True)
    box: Mapped[bytes]


class SafetyHours(OutsideTrail, TenantOwned, Base):
    """When one holder reads what people write: weekdays from Monday (0) on, and a time of day."""

    __tablename__ = "safety_hours"
    __table_args__ = (
        UniqueConstraint("authority_id", "person_id"),
        CheckConstraint("opens < closes", name="in_order"),
    )

    person_id: Mapped[uuid.UUID]
    days: Mapped[list[int]] = mapped_column(JSON)
    opens: Mapped[time]
    closes: Mapped[time]
    on_holidays: Mapped[bool]
