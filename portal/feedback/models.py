"""What people said and what was done, in versions; who is told; promises; questions to a line."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Person
from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail
from portal.participation.panels.models import Member
from portal.specifications.cowriting.models import OUTCOMES

WHO = ("young", "parent", "both", "people")
"""Who said it: young people, parents and carers, both, or other people (an insight)."""
STATES = ("expected", "in_contract", "seen", "broken")
"""A promise is expected by a day, stands in the contract, is seen working, or is broken."""


class TellingDay(TenantOwned, Base):
    """By which day everybody is told, with why it changed; the last one counts, all stand (P20)."""

    __tablename__ = "telling_day"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    version: Mapped[int]
    day: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    set_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]


class LineDraft(TenantOwned, OutsideTrail, Base):
    """A line of 'You said, we did' while it is edited; publishing copies it.

    `drawn_from` is the answer or insight that it was drafted from. `is_of_many`: whether five
    people or more said it (R19). With `expected_on` the line promises something by that day.
    """

    __tablename__ = "telling_line_draft"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "position"),
        CheckConstraint(f"who in {WHO}", name="who_known"),
        CheckConstraint(f"outcome in {OUTCOMES}", name="outcome_known"),
    )

    tender_id: Mapped[uuid.UUID]
    position: Mapped[int]
    drawn_from: Mapped[uuid.UUID | None]
    who: Mapped[str]
    is_of_many: Mapped[bool]
    said: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str]
    did: Mapped[str] = mapped_column(Text)
    possible: Mapped[str] = mapped_column(Text)
    place: Mapped[str]
    promise: Mapped[str] = mapped_column(Text)
    expected_on: Mapped[date | None]


class Telling(TenantOwned, Base):
    """One published version of 'You said, we did'; a corrected one stands beside it (P20).

    Who questions a line is answered by `decider_id` within `reply_days`.
    """

    __tablename__ = "telling"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    why: Mapped[str] = mapped_column(Text)
    decider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    reply_days: Mapped[int]
    published_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime]

    lines: Mapped[list[TellingLine]] = relationship(viewonly=True, order_by="TellingLine.number")


class TellingLine(TenantOwned, Base):
    """You said, we did, what was possible and what not; `key` is the same through versions."""

    __tablename__ = "telling_line"
    __table_args__ = (
        belongs_to("telling"),
        belongs_to("tender"),
        UniqueConstraint("authority_id", "telling_id", "number"),
        CheckConstraint(f"who in {WHO}", name="who_known"),
        CheckConstraint(f"outcome in {OUTCOMES}", name="outcome_known"),
    )

    telling_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    key: Mapped[uuid.UUID]
    drawn_from: Mapped[uuid.UUID | None]
    who: Mapped[str]
    is_of_many: Mapped[bool]
    said: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str]
    did: Mapped[str] = mapped_column(Text)
    possible: Mapped[str] = mapped_column(Text)
    place: Mapped[str]


class Promise(TenantOwned, Base):
    """Something that a line promises; it is followed until it is seen working, or broken (P20)."""

    __tablename__ = "promise"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "number"),
        UniqueConstraint("authority_id", "tender_id", "key"),
    )

    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    key: Mapped[uuid.UUID]
    said: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]

    steps: Mapped[list[PromiseStep]] = relationship(viewonly=True, order_by="PromiseStep.number")


class PromiseStep(TenantOwned, Base):
    """How a promise stands from `noted_at` on, in plain words; one that is broken says why."""

    __tablename__ = "promise_step"
    __table_args__ = (
        belongs_to("promise"),
        UniqueConstraint("authority_id", "promise_id", "number"),
        CheckConstraint(f"state in {STATES}", name="state_known"),
        CheckConstraint(
            "(state in ('expected', 'in_contract')) = (expected_on is not null)",
            name="expected_by_a_day",
        ),
    )

    promise_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    state: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    expected_on: Mapped[date | None]
    noted_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    noted_at: Mapped[datetime]


class TellingWay(TenantOwned, Base):
    """How one member is told of one version: the way that they asked for when it came out."""

    __tablename__ = "telling_way"
    __table_args__ = (
        belongs_to("telling"),
        belongs_to("panel_member", "member_id"),
        UniqueConstraint("authority_id", "telling_id", "member_id"),
    )

    telling_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]
    how: Mapped[str]

    member: Mapped[Member] = relationship(viewonly=True)
    told: Mapped[TellingTold | None] = relationship(viewonly=True, uselist=False)


class TellingTold(TenantOwned, Base):
    """A member was told, on this day; by the portal itself where nobody is named."""

    __tablename__ = "telling_told"
    __table_args__ = (
        belongs_to("telling_way", "way_id"),
        UniqueConstraint("authority_id", "way_id"),
    )

    way_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    told_on: Mapped[date]
    noted_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))


class LineQuestion(TenantOwned, Base):
    """‘This isn’t an answer’: somebody who took part questions a line, once (P20).

    They wrote with a panel, also where they have left it since, or marked without belonging to one.
    """

    __tablename__ = "line_question"
    __table_args__ = (
        belongs_to("telling_line", "line_id"),
        belongs_to("panel_member", "member_id"),
        belongs_to("seat"),
        UniqueConstraint("authority_id", "tender_id", "number"),
        UniqueConstraint("authority_id", "line_id", "member_id"),
        UniqueConstraint("authority_id", "line_id", "seat_id"),
        CheckConstraint("(member_id is null) <> (seat_id is null)", name="one_asks"),
    )

    line_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID | None]
    seat_id: Mapped[uuid.UUID | None]
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    through_helper: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime]

    line: Mapped[TellingLine] = relationship(viewonly=True)
    given: Mapped[list[QuestionGiven]] = relationship(
        viewonly=True, order_by="QuestionGiven.number"
    )
    reply: Mapped[QuestionReply | None] = relationship(viewonly=True, uselist=False)

    @property
    def with_whom(self) -> QuestionGiven:
        """Who replies now, and by when: the last one counts."""
        return self.given[-1]


class QuestionGiven(TenantOwned, Base):
    """A question goes to a named decision-maker, who replies by a day; the lead may hand it on."""

    __tablename__ = "line_question_given"
    __table_args__ = (
        belongs_to("line_question", "question_id"),
        UniqueConstraint("authority_id", "question_id", "number"),
    )

    question_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    decider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    reply_by: Mapped[date]
    given_at: Mapped[datetime]

    decider: Mapped[Person] = relationship(viewonly=True)


class QuestionReply(TenantOwned, Base):
    """What the decision-maker says to a question, once; both stand (P20)."""

    __tablename__ = "line_question_reply"
    __table_args__ = (
        belongs_to("line_question", "question_id"),
        UniqueConstraint("authority_id", "question_id"),
    )

    question_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    words: Mapped[str] = mapped_column(Text)
    replied_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    replied_at: Mapped[datetime]

    replier: Mapped[Person] = relationship(viewonly=True)


class ToldNotice(Base):
    """A version as everybody reads it, beside the notice in the directory: no names (R19)."""

    __tablename__ = "told_notice"
    __table_args__ = (UniqueConstraint("notice_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    notice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notice.id"))
    number: Mapped[int]
    published_at: Mapped[datetime]
    document: Mapped[dict[str, Any]]
