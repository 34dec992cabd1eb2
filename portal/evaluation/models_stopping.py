"""Who stops before the last day for marks, and what was decided."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to


class Stopping(TenantOwned, Base):
    """An evaluator's word that they stop, or go on after all; the last one counts, and needs no
    reason (P7)."""

    __tablename__ = "stopping"
    __table_args__ = (
        belongs_to("seat"),
        UniqueConstraint("authority_id", "seat_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    version: Mapped[int]
    is_stop: Mapped[bool]
    said_at: Mapped[datetime]


class StopDecision(TenantOwned, Base):
    """The lead's word on what becomes of the marks of somebody who stops; once for a seat (R15).

    Why is one of a few grounds, never free words: what keeps a person away is nobody's business.
    """

    __tablename__ = "stop_decision"
    __table_args__ = (belongs_to("seat"), UniqueConstraint("authority_id", "seat_id"))

    tender_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    outcome: Mapped[str]
    ground: Mapped[str]
    decided_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]
