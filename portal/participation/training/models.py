"""How far somebody is in a course, what they thought of it, and words that weren't clear."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail

INTRODUCTION, STAFF = "introduction", "staff"
COURSES = (INTRODUCTION, STAFF)
HOW = ("alone", "pass", "group")
ENJOYED = ("yes", "a_little", "no")
UNDERSTOOD = ("fully", "a_little", "no")


class StepDone(TenantOwned, OutsideTrail, Base):
    """Somebody is through one step of a course: `alone`, in a `group`, or with a `pass`.

    It tells them where to go on, and nobody else how they learn (R18). Done again, it is renewed.
    """

    __tablename__ = "training_step"
    __table_args__ = (
        UniqueConstraint("authority_id", "person_id", "course", "step"),
        CheckConstraint(f"course in {COURSES}", name="course_known"),
        CheckConstraint(f"how in {HOW}", name="how_known"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    course: Mapped[str]
    step: Mapped[str]
    how: Mapped[str]
    done_at: Mapped[datetime]


class CourseFinished(TenantOwned, Base):
    """Somebody was through all steps of a course for the first time (P8)."""

    __tablename__ = "training_finished"
    __table_args__ = (
        UniqueConstraint("authority_id", "person_id", "course"),
        CheckConstraint(f"course in {COURSES}", name="course_known"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    course: Mapped[str]
    finished_at: Mapped[datetime]


class Willing(TenantOwned, Base):
    """Whether somebody is willing to be asked for a task; their last word counts (P8)."""

    __tablename__ = "training_willing"
    __table_args__ = (UniqueConstraint("authority_id", "person_id"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    is_willing: Mapped[bool]
    said_at: Mapped[datetime]


class Opinion(TenantOwned, Base):
    """What somebody thought of a course; others see counts alone, never who (P8, R19).

    `is_counted`: whether the numbers that stand hold it as it is now; `told_words`: which words of
    theirs stand beside them.
    """

    __tablename__ = "training_opinion"
    __table_args__ = (
        UniqueConstraint("authority_id", "person_id", "course"),
        CheckConstraint(f"course in {COURSES}", name="course_known"),
        CheckConstraint(f"enjoyed is null or enjoyed in {ENJOYED}", name="enjoyed_known"),
        CheckConstraint(
            f"understood is null or understood in {UNDERSTOOD}", name="understood_known"
        ),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    course: Mapped[str]
    enjoyed: Mapped[str | None]
    understood: Mapped[str | None]
    words: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime]
    is_counted: Mapped[bool] = mapped_column(default=False)
    told_words: Mapped[str] = mapped_column(Text, default="")

    @property
    def says_something(self) -> bool:
        """Whether anything was answered, or all was passed."""
        return bool(self.enjoyed or self.understood or self.words)


class OpinionCount(TenantOwned, Base):
    """The numbers on a course as they may be shown; `gone`: how many took theirs with them since.

    They are counted again only when five or more opinions are new, changed or gone: nobody's can
    be read from two counts (R19).
    """

    __tablename__ = "training_opinion_count"
    __table_args__ = (
        UniqueConstraint("authority_id", "course"),
        CheckConstraint(f"course in {COURSES}", name="course_known"),
    )

    course: Mapped[str]
    gone: Mapped[int]
    shown: Mapped[dict[str, Any]]


class ExplainedWord(TenantOwned, Base):
    """A word that an authority explains, beside those that every glossary begins with."""

    __tablename__ = "glossary_word"
    __table_args__ = (UniqueConstraint("authority_id", "slug"),)

    slug: Mapped[str]
    word: Mapped[str]
    meaning: Mapped[str] = mapped_column(Text)
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]


class UnclearWord(TenantOwned, Base):
    """Somebody said that a word isn't clear; `page` is the kind of page where it stood.

    `explained_id` is the answer, `closed_at` its day; one without an answer was put aside. Nobody
    stands in `asked_by` where what they say may not be kept yet (R18).
    """

    __tablename__ = "unclear_word"
    __table_args__ = (
        belongs_to("glossary_word", "explained_id"),
        CheckConstraint("explained_id is null or closed_at is not null", name="answer_has_its_day"),
    )

    word: Mapped[str]
    folded: Mapped[str]
    page: Mapped[str]
    asked_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    explained_id: Mapped[uuid.UUID | None]
    closed_at: Mapped[datetime | None]
