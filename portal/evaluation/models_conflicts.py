"""What comes to mind after marking has begun: a bid that somebody recognises, answers renewed."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to


class Recognition(TenantOwned, Base):
    """An evaluator’s word that they know, or may know, whose a bid is; never whose they think it
    is. `kind`: one of a few sentences, so that nobody writes a name (R16)."""

    __tablename__ = "recognition"
    __table_args__ = (belongs_to("seat"), belongs_to("bid"))

    tender_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    said_at: Mapped[datetime]


class RecognitionDecision(TenantOwned, Base):
    """A person's decision on it, blind to which bid it is: kept from it from now on, or not."""

    __tablename__ = "recognition_decision"
    __table_args__ = (belongs_to("recognition", "id"),)

    tender_id: Mapped[uuid.UUID]
    is_kept_from: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]


class KeptOut(TenantOwned, Base):
    """Somebody is kept from a bid that they had already: what they said of it stays and no longer
    counts (R15, R16).

    `is_told`: they named the bid themselves. Where they spoke of a bidder's name they aren't told
    which bid it was before the letters are out, since that would tell them whose it is.
    """

    __tablename__ = "kept_out"
    __table_args__ = (
        belongs_to("seat"),
        belongs_to("bid"),
        UniqueConstraint("authority_id", "seat_id", "bid_id", "is_told"),
    )

    tender_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    is_told: Mapped[bool]
    kept_at: Mapped[datetime]


class Renewal(TenantOwned, Base):
    """The lead asked everybody whether anything has changed since they declared (R16)."""

    __tablename__ = "renewal"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    asked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]


class Renewed(TenantOwned, Base):
    """Somebody answered: nothing has changed, or they said what has."""

    __tablename__ = "renewed"
    __table_args__ = (
        belongs_to("renewal"),
        belongs_to("seat"),
        UniqueConstraint("authority_id", "renewal_id", "seat_id"),
    )

    tender_id: Mapped[uuid.UUID]
    renewal_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    answered_at: Mapped[datetime]
