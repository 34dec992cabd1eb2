"""What is added in public to a tender after its publication, in the directory (R4)."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base


class NoticeAnswer(Base):
    """A question and its answer as everybody reads them, in the directory."""

    __tablename__ = "notice_answer"
    __table_args__ = (UniqueConstraint("notice_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    notice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notice.id"))
    number: Mapped[int]
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    released_at: Mapped[datetime]


class QuestionTime(Base):
    """Until when questions may be asked, where the lead has said so, in the directory; the last
    number counts."""

    __tablename__ = "question_time"
    __table_args__ = (UniqueConstraint("notice_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    notice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notice.id"))
    number: Mapped[int]
    until: Mapped[datetime]
    set_at: Mapped[datetime]


class NoticeBriefing(Base):
    """A briefing for providers as everybody reads it, in the directory; the last version counts
    (P13). `answers`: what was asked and answered there."""

    __tablename__ = "notice_briefing"
    __table_args__ = (UniqueConstraint("notice_id", "version"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    notice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notice.id"))
    version: Mapped[int]
    at: Mapped[datetime]
    sign_up_until: Mapped[datetime]
    place: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    answers: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime]


class NoticeVersion(Base):
    """The specification of a published tender as an amendment made it, in the directory (R4).

    The notice itself is version 1 and stays as it was published; its deadline alone follows the
    last version. What bids are asked and how they are marked is the same in all of them.
    """

    __tablename__ = "notice_version"
    __table_args__ = (UniqueConstraint("notice_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    notice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notice.id"))
    number: Mapped[int]
    specification: Mapped[dict[str, Any]]
    specification_sha256: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    deadline_at: Mapped[datetime]
    marking_ends_on: Mapped[date | None]
    decision_on: Mapped[date | None]
    starts_on: Mapped[date | None]
    published_at: Mapped[datetime]


PERSON, DANGER, SECRET, LAW = "person", "danger", "secret", "law"
WHY_REMOVED = (PERSON, DANGER, SECRET, LAW)


class NoticeRedaction(Base):
    """That words were taken out of what is published, and why, for everybody, in the directory.

    `documents`: each version of the specification that changed so, with its hash before and after;
    under the number 0 the parts of it that panels were asked about.
    """

    __tablename__ = "notice_redaction"
    __table_args__ = (
        UniqueConstraint("notice_id", "number"),
        CheckConstraint(f"why in {WHY_REMOVED}", name="why_known"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    notice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notice.id"))
    number: Mapped[int]
    why: Mapped[str]
    texts: Mapped[int]
    documents: Mapped[list[Any]]
    removed_at: Mapped[datetime]
