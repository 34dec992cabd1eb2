"""A member's private diary of the hours they gave."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail

LONGEST = 24 * 60
"""A day has so many minutes."""


class DiaryEntry(TenantOwned, OutsideTrail, Base):
    """What a member did on a day, and how long; theirs alone, so the log knows nothing of it."""

    __tablename__ = "diary_entry"
    __table_args__ = (
        belongs_to("panel_member", "member_id"),
        CheckConstraint(f"minutes between 1 and {LONGEST}", name="minutes_of_a_day"),
    )

    member_id: Mapped[uuid.UUID]
    day: Mapped[date]
    what: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int]
