"""That a provider has read an amendment and lets its bid stand, only ever added to (R4)."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to


class BidConfirmed(TenantOwned, Base):
    """A bid that was sent before an amendment stands as it is; nobody who buys sees this."""

    __tablename__ = "bid_confirmed"
    __table_args__ = (
        belongs_to("submission"),
        UniqueConstraint("authority_id", "submission_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    submission_id: Mapped[uuid.UUID]
    number: Mapped[int]
    confirmed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime]
