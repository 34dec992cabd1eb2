"""Rounds in which a panel writes with a tender, what its members suggest, and what became of it."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to

SUGGESTION_KINDS = ("words", "paragraph", "question", "criterion", "weight", "minimum")
OUTCOMES = ("taken_up", "adapted", "not_taken_up")


class Round(TenantOwned, Base):
    """A panel writes with a tender from `opens_at` to the end of `closes_on` (P10).

    `purpose`, `can_change` and `cannot_change` are in plain words: people know what they can move.
    """

    __tablename__ = "writing_round"
    __table_args__ = (
        belongs_to("tender"),
        belongs_to("panel"),
        UniqueConstraint("authority_id", "tender_id", "panel_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    panel_id: Mapped[uuid.UUID]
    number: Mapped[int]
    purpose: Mapped[str] = mapped_column(Text)
    can_change: Mapped[str] = mapped_column(Text)
    cannot_change: Mapped[str] = mapped_column(Text)
    opens_at: Mapped[datetime]
    closes_on: Mapped[date]
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))


class Suggestion(TenantOwned, Base):
    """What a member of a panel would change, in their words, and why; it stays as it was written.

    `about_id` is the paragraph, section or criterion; `about` is what it was called and `was` what
    it said then. `words` is what it should say (for a weight or a minimum, the number).
    """

    __tablename__ = "suggestion"
    __table_args__ = (
        belongs_to("tender"),
        belongs_to("writing_round", "round_id"),
        belongs_to("panel_member", "member_id"),
        UniqueConstraint("authority_id", "tender_id", "number"),
        CheckConstraint(f"kind in {SUGGESTION_KINDS}", name="kind_known"),
    )

    tender_id: Mapped[uuid.UUID]
    round_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]
    number: Mapped[int]
    kind: Mapped[str]
    about_id: Mapped[uuid.UUID | None]
    about: Mapped[str]
    was: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    card: Mapped[str | None]
    shows_name: Mapped[bool]
    made_at: Mapped[datetime]


class Backing(TenantOwned, Base):
    """Another member agrees with a suggestion, or adds to it; each once."""

    __tablename__ = "backing"
    __table_args__ = (
        belongs_to("suggestion"),
        belongs_to("panel_member", "member_id"),
        UniqueConstraint("authority_id", "suggestion_id", "member_id"),
    )

    suggestion_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]
    words: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]


class SuggestionAnswer(TenantOwned, Base):
    """What became of one suggestion, or of several as a theme, and why, in plain words (P10)."""

    __tablename__ = "suggestion_answer"
    __table_args__ = (
        belongs_to("tender"),
        CheckConstraint(f"outcome in {OUTCOMES}", name="outcome_known"),
    )

    tender_id: Mapped[uuid.UUID]
    theme: Mapped[str]
    outcome: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    answered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime]


class Answered(TenantOwned, Base):
    """An answer is to this suggestion; the last one counts."""

    __tablename__ = "suggestion_answered"
    __table_args__ = (
        belongs_to("suggestion_answer", "answer_id"),
        belongs_to("suggestion"),
        UniqueConstraint("authority_id", "answer_id", "suggestion_id"),
    )

    answer_id: Mapped[uuid.UUID]
    suggestion_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]


class Questioned(TenantOwned, Base):
    """‘Not answered properly’: a suggestion comes back, once, to be answered again (P10)."""

    __tablename__ = "suggestion_questioned"
    __table_args__ = (
        belongs_to("suggestion"),
        belongs_to("panel_member", "member_id"),
        UniqueConstraint("authority_id", "suggestion_id"),
    )

    suggestion_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]
    words: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]


class Version(TenantOwned, Base):
    """The whole specification and method as they stood at one moment, to be compared (P10)."""

    __tablename__ = "specification_version"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    why: Mapped[str] = mapped_column(Text)
    document: Mapped[dict[str, Any]]
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
