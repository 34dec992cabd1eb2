"""What was decided and told, only ever added to."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to


class Decision(TenantOwned, Base):
    """Which bid is chosen on which run, and why; no bid: none is chosen (R20)."""

    __tablename__ = "decision"
    __table_args__ = (
        belongs_to("run"),
        belongs_to("bid"),
        UniqueConstraint("authority_id", "tender_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    version: Mapped[int]
    run_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID | None]
    reason: Mapped[str] = mapped_column(Text)
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]


class Approval(TenantOwned, Base):
    """An approver's word on a decision, who didn't mark: approved, or sent back, and why (R20)."""

    __tablename__ = "approval"
    __table_args__ = (belongs_to("decision", "id"),)

    tender_id: Mapped[uuid.UUID]
    is_approved: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    given_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]


class Letter(TenantOwned, Base):
    """An outcome letter as it was released: its blocks and their SHA-256 (R21).

    A bid has one of each `issue`: what the first letters told may be decided again, and then new
    ones stand beside them.
    """

    __tablename__ = "letter"
    __table_args__ = (
        belongs_to("bid"),
        UniqueConstraint("authority_id", "bid_id", "issue"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    issue: Mapped[int] = mapped_column(default=1, server_default="1")
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("provider.id"))
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    released_at: Mapped[datetime]


class LetterOpening(TenantOwned, Base):
    """The first time that somebody opened a letter."""

    __tablename__ = "letter_opening"
    __table_args__ = (
        belongs_to("letter"),
        UniqueConstraint("authority_id", "letter_id", "person_id"),
    )

    tender_id: Mapped[uuid.UUID]
    letter_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]


class AwardNotice(TenantOwned, Base):
    """The date of the contract award notice and the standstill that it starts (R23, R24).

    A later version corrects an earlier one, which stays.
    """

    __tablename__ = "award_notice"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    version: Mapped[int]
    published_on: Mapped[date]
    has_standstill: Mapped[bool]
    standstill_ends_on: Mapped[date | None]
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]
