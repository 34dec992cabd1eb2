"""The last day for marks, as a lead set it since marking began."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to


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
