"""What somebody promises before they mark: marking asks for it, practice is where it is made."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to


class Promise(TenantOwned, Base):
    """An evaluator promised to keep what they read to themselves; `version` of which words."""

    __tablename__ = "confidence_promise"
    __table_args__ = (belongs_to("seat"), UniqueConstraint("authority_id", "seat_id"))

    tender_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    version: Mapped[int]
    promised_at: Mapped[datetime]
