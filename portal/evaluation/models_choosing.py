"""Who would like to mark, who has voted, what the votes add up to, and who was chosen (P14).

No row joins a voter to a choice: who has voted stands in one table, sums alone in another.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.participation.panels.models import Member, Panel
from portal.specifications.models import Group

WAYS = ("vote", "agreement")
GROUNDS = ("conflict", "another_part", "age", "consent")
"""On what a chosen person may be refused, and on nothing else: R16, R10, R18, R18."""


class Choosing(TenantOwned, Base):
    """A panel chooses who marks in one group: by a private vote, or by agreement (P14).

    People put themselves forward to the end of `forward_until`, and vote to the end of `closes_on`.
    """

    __tablename__ = "choosing"
    __table_args__ = (
        belongs_to("tender"),
        belongs_to("panel"),
        belongs_to("evaluator_group", "group_id"),
        UniqueConstraint("authority_id", "tender_id", "number"),
        CheckConstraint(f"way in {WAYS}", name="way_known"),
        CheckConstraint("(way = 'vote') = (closes_on is not null)", name="votes_have_a_last_day"),
        CheckConstraint("seats > 0 and reserves >= 0", name="numbers_sensible"),
    )

    tender_id: Mapped[uuid.UUID]
    panel_id: Mapped[uuid.UUID]
    group_id: Mapped[uuid.UUID]
    number: Mapped[int]
    way: Mapped[str]
    seats: Mapped[int]
    reserves: Mapped[int]
    forward_until: Mapped[date]
    closes_on: Mapped[date | None]
    opened_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]

    panel: Mapped[Panel] = relationship(viewonly=True)
    group: Mapped[Group] = relationship(viewonly=True)


class Candidate(TenantOwned, Base):
    """A member would like to mark, and says why to their panel if they like; free to withdraw."""

    __tablename__ = "choosing_candidate"
    __table_args__ = (
        belongs_to("choosing"),
        belongs_to("panel_member", "member_id"),
        UniqueConstraint("authority_id", "choosing_id", "member_id"),
    )

    choosing_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]
    why: Mapped[str] = mapped_column(Text)
    put_forward_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(viewonly=True)


class Voted(TenantOwned, Base):
    """A member has voted, or passed: once. It says neither when nor for whom."""

    __tablename__ = "choosing_voted"
    __table_args__ = (
        belongs_to("choosing"),
        belongs_to("panel_member", "member_id"),
        UniqueConstraint("authority_id", "choosing_id", "member_id"),
    )

    choosing_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]


class BallotBox(TenantOwned, Base):
    """How many votes each member has so far, by their id; it goes when the order is made.

    Its id is the choosing's. Every vote writes the whole row anew, so no ballot is kept anywhere.
    `ballots`: how many named somebody, passes left out.
    """

    __tablename__ = "ballot_box"
    __table_args__ = (belongs_to("choosing", "id"),)

    tender_id: Mapped[uuid.UUID]
    sums: Mapped[dict[str, int]] = mapped_column(JSON)
    ballots: Mapped[int] = mapped_column(default=0, server_default="0")


class ChoosingResult(TenantOwned, Base):
    """The order is made; `lot` is what ties were drawn by, so that anyone can draw again."""

    __tablename__ = "choosing_result"
    __table_args__ = (belongs_to("choosing", "id"),)

    tender_id: Mapped[uuid.UUID]
    lot: Mapped[str]
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]


class Place(TenantOwned, Base):
    """Somebody who was chosen, or a reserve, in the panel's order; never with a number of votes."""

    __tablename__ = "choosing_place"
    __table_args__ = (
        belongs_to("choosing"),
        belongs_to("panel_member", "member_id"),
        belongs_to("seat"),
        UniqueConstraint("authority_id", "choosing_id", "position"),
        UniqueConstraint("authority_id", "choosing_id", "member_id"),
        CheckConstraint("said in ('yes', 'no')", name="said_known"),
        CheckConstraint(f"ground in {GROUNDS}", name="ground_known"),
        CheckConstraint("said is null or asked_at is not null", name="asked_before_they_say"),
    )

    choosing_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]
    position: Mapped[int]
    is_reserve: Mapped[bool]
    asked_at: Mapped[datetime | None]
    said: Mapped[str | None]
    ground: Mapped[str | None]
    seat_id: Mapped[uuid.UUID | None]

    member: Mapped[Member] = relationship(viewonly=True)

    @property
    def state(self) -> str:
        """`reserve`, `asked`, `agreed`, `seated`, `declined`, `refused` or `gone`."""
        if self.ground:
            return "refused"
        if self.said == "no":
            return "declined"
        if self.seat_id:
            return "seated"
        if self.member.ended_at:
            return "gone"
        if self.said == "yes":
            return "agreed"
        return "asked" if self.asked_at else "reserve"
