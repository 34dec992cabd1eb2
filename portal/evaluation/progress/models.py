"""The last day for marks, and who was reminded of it."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail


class MarkingTime(TenantOwned, Base):
    """A last day for marks: for everybody, or longer for one seat; the last word counts.

    Why is one of a few grounds, never free words: what a person needs is nobody else's business.
    """

    __tablename__ = "marking_time"
    __table_args__ = (
        belongs_to("tender"),
        belongs_to("seat"),
        UniqueConstraint("authority_id", "tender_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID | None]
    version: Mapped[int]
    ends_on: Mapped[date]
    ground: Mapped[str]
    given_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]


class ReminderWish(OutsideTrail, TenantOwned, Base):
    """Whether somebody wants e-mails about their marks, as they said on their page."""

    __tablename__ = "reminder_wish"
    __table_args__ = (belongs_to("seat"), UniqueConstraint("authority_id", "seat_id"))

    tender_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    wants: Mapped[bool]


class ReminderSent(OutsideTrail, TenantOwned, Base):
    """That a reminder of this kind went; none goes twice."""

    __tablename__ = "reminder_sent"
    __table_args__ = (belongs_to("seat"), UniqueConstraint("authority_id", "seat_id", "kind"))

    tender_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    sent_on: Mapped[date]
