"""What a person adds to a run: who of the tied stands first, and that a mistake was found."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to

MISTAKE, CLAIM, REPRESENTATION = "mistake", "claim", "representation"


class TieDecision(TenantOwned, Base):
    """Which of the bids that share first place stands first, and why: a person decides (R8).

    A later version replaces an earlier one, which stays.
    """

    __tablename__ = "tie_decision"
    __table_args__ = (
        belongs_to("run"),
        belongs_to("bid"),
        UniqueConstraint("authority_id", "run_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    run_id: Mapped[uuid.UUID]
    version: Mapped[int]
    bid_id: Mapped[uuid.UUID]
    reason: Mapped[str] = mapped_column(Text)
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]


class Reopening(TenantOwned, Base):
    """What mistake was found in a run; moderation is open again, and a new run comes (R13).

    `issue`: which letters were out by then, the first ones or later ones; none before all letters.
    `ground`: a mistake, a claim that the letters met, or representations that were made (R24).
    """

    __tablename__ = "reopening"
    __table_args__ = (belongs_to("run"), UniqueConstraint("authority_id", "run_id"))

    tender_id: Mapped[uuid.UUID]
    run_id: Mapped[uuid.UUID]
    reason: Mapped[str] = mapped_column(Text)
    reopened_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    reopened_at: Mapped[datetime]
    issue: Mapped[int | None]
    ground: Mapped[str] = mapped_column(default=MISTAKE, server_default=MISTAKE)
