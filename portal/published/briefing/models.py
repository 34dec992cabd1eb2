"""Who comes to a briefing; only ever added to. Its public facts stand in the directory (P13)."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to


class BriefingSignUp(TenantOwned, Base):
    """How many people of a provider come to the briefing, nought for none; the last one counts."""

    __tablename__ = "briefing_sign_up"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "provider_id", "version"),
        CheckConstraint("people between 0 and 20", name="people_in_range"),
    )

    tender_id: Mapped[uuid.UUID]
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("provider.id"))
    version: Mapped[int]
    people: Mapped[int]
    signed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[datetime]
