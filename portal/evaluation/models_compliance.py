"""What is asked of one bidder and answered, what was looked at for exclusion, and which bids are
disregarded: only ever added to (R11, R17)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to

PURPOSES = ("clarification", "low_price", "exclusion", "disregard")
GROUNDS = ("excluded", "excludable", "low_price", "procedural")
"""Why a bid may be disregarded; where there are several, the first of them stands in the run."""
OUTCOMES = ("none", "hearing", "stays", "excludable", "excluded")


class BidderAnswer(TenantOwned, Base):
    """What the bidder said, in one go or in several until its time is over.

    `is_last`: the bidder said that this is everything, so nobody has to wait for the time.
    """

    __tablename__ = "bidder_answer"
    __table_args__ = (
        belongs_to("bidder_question", "question_id"),
        UniqueConstraint("authority_id", "question_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    question_id: Mapped[uuid.UUID]
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    is_last: Mapped[bool]
    answered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime]


class BidderQuestion(TenantOwned, Base):
    """A question to one bidder, and until when it may answer; it never changes the bid.

    About exclusion it is asked by the bidder's name, about all else under the bid's label.
    """

    __tablename__ = "bidder_question"
    __table_args__ = (
        belongs_to("bid"),
        UniqueConstraint("authority_id", "tender_id", "number"),
        CheckConstraint(
            "purpose in ('clarification', 'low_price', 'exclusion', 'disregard')",
            name="purpose_known",
        ),
        CheckConstraint("answer_by > asked_at", name="time_to_answer"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    number: Mapped[int]
    purpose: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    answer_by: Mapped[datetime]
    asked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]

    answers: Mapped[list[BidderAnswer]] = relationship(
        viewonly=True, order_by=BidderAnswer.number, lazy="raise"
    )

    def is_heard(self, moment: datetime) -> bool:
        """Whether the bidder said everything, or had its time: before that nothing is decided."""
        return moment >= self.answer_by or any(each.is_last for each in self.answers)


class ExclusionCheck(TenantOwned, Base):
    """What somebody looked at about one bidder by its name, and what came of it (R17)."""

    __tablename__ = "exclusion_check"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "number"),
        CheckConstraint(
            "on_list in ('no', 'mandatory', 'discretionary')", name="list_ground_known"
        ),
        CheckConstraint(
            "outcome in ('none', 'hearing', 'stays', 'excludable', 'excluded')",
            name="outcome_known",
        ),
    )

    tender_id: Mapped[uuid.UUID]
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("provider.id"))
    number: Mapped[int]
    looked_on: Mapped[date]
    on_list: Mapped[str]
    has_mandatory: Mapped[bool]
    has_discretionary: Mapped[bool]
    words: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str]
    checked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    checked_at: Mapped[datetime]


class BidRuling(TenantOwned, Base):
    """A person's word on whether a bid is disregarded on one ground, and why; the last counts."""

    __tablename__ = "bid_ruling"
    __table_args__ = (
        belongs_to("bid"),
        UniqueConstraint("authority_id", "bid_id", "ground", "version"),
        CheckConstraint(
            "ground in ('excluded', 'excludable', 'low_price', 'procedural')", name="ground_known"
        ),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    ground: Mapped[str]
    version: Mapped[int]
    is_out: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    ruled_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    ruled_at: Mapped[datetime]
