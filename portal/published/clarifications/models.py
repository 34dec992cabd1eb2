"""Questions of providers and the lead's answers, only ever added to (R4, R26)."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to


class Clarification(TenantOwned, Base):
    """A provider's question, in its own words; who asks, nobody on the buying side sees."""

    __tablename__ = "clarification"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("provider.id"))
    words: Mapped[str] = mapped_column(Text)
    asks_for_one: Mapped[bool]
    """Whether the provider asks that nobody else reads the answer: it is a trade secret."""
    asked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]


class ClarificationAnswer(TenantOwned, Base):
    """What the lead answers, and how the question reads in public; the last version counts."""

    __tablename__ = "clarification_answer"
    __table_args__ = (
        belongs_to("clarification"),
        UniqueConstraint("authority_id", "clarification_id", "version"),
        CheckConstraint("is_for_one = (reason <> '')", name="one_alone_has_a_reason"),
    )

    tender_id: Mapped[uuid.UUID]
    clarification_id: Mapped[uuid.UUID]
    version: Mapped[int]
    wording: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    is_for_one: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]


class ClarificationRelease(TenantOwned, Base):
    """That an answer went out; its id is the question's, so that it goes out once."""

    __tablename__ = "clarification_release"
    __table_args__ = (
        belongs_to("clarification", "id"),
        belongs_to("clarification_answer", "answer_id"),
    )

    tender_id: Mapped[uuid.UUID]
    answer_id: Mapped[uuid.UUID]
    released_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    released_at: Mapped[datetime]
