"""What somebody chose for one role of theirs; no record tells of it, and nobody else sees it."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Role
from portal.core.database import Base
from portal.core.transaction import OutsideTrail

DAILY, WEEKLY = "daily", "weekly"
HOW_OFTEN = (DAILY, WEEKLY)


class CalendarFeed(OutsideTrail, Base):
    """A secret address at which a calendar reads the dates of one role; only its hash is kept."""

    __tablename__ = "calendar_feed"

    role_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("role.id"), primary_key=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]


class DigestWish(OutsideTrail, Base):
    """That somebody wants to be told by mail when something waits for them; `last_on`: when their
    tenders were last looked at for it."""

    __tablename__ = "digest_wish"
    __table_args__ = (CheckConstraint(f"how_often in {HOW_OFTEN}", name="how_often_known"),)

    role_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("role.id"), primary_key=True)
    how_often: Mapped[str]
    last_on: Mapped[date]

    role: Mapped[Role] = relationship()
