"""What a panel was promised as thanks, what came of it, and a member's diary of their hours."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail
from portal.participation.panels.models import Member

LONGEST = 24 * 60
"""A day has so many minutes."""
THANKS = ("certificate", "reference", "hours", "travel", "childcare", "voucher", "other")


class DiaryEntry(TenantOwned, OutsideTrail, Base):
    """What a member did on a day, and how long; theirs alone, so the log knows nothing of it."""

    __tablename__ = "diary_entry"
    __table_args__ = (
        belongs_to("panel_member", "member_id"),
        CheckConstraint(f"minutes between 1 and {LONGEST}", name="minutes_of_a_day"),
    )

    member_id: Mapped[uuid.UUID]
    day: Mapped[date]
    what: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int]


class SharedHours(TenantOwned, Base):
    """The total that a member chose to tell who leads their panel, as it was on that day.

    Later lines of the diary don't change it, and it goes when they take it back (P23).
    """

    __tablename__ = "shared_hours"
    __table_args__ = (
        belongs_to("panel_member", "member_id"),
        UniqueConstraint("authority_id", "member_id"),
        CheckConstraint("minutes > 0", name="more_than_none"),
    )

    member_id: Mapped[uuid.UUID]
    minutes: Mapped[int]
    shared_at: Mapped[datetime]

    member: Mapped[Member] = relationship(viewonly=True)


class PromisedThanks(TenantOwned, Base):
    """One version of what a panel was promised of one kind; the newest counts, none is changed.

    `often` says when or how often, in words; `due_on` is a day by which it comes, if there is one.
    Where `is_promised` is false it isn't promised any more, and `words` say why.
    """

    __tablename__ = "promised_thanks"
    __table_args__ = (
        belongs_to("panel"),
        UniqueConstraint("authority_id", "panel_id", "kind", "version"),
        CheckConstraint(f"kind in {THANKS}", name="kind_known"),
    )

    panel_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    version: Mapped[int]
    is_promised: Mapped[bool]
    words: Mapped[str] = mapped_column(Text)
    often: Mapped[str]
    due_on: Mapped[date | None]
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]


class GivenThanks(TenantOwned, Base):
    """The lead notes what a member was given on a day; the two of them read it (P23).

    `due_on` is the day that it was promised by, so that what is promised anew waits anew.
    """

    __tablename__ = "given_thanks"
    __table_args__ = (
        belongs_to("panel_member", "member_id"),
        CheckConstraint(f"kind in {THANKS}", name="kind_known"),
    )

    member_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    due_on: Mapped[date | None]
    given_on: Mapped[date]
    noted_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    noted_at: Mapped[datetime]

    member: Mapped[Member] = relationship(viewonly=True)
    said: Mapped[list[ThanksSaid]] = relationship(viewonly=True, order_by="ThanksSaid.version")

    @property
    def has_come(self) -> bool | None:
        """What the member said last: it came, or not yet; None where they said nothing."""
        return self.said[-1].has_come if self.said else None


class ThanksSaid(TenantOwned, Base):
    """A member says of what was noted: I got it, or not yet; the last word counts."""

    __tablename__ = "thanks_said"
    __table_args__ = (
        belongs_to("given_thanks", "given_id"),
        UniqueConstraint("authority_id", "given_id", "version"),
    )

    given_id: Mapped[uuid.UUID]
    version: Mapped[int]
    has_come: Mapped[bool]
    said_at: Mapped[datetime]
