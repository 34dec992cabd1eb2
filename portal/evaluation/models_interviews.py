"""Interviews: when each bid's is, that it was held and who was there, and marks that were sent
after it; only ever added to (P14)."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to

ADULTS = ("participation", "safeguarding", "facilitator", "other")
"""Who of the adults stays with young people the whole time, by role and never by name (P14)."""


class InterviewPlan(TenantOwned, Base):
    """When and where one bid's interview is; a later version is a change that people were told."""

    __tablename__ = "interview_plan"
    __table_args__ = (
        belongs_to("bid"),
        UniqueConstraint("authority_id", "bid_id", "version"),
        CheckConstraint("minutes between 10 and 180", name="three_hours_at_most"),
        CheckConstraint(
            "adult in ('participation', 'safeguarding', 'facilitator', 'other')",
            name="adult_known",
        ),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    version: Mapped[int]
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(Text)
    adult: Mapped[str]
    planned_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    planned_at: Mapped[datetime]

    @property
    def ends_at(self) -> datetime:
        """When it is to be over."""
        return self.starts_at + timedelta(minutes=self.minutes)


class InterviewRecord(TenantOwned, Base):
    """That an interview was held, or that the bidder didn't come; a later version replaces it."""

    __tablename__ = "interview_record"
    __table_args__ = (
        belongs_to("bid"),
        UniqueConstraint("authority_id", "bid_id", "version"),
        CheckConstraint("is_held = (adult is not null)", name="adult_where_held"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    version: Mapped[int]
    is_held: Mapped[bool]
    adult: Mapped[str | None]
    words: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]

    present: Mapped[list[InterviewPresence]] = relationship(viewonly=True, lazy="raise")


class InterviewPresence(TenantOwned, Base):
    """A seat whose holder was at the interview; of two who mark as one the first one's."""

    __tablename__ = "interview_presence"
    __table_args__ = (
        belongs_to("interview_record", "record_id"),
        belongs_to("seat"),
        UniqueConstraint("authority_id", "record_id", "seat_id"),
    )

    tender_id: Mapped[uuid.UUID]
    record_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]


class InterviewSent(TenantOwned, Base):
    """The marks of a sheet's interview questions are sent: from now on they stay as they are."""

    __tablename__ = "interview_sent"
    __table_args__ = (belongs_to("sheet"), UniqueConstraint("authority_id", "sheet_id"))

    tender_id: Mapped[uuid.UUID]
    sheet_id: Mapped[uuid.UUID]
    sent_at: Mapped[datetime]


class ContactReport(TenantOwned, Base):
    """An evaluator's word that somebody from a bidder got in touch with them (P14, R16)."""

    __tablename__ = "contact_report"
    __table_args__ = (
        belongs_to("seat"),
        UniqueConstraint("authority_id", "tender_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime]
