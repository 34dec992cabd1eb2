"""What reading and marking is expected to take, what a panel says to it, why it is more (P14)."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.specifications.models import GROUP_KINDS

SAID = ("fine", "too_much", "pass")


class HoursPlan(TenantOwned, Base):
    """The most hours that one evaluator of a kind should read and mark; the last version counts.

    `bids` is what the lead expects (R29: nobody knows); `minutes` is what was worked out then.
    """

    __tablename__ = "hours_plan"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "kind", "version"),
        CheckConstraint(f"kind in {GROUP_KINDS}", name="kind_known"),
        CheckConstraint("bids > 0 and cap_hours > 0", name="numbers_positive"),
    )

    tender_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    version: Mapped[int]
    bids: Mapped[int]
    minutes: Mapped[int]
    cap_hours: Mapped[int]
    planned_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    planned_at: Mapped[datetime]


class HoursSaid(TenantOwned, Base):
    """One member's word on a plan: fine, too much, or pass (P7); the last one counts."""

    __tablename__ = "hours_said"
    __table_args__ = (
        belongs_to("hours_plan", "plan_id"),
        belongs_to("panel_member", "member_id"),
        UniqueConstraint("authority_id", "plan_id", "member_id", "version"),
        CheckConstraint(f"said in {SAID}", name="said_known"),
    )

    plan_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]
    version: Mapped[int]
    said: Mapped[str]
    said_at: Mapped[datetime]


class HoursReason(TenantOwned, Base):
    """Why it stays as long as it is, told to the panel; the last version counts."""

    __tablename__ = "hours_reason"
    __table_args__ = (
        belongs_to("hours_plan", "plan_id"),
        UniqueConstraint("authority_id", "plan_id", "version"),
    )

    plan_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    version: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    given_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]
