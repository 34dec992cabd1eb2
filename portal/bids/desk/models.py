"""The desk: clean pages of a bid's files, what was found, what became of it, what was released."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to

OUTCOMES = ("redacted", "stands")
WHY = ("ordinary", "published", "others", "needed")
"""Why something is let stand: an ordinary word, in the tender's own papers, about somebody else,
or needed to understand the answer while it tells nothing."""
IN_ONE_PLACE = " + ".join(
    f"case when {each} is null then 0 else 1 end" for each in ("criterion_id", "gate_id", "page_id")
)
IN_ONE_PLACE = f"{IN_ONE_PLACE} = 1"


class DeskBid(TenantOwned, Base):
    """A bid that the desk took up: its files are cleaned, and all of it was looked through.

    Its id is the bid's.
    """

    __tablename__ = "desk_bid"
    __table_args__ = (belongs_to("bid", "id"),)

    tender_id: Mapped[uuid.UUID]
    begun_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[datetime]


class CleanFile(TenantOwned, Base):
    """What became of a file: its pages, what was left out of them, or why it can't be shown.

    Its id is the attachment's.
    """

    __tablename__ = "clean_file"
    __table_args__ = (belongs_to("attachment", "id"), belongs_to("bid"))

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    pages: Mapped[int]
    left_out: Mapped[list[Any]]
    refused: Mapped[str]


class CleanPage(TenantOwned, Base):
    """One page as it is before anything is taken out: its picture, its text, where words stand.

    `words`: `[start, end, left, top, right, bottom]` of each, in the text and in thousandths of
    the picture.
    """

    __tablename__ = "clean_page"
    __table_args__ = (
        belongs_to("bid"),
        belongs_to("attachment"),
        UniqueConstraint("authority_id", "bid_id", "attachment_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    attachment_id: Mapped[uuid.UUID]
    number: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    words: Mapped[list[Any]] = mapped_column(deferred=True)
    picture: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class DeskFinding(TenantOwned, Base):
    """Something in an answer, in evidence or on a page that may tell whose bid it is.

    In their text from `begins` to `ends`; or an `area` that the officer drew on a picture: `box`
    in thousandths of it.
    """

    __tablename__ = "desk_finding"
    __table_args__ = (
        belongs_to("bid"),
        belongs_to("criterion"),
        belongs_to("gate"),
        belongs_to("clean_page", "page_id"),
        UniqueConstraint("authority_id", "bid_id", "number"),
        CheckConstraint(IN_ONE_PLACE, name="in_one_place"),
        CheckConstraint("(kind = 'area') = (box is not null)", name="areas_have_a_box"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    number: Mapped[int]
    criterion_id: Mapped[uuid.UUID | None]
    gate_id: Mapped[uuid.UUID | None]
    page_id: Mapped[uuid.UUID | None]
    begins: Mapped[int]
    ends: Mapped[int]
    kind: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    box: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    found_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))

    @property
    def place_id(self) -> uuid.UUID | None:
        """The question whose answer or evidence it stands in, or the page."""
        return self.page_id or self.gate_id or self.criterion_id


class DeskDealt(TenantOwned, Base):
    """The officer's word on a finding: taken out, or let stand, and why; a change is a new one.

    `why` is one of `WHY`, and empty where it is taken out: no words that could name somebody.
    """

    __tablename__ = "desk_dealt"
    __table_args__ = (
        belongs_to("desk_finding", "finding_id"),
        UniqueConstraint("authority_id", "finding_id", "version"),
        CheckConstraint(f"outcome in {OUTCOMES}", name="outcome_known"),
    )

    tender_id: Mapped[uuid.UUID]
    finding_id: Mapped[uuid.UUID]
    version: Mapped[int]
    outcome: Mapped[str]
    why: Mapped[str]
    dealt_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    dealt_at: Mapped[datetime]


class DeskRead(TenantOwned, Base):
    """The officer's word that they read the whole bid, every page of it. Its id is the bid's."""

    __tablename__ = "desk_read"
    __table_args__ = (belongs_to("bid", "id"),)

    tender_id: Mapped[uuid.UUID]
    read_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    read_at: Mapped[datetime]


class DeskRelease(TenantOwned, Base):
    """That the bids may be read by those who mark, and the SHA-256 of what they read.

    Its id is the tender's.
    """

    __tablename__ = "desk_release"
    __table_args__ = (belongs_to("tender", "id"),)

    released_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    released_at: Mapped[datetime]
    shown_sha256: Mapped[str]


class ShownAnswer(TenantOwned, Base):
    """An answer out of which something was taken, as evaluators read it."""

    __tablename__ = "shown_answer"
    __table_args__ = (
        belongs_to("bid"),
        belongs_to("criterion"),
        UniqueConstraint("authority_id", "bid_id", "criterion_id"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    text: Mapped[str] = mapped_column(Text)
    words: Mapped[int]


class ShownEvidence(TenantOwned, Base):
    """What supports an answer to a pass/fail question, as the buying side reads it when something
    was taken out of it."""

    __tablename__ = "shown_evidence"
    __table_args__ = (
        belongs_to("bid"),
        belongs_to("gate"),
        UniqueConstraint("authority_id", "bid_id", "gate_id"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    gate_id: Mapped[uuid.UUID]
    text: Mapped[str] = mapped_column(Text)


class ShownPage(TenantOwned, Base):
    """A page as evaluators see it: what was taken out is painted over, and gone from its text."""

    __tablename__ = "shown_page"
    __table_args__ = (
        belongs_to("bid"),
        belongs_to("attachment"),
        UniqueConstraint("authority_id", "bid_id", "attachment_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    attachment_id: Mapped[uuid.UUID]
    number: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str]
    picture: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
