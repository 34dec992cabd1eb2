"""Holders of the key to a tender's bids, its shares, and who took their turn at opening (R29)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to

FIRST, SECOND, RECOVERY = "first", "second", "recovery"
OFFICERS = (FIRST, SECOND)
SEATS = (*OFFICERS, RECOVERY)
REHEARSAL, BIDS = "rehearsal", "bids"


class Opener(TenantOwned, Base):
    """One of the three who hold a share: two officers, and whoever made the recovery code.

    Each has a key pair of their own: an officer's private half is `wrapped` under their phrase, the
    recovery code's is made of the code and kept nowhere. Frozen from publication on, but while a
    new officer takes somebody's place (`OpenerChange`).
    """

    __tablename__ = "opener"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "seat"),
        CheckConstraint(f"seat in {SEATS}", name="seat_known"),
        CheckConstraint("(public is null) = (ready_at is null)", name="ready_with_a_key"),
        CheckConstraint(
            "(wrapped is null) = (public is null or seat = 'recovery')",
            name="officers_have_phrases",
        ),
    )

    tender_id: Mapped[uuid.UUID]
    seat: Mapped[str]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    named_at: Mapped[datetime]
    public: Mapped[bytes | None]
    wrapped: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    ready_at: Mapped[datetime | None]


class OpeningKey(TenantOwned, Base):
    """The public half of a key that any two of three open: of a rehearsal, or of the bids."""

    __tablename__ = "opening_key"
    __table_args__ = (
        belongs_to("tender"),
        CheckConstraint(f"kind in {(REHEARSAL, BIDS)}", name="kind_known"),
    )

    tender_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    public: Mapped[bytes]
    made_at: Mapped[datetime]


class KeyShare(TenantOwned, Base):
    """One of the three shares of a key, sealed for its holder as they were then."""

    __tablename__ = "key_share"
    __table_args__ = (
        belongs_to("opening_key", "key_id"),
        UniqueConstraint("authority_id", "key_id", "seat"),
    )

    tender_id: Mapped[uuid.UUID]
    key_id: Mapped[uuid.UUID]
    seat: Mapped[str]
    public: Mapped[bytes]
    box: Mapped[bytes]


class OpeningTurn(TenantOwned, Base):
    """Somebody brought a share: the first seals it for the two others, the second opens."""

    __tablename__ = "opening_turn"
    __table_args__ = (belongs_to("opening_key", "key_id"),)

    tender_id: Mapped[uuid.UUID]
    key_id: Mapped[uuid.UUID]
    seat: Mapped[str]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str]
    taken_at: Mapped[datetime]
    boxes: Mapped[dict[str, str]] = mapped_column(JSON)
    completes: Mapped[bool]


class OpenerChange(TenantOwned, Base):
    """A new officer in the place of another one, after publication; one at a time (R29).

    `public`, `wrapped`: the new one's own keys. `box`: the share of the officer who stays, for the
    recovery code alone, and locked under the installation's key besides; it goes when the change
    ends. Who begins, who stays and who brings the code are three different people.
    """

    __tablename__ = "opener_change"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "number"),
        CheckConstraint(f"seat in {OFFICERS}", name="seat_known"),
        CheckConstraint("(public is null) = (wrapped is null)", name="keys_together"),
        CheckConstraint("box is null or ended_at is null", name="no_share_stays"),
        CheckConstraint("is_done = false or ended_at is not null", name="done_at_its_end"),
    )

    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    seat: Mapped[str]
    leaving_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    begun_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[datetime]
    public: Mapped[bytes | None]
    wrapped: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    box: Mapped[bytes | None]
    handed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    is_done: Mapped[bool] = mapped_column(default=False)
