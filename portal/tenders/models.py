"""The tender, root of everything that an authority owns, and its notice in the directory."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Authority
from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.tenders.stages import STAGES
from scoring.disclosure import LEAST

REGIMES = ("light_touch", "psr", "ordinary", "below_threshold")
WITHDRAWN, CANCELLED, ABANDONED = "withdrawn", "cancelled", "abandoned"
ENDS = (WITHDRAWN, CANCELLED, ABANDONED)
"""How a published tender ends without a contract: its notice is withdrawn while bids may come, it
is cancelled before the letters, or abandoned after them."""
BY_BID, BY_QUESTION = "bid", "question"
"""The orders in which evaluators read: a bid with all its questions, or a question for all bids."""


class Tender(TenantOwned, Base):
    """One purchase, from its specification to its letters.

    `stage` moves only through `tenders.stages.move`; the moments tell when it did. `reopened_at`:
    when what letters had told was opened to be decided again, the last time. `least_shown` is
    its authority's until it is published, and frozen then (R4, R19). Its value is
    with VAT over its whole life; a mixed purchase has its two parts' too, and why together (R1).
    """

    __tablename__ = "tender"
    __table_args__ = (
        CheckConstraint(f"stage in {STAGES}", name="stage_known"),
        CheckConstraint(f"regime in {REGIMES}", name="regime_known"),
        CheckConstraint(
            "(stage = 'drafting') = (published_at is null)", name="published_when_not_drafting"
        ),
        CheckConstraint(
            "(stage in ('drafting', 'open', 'closed')) = (opened_at is null)",
            name="opened_after_the_deadline",
        ),
        CheckConstraint(
            "(stage in ('released', 'contract')) = (released_at is not null)", name="released_once"
        ),
        CheckConstraint(
            "revealed_at is null or stage in ('approved', 'released', 'contract')",
            name="revealed_after_approval",
        ),
        CheckConstraint(f"least_shown >= {LEAST}", name="few_are_hidden"),
    )

    title: Mapped[str]
    reference: Mapped[str]
    description: Mapped[str] = mapped_column(Text)
    plain_description: Mapped[str] = mapped_column(Text)
    regime: Mapped[str]
    regime_reason: Mapped[str] = mapped_column(Text)
    estimated_value: Mapped[Decimal | None]
    health_value: Mapped[Decimal | None]
    other_value: Mapped[Decimal | None]
    why_together: Mapped[str] = mapped_column(Text, default="", server_default="")
    charter: Mapped[str] = mapped_column(Text, default="", server_default="")
    """What every bidder signs up to about taking part; '' where there is none (P17)."""
    plain_charter: Mapped[str] = mapped_column(Text, default="", server_default="")
    bids_system: Mapped[str] = mapped_column(Text, default="", server_default="")
    """In which other system its bids come; '' where they come here. Frozen at publication (R4)."""
    bids_where: Mapped[str] = mapped_column(Text, default="", server_default="")
    """How a bidder finds that system, in the authority's own words."""
    stage: Mapped[str] = mapped_column(default="drafting")
    least_shown: Mapped[int] = mapped_column(default=LEAST, server_default=str(LEAST))
    marking_order: Mapped[str] = mapped_column(default=BY_BID, server_default=BY_BID)
    created_at: Mapped[datetime]
    deadline_at: Mapped[datetime | None]
    marking_ends_on: Mapped[date | None]
    decision_on: Mapped[date | None]
    starts_on: Mapped[date | None]
    published_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    revealed_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    reopened_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    reworded_at: Mapped[datetime | None]
    """When words were last taken out of what is published (R26)."""


class Notice(Base):
    """The public facts of a published tender, in the directory; its id is the tender's (R4).

    Nothing of it changes but its deadline, and words that are taken out on the record (R26).
    `document` holds the frozen specification and method in full, so that a public page and an
    open tender's list read this row alone.
    """

    __tablename__ = "notice"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    authority_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("authority.id"), index=True)
    title: Mapped[str]
    reference: Mapped[str]
    description: Mapped[str] = mapped_column(Text)
    plain_description: Mapped[str] = mapped_column(Text)
    regime: Mapped[str]
    published_at: Mapped[datetime]
    deadline_at: Mapped[datetime]
    document: Mapped[dict[str, Any]]
    method_sha256: Mapped[str]
    specification_sha256: Mapped[str]

    authority: Mapped[Authority] = relationship(viewonly=True)
    award: Mapped[NoticeAward | None] = relationship(viewonly=True, uselist=False)
    end: Mapped[NoticeEnd | None] = relationship(viewonly=True, uselist=False)


class NoticeAward(Base):
    """The day of the award notice that stands, beside the tender's notice in the directory.

    `reopened_at`: since when what it told is being decided again; none where it stands.
    """

    __tablename__ = "notice_award"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    published_on: Mapped[date]
    reopened_at: Mapped[datetime | None]


class NoticeEnd(Base):
    """That a published tender ended without a contract, how and why, for everybody to read."""

    __tablename__ = "notice_end"
    __table_args__ = (CheckConstraint(f"kind in {ENDS}", name="kind_known"),)

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    kind: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    ended_at: Mapped[datetime]


class OpenRelease(Base):
    """One release of open data about a published tender, in the directory, as it came out (R27)."""

    __tablename__ = "open_release"
    __table_args__ = (UniqueConstraint("notice_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    notice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notice.id"))
    number: Mapped[int]
    released_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]


class Look(TenantOwned, Base):
    """Somebody has looked at something of a tender; the first time alone is an event."""

    __tablename__ = "look"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "person_id", "at_what"),
    )

    tender_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    at_what: Mapped[str]


class ProclaimedDay(TenantOwned, Base):
    """A day that one part of the country has off, or doesn't, above the calendar's own (R25).

    The last word on a day and a part holds.
    """

    __tablename__ = "proclaimed_day"
    __table_args__ = (UniqueConstraint("authority_id", "number"),)

    number: Mapped[int]
    day: Mapped[date]
    part: Mapped[str]
    name: Mapped[str]
    is_holiday: Mapped[bool]
    entered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]


class SchoolBreak(TenantOwned, Base):
    """Holidays or exams of the schools here: young people have other things to do, or are away."""

    __tablename__ = "school_break"
    __table_args__ = (
        CheckConstraint("kind in ('holidays', 'exams')", name="kind_known"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_it_starts"),
    )

    kind: Mapped[str]
    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    entered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
