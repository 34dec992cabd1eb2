"""Rounds in which a panel writes with a tender, what its members suggest, and what became of it."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.clock import LONDON
from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.participation.panels.models import Member, Panel

SUGGESTION_KINDS = ("words", "paragraph", "question", "criterion", "weight", "minimum")
USUAL_WAIT = timedelta(weeks=4)
OUTCOMES = ("taken_up", "adapted", "not_taken_up")
PLACES = ("section", "paragraph", "criterion", "gate", "rules")
"""Where a suggestion can go to: one of these parts of the specification, or its rules."""


class Round(TenantOwned, Base):
    """A panel writes with a tender from `opens_at` to the end of `closes_on` (P10).

    `purpose`, `can_change` and `cannot_change` are in plain words: people know what they can move.
    `answers_by`: the day by which every suggestion has its answer, as it was said at the opening.
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
    answers_by: Mapped[date | None]
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))

    panel: Mapped[Panel] = relationship(viewonly=True)
    ends: Mapped[list[RoundEnd]] = relationship(viewonly=True, order_by="RoundEnd.number")

    @property
    def ends_at(self) -> datetime:
        """The moment from which nobody writes any more: the last one that was said counts."""
        return self.ends[-1].ends_at if self.ends else end_of(self.closes_on)

    @property
    def last_day(self) -> date:
        """The last day on which people write, or wrote."""
        return (self.ends_at.astimezone(LONDON) - timedelta(microseconds=1)).date()

    @property
    def answered_by(self) -> date:
        """The day by which everything has its answer; where none was said, four weeks (P20)."""
        said = [each.answers_by for each in self.ends if each.answers_by]
        return next(reversed(said), self.answers_by) or usual_day(self.last_day)


def usual_day(last_day: date) -> date:
    """By when people have their answers where nobody says another day: four weeks (P20)."""
    return last_day + USUAL_WAIT


def end_of(day: date) -> datetime:
    """The moment in which a day is over in the United Kingdom."""
    return datetime.combine(day + timedelta(days=1), time(), LONDON)


class RoundEnd(TenantOwned, Base):
    """A round closes early or gets more time, or its answers another day, and why; the last one
    counts."""

    __tablename__ = "writing_round_end"
    __table_args__ = (
        belongs_to("writing_round", "round_id"),
        UniqueConstraint("authority_id", "round_id", "number"),
    )

    round_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    ends_at: Mapped[datetime]
    answers_by: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text)
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]


class Suggestion(TenantOwned, Base):
    """What a member of a panel would change, in their words, and why; it stays as it was written.

    `about_id` is the paragraph, section or criterion; `about` is what it was called and `was` what
    it said then. `words` is what it should say (for a weight or a minimum, the number);
    `through_helper`: the member said it, and a helper typed it.
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
    through_helper: Mapped[bool] = mapped_column(default=False, server_default=false())
    made_at: Mapped[datetime]

    member: Mapped[Member] = relationship(viewonly=True)
    round: Mapped[Round] = relationship(viewonly=True)
    backings: Mapped[list[Backing]] = relationship(viewonly=True, order_by="Backing.made_at")
    answered: Mapped[list[Answered]] = relationship(viewonly=True)
    questioned: Mapped[Questioned | None] = relationship(viewonly=True, uselist=False)

    @property
    def answer(self) -> SuggestionAnswer | None:
        """The answer that counts: after a question the one that isn't questioned."""
        answers = [each.answer for each in self.answered]
        asked = self.questioned.answer_id if self.questioned else None
        fresh = [each for each in answers if each.id != asked]
        return next(iter(fresh or answers), None)

    @property
    def state(self) -> str:
        """`waiting` for an answer, `answered`, or `questioned` and not answered again (P10)."""
        answer = self.answer
        if answer is None:
            return "waiting"
        is_asked = self.questioned is not None and self.questioned.answer_id == answer.id
        return "questioned" if is_asked else "answered"


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
    through_helper: Mapped[bool] = mapped_column(default=False, server_default=false())
    made_at: Mapped[datetime]


class SuggestionAnswer(TenantOwned, Base):
    """What became of one suggestion, or of several as a theme, and why, in plain words (P10).

    `part` is where it went: what kind of place, its id (the rules have none), what it was called.
    """

    __tablename__ = "suggestion_answer"
    __table_args__ = (
        belongs_to("tender"),
        CheckConstraint(f"outcome in {OUTCOMES}", name="outcome_known"),
        CheckConstraint(f"part in {PLACES}", name="part_known"),
        CheckConstraint(
            "(outcome = 'not_taken_up') = (part is null)", name="went_where_it_is_taken_up"
        ),
    )

    tender_id: Mapped[uuid.UUID]
    theme: Mapped[str]
    outcome: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    part: Mapped[str | None]
    part_id: Mapped[uuid.UUID | None]
    part_title: Mapped[str]
    answered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime]


class AnswerWay(TenantOwned, Base):
    """How one member is told of an answer: the way that they asked for when it was given (P20)."""

    __tablename__ = "answer_way"
    __table_args__ = (
        belongs_to("suggestion_answer", "answer_id"),
        belongs_to("panel_member", "member_id"),
        UniqueConstraint("authority_id", "answer_id", "member_id"),
    )

    answer_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]
    how: Mapped[str]

    member: Mapped[Member] = relationship(viewonly=True)
    told: Mapped[AnswerTold | None] = relationship(viewonly=True, uselist=False)


class AnswerTold(TenantOwned, Base):
    """A member was told of an answer, on this day; by the portal itself where nobody is named."""

    __tablename__ = "answer_told"
    __table_args__ = (
        belongs_to("answer_way", "way_id"),
        UniqueConstraint("authority_id", "way_id"),
    )

    way_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    told_on: Mapped[date]
    noted_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))


class Answered(TenantOwned, Base):
    """An answer is to this suggestion; it has a second one only after a question (P10)."""

    __tablename__ = "suggestion_answered"
    __table_args__ = (
        belongs_to("suggestion_answer", "answer_id"),
        belongs_to("suggestion"),
        UniqueConstraint("authority_id", "answer_id", "suggestion_id"),
    )

    answer_id: Mapped[uuid.UUID]
    suggestion_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]

    answer: Mapped[SuggestionAnswer] = relationship(viewonly=True)


class Questioned(TenantOwned, Base):
    """‘Not answered properly’: a suggestion comes back, once, to be answered again (P10)."""

    __tablename__ = "suggestion_questioned"
    __table_args__ = (
        belongs_to("suggestion"),
        belongs_to("suggestion_answer", "answer_id"),
        belongs_to("panel_member", "member_id"),
        UniqueConstraint("authority_id", "suggestion_id"),
    )

    suggestion_id: Mapped[uuid.UUID]
    answer_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]
    words: Mapped[str] = mapped_column(Text)
    through_helper: Mapped[bool] = mapped_column(default=False, server_default=false())
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
