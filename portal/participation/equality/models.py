"""Answers to equality questions, and the numbers that were counted from them (P6, R19)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned


class EqualityAnswer(TenantOwned, Base):
    """One person's answer to one question, read by them alone and counted among others'.

    It goes when their last place on a panel of this kind ends. `is_counted`: whether the numbers
    that stand hold it already.
    """

    __tablename__ = "equality_answer"
    __table_args__ = (UniqueConstraint("authority_id", "person_id", "kind", "question"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    question: Mapped[str]
    answer: Mapped[str]
    is_counted: Mapped[bool]


class EqualityCount(TenantOwned, Base):
    """The numbers as they may be shown: nothing under five is kept in them (R19).

    `people`: how many were counted; `gone`: how many of them took their answers with them since.
    They are counted again only when five or more people's answers are new or gone: nobody's answer
    can be read from two counts.
    """

    __tablename__ = "equality_count"
    __table_args__ = (UniqueConstraint("authority_id", "kind"),)

    kind: Mapped[str]
    counted_at: Mapped[datetime]
    people: Mapped[int]
    gone: Mapped[int]
    shown: Mapped[dict[str, Any]]
