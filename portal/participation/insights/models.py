"""What people said, with its source, day and permission; and how often each panel was asked."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to

SOURCES = (
    "session",
    "survey",
    "complaint",
    "forum",
    "healthwatch",
    "front_line",
    "inspection",
    "other",
)
PERMISSIONS = ("staff", "panels", "public")


class Insight(TenantOwned, Base):
    """One thing that people told, in their words or a fair summary, without a name (P4).

    `permission`: who may read it: staff, the panels too, or everybody. One that is withdrawn stays,
    off the list, with the reason.
    """

    __tablename__ = "insight"
    __table_args__ = (
        CheckConstraint(f"source in {SOURCES}", name="source_known"),
        CheckConstraint(f"permission in {PERMISSIONS}", name="permission_known"),
    )

    words: Mapped[str] = mapped_column(Text)
    source: Mapped[str]
    source_words: Mapped[str]
    said_on: Mapped[date]
    permission: Mapped[str]
    entered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str] = mapped_column(Text)

    tags: Mapped[list[InsightTag]] = relationship(viewonly=True, order_by="InsightTag.tag")


class InsightTag(TenantOwned, Base):
    """A word that an insight is found by."""

    __tablename__ = "insight_tag"
    __table_args__ = (
        belongs_to("insight"),
        UniqueConstraint("authority_id", "insight_id", "tag"),
    )

    insight_id: Mapped[uuid.UUID]
    tag: Mapped[str]


class InsightUse(TenantOwned, Base):
    """An insight shaped a part of a tender's specification: a thread that can be followed (P4).

    `part`: section, paragraph, criterion or gate; `title` is what the part is called then.
    """

    __tablename__ = "insight_use"
    __table_args__ = (
        belongs_to("insight"),
        belongs_to("tender"),
        UniqueConstraint("authority_id", "insight_id", "tender_id", "part", "part_id"),
        CheckConstraint("part in ('section', 'paragraph', 'criterion', 'gate')", name="part_known"),
    )

    insight_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    part: Mapped[str]
    part_id: Mapped[uuid.UUID]
    title: Mapped[str]
    linked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    linked_at: Mapped[datetime]


class Ask(TenantOwned, Base):
    """A panel is asked for its time: what for, when, and how long it takes (P4).

    `known_before` is what was known already; `over_because` why it is asked beyond its own limit.
    """

    __tablename__ = "panel_ask"
    __table_args__ = (
        belongs_to("panel"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
    )

    panel_id: Mapped[uuid.UUID]
    about: Mapped[str]
    asked_on: Mapped[date]
    minutes: Mapped[int]
    known_before: Mapped[str] = mapped_column(Text)
    over_because: Mapped[str] = mapped_column(Text)
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
