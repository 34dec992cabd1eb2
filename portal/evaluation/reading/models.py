"""What is read in an answer: one's own highlights, and what stays on the record."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail


class Highlight(OutsideTrail, TenantOwned, Base):
    """Words that an evaluator marked in an answer, with a note: a row that changes, outside the
    trail, seen by them alone, and gone when the sheet is sent.

    `starts_at` and `ends_at` count characters of the answer as evaluators read it.
    """

    __tablename__ = "highlight"
    __table_args__ = (
        belongs_to("sheet"),
        belongs_to("criterion"),
        UniqueConstraint("authority_id", "sheet_id", "criterion_id", "starts_at"),
        CheckConstraint("starts_at >= 0 and ends_at > starts_at", name="some_words"),
    )

    tender_id: Mapped[uuid.UUID]
    sheet_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    starts_at: Mapped[int]
    ends_at: Mapped[int]
    kind: Mapped[str]
    note: Mapped[str] = mapped_column(Text)


class PageNote(OutsideTrail, TenantOwned, Base):
    """What an evaluator noted about a page of a file or marked in its words, as they do in an
    answer: seen by them alone, outside the trail, and gone when the sheet is sent.

    `starts_at` and `ends_at` count characters of the page's words, which are `words`; both are 0
    where the note is about the whole page.
    """

    __tablename__ = "page_note"
    __table_args__ = (
        belongs_to("sheet"),
        belongs_to("criterion"),
        UniqueConstraint(
            "authority_id", "sheet_id", "criterion_id", "file", "page", "starts_at", "ends_at"
        ),
        CheckConstraint("starts_at >= 0 and ends_at >= starts_at", name="whole_or_words"),
    )

    tender_id: Mapped[uuid.UUID]
    sheet_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    file: Mapped[int]
    page: Mapped[int]
    starts_at: Mapped[int]
    ends_at: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    kind: Mapped[str]
    note: Mapped[str] = mapped_column(Text)


class Flag(TenantOwned, Base):
    """What an evaluator told the lead about an answer, while they marked it."""

    __tablename__ = "flag"
    __table_args__ = (
        belongs_to("sheet"),
        belongs_to("criterion"),
        UniqueConstraint("authority_id", "tender_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    sheet_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    number: Mapped[int]
    kind: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    raised_at: Mapped[datetime]

    answer: Mapped[FlagAnswer | None] = relationship(viewonly=True, uselist=False)


class FlagAnswer(TenantOwned, Base):
    """The lead's answer, which the evaluator reads."""

    __tablename__ = "flag_answer"
    __table_args__ = (belongs_to("flag"), UniqueConstraint("authority_id", "flag_id"))

    tender_id: Mapped[uuid.UUID]
    flag_id: Mapped[uuid.UUID]
    words: Mapped[str] = mapped_column(Text)
    answered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime]


class HardPassage(TenantOwned, Base):
    """The word that an answer, or one paragraph of it, may be hard to read, and why (P25).

    A later version replaces an earlier one, which stays; `paragraph` counts from 1, none is all of
    the answer. `file` and `page`: the page of a file that came with it, which is a place of its own
    (0: the answer itself).
    """

    __tablename__ = "hard_passage"
    __table_args__ = (
        belongs_to("bid"),
        belongs_to("criterion"),
        UniqueConstraint("authority_id", "bid_id", "criterion_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    version: Mapped[int]
    is_hard: Mapped[bool]
    paragraph: Mapped[int | None]
    file: Mapped[int] = mapped_column(server_default="0")
    page: Mapped[int] = mapped_column(server_default="0")
    words: Mapped[str] = mapped_column(Text)
    said_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]
