"""The moderation room: sessions, what lay on the table, and what was said beside the records."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail


class TalkSession(TenantOwned, Base):
    """A session of moderation, an hour at most: a plan until it is opened, then what happened."""

    __tablename__ = "talk_session"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "number"),
        CheckConstraint("minutes between 1 and 60", name="an_hour_at_most"),
    )

    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    place: Mapped[str]
    facilitator: Mapped[str]
    opened_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    items: Mapped[list[TalkItem]] = relationship(viewonly=True, order_by="TalkItem.position")

    @property
    def ends_at(self) -> datetime:
        """When it is to be over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_open(self) -> bool:
        """Whether people sit in it now."""
        return self.opened_at is not None and self.ended_at is None


class TalkItem(TenantOwned, Base):
    """One bid on one criterion, in the session that talks about it."""

    __tablename__ = "talk_item"
    __table_args__ = (
        belongs_to("talk_session", "session_id"),
        belongs_to("bid"),
        belongs_to("criterion"),
        UniqueConstraint("authority_id", "bid_id", "criterion_id"),
    )

    tender_id: Mapped[uuid.UUID]
    session_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    position: Mapped[int]


class Attendance(TenantOwned, Base):
    """That somebody said ‘I am here’ in a session (R13)."""

    __tablename__ = "attendance"
    __table_args__ = (
        belongs_to("talk_session", "session_id"),
        belongs_to("seat"),
        UniqueConstraint("authority_id", "session_id", "seat_id"),
    )

    tender_id: Mapped[uuid.UUID]
    session_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    came_at: Mapped[datetime]


class Laid(TenantOwned, Base):
    """What was put on the table, and who talks first: one group among itself, or (none) all.

    The last one of a session that is open is what lies there now.
    """

    __tablename__ = "laid"
    __table_args__ = (
        belongs_to("talk_session", "session_id"),
        belongs_to("bid"),
        belongs_to("criterion"),
        belongs_to("evaluator_group", "group_id"),
        UniqueConstraint("authority_id", "tender_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    session_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    group_id: Mapped[uuid.UUID | None]
    number: Mapped[int]
    laid_at: Mapped[datetime]


class GroupTalk(TenantOwned, Base):
    """What a group said among itself before all talked; a later version replaces an earlier one."""

    __tablename__ = "group_talk"
    __table_args__ = (
        belongs_to("bid"),
        belongs_to("criterion"),
        belongs_to("evaluator_group", "group_id"),
        UniqueConstraint("authority_id", "bid_id", "criterion_id", "group_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    group_id: Mapped[uuid.UUID]
    version: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    noted_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    noted_at: Mapped[datetime]


class Overruled(TenantOwned, Base):
    """What a record was warned of, and why it stands all the same; it has the record's id (R14)."""

    __tablename__ = "overruled"
    __table_args__ = (belongs_to("moderation", "id"),)

    tender_id: Mapped[uuid.UUID]
    warnings: Mapped[list[Any]]
    reason: Mapped[str] = mapped_column(Text)


class Dissent(TenantOwned, Base):
    """Somebody who was there doesn't agree with a record, and why; it doesn't stop it (R13)."""

    __tablename__ = "dissent"
    __table_args__ = (
        belongs_to("moderation"),
        belongs_to("seat"),
        UniqueConstraint("authority_id", "moderation_id", "seat_id"),
    )

    tender_id: Mapped[uuid.UUID]
    moderation_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    words: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime]


class Pulse(OutsideTrail, TenantOwned, Base):
    """A number that grows when something on the table changes, so that asking for news is cheap.

    It has the tender's id, and says nothing of what it was.
    """

    __tablename__ = "room_pulse"
    __table_args__ = (belongs_to("tender", "id"),)

    beats: Mapped[int]
