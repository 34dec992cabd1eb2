"""What a group of evaluators tells in its own words, and how differences were talked through."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to


class Narrative(TenantOwned, Base):
    """What the young people or parents who marked want to be read with the decision (P19).

    A later version replaces an earlier one, which stays.
    """

    __tablename__ = "narrative"
    __table_args__ = (
        belongs_to("evaluator_group", "group_id"),
        belongs_to("seat"),
        UniqueConstraint("authority_id", "group_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    group_id: Mapped[uuid.UUID]
    version: Mapped[int]
    seat_id: Mapped[uuid.UUID]
    words: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]


class NarrativeYes(TenantOwned, Base):
    """Somebody of the group says that these words speak for them too."""

    __tablename__ = "narrative_yes"
    __table_args__ = (
        belongs_to("narrative"),
        belongs_to("seat"),
        UniqueConstraint("authority_id", "narrative_id", "seat_id"),
    )

    tender_id: Mapped[uuid.UUID]
    narrative_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    said_at: Mapped[datetime]


class ViewsTalk(TenantOwned, Base):
    """Where groups saw a run differently, what was said about it, and what came of it (P18)."""

    __tablename__ = "views_talk"
    __table_args__ = (
        belongs_to("run"),
        UniqueConstraint("authority_id", "run_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    run_id: Mapped[uuid.UUID]
    version: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    present: Mapped[list[str]] = mapped_column(JSON)
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]
