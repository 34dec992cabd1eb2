"""What letters gain before they go out, what is kept back, and what is asked after them."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail


class LetterAddition(TenantOwned, Base):
    """What the lead adds to a letter, or to one criterion of it; the newest version counts (R21).

    `part`: a criterion's code, or the letter as a whole; `overruled`: warnings that the lead read
    and went past. Empty words take an earlier addition out again.
    """

    __tablename__ = "letter_addition"
    __table_args__ = (
        belongs_to("bid"),
        UniqueConstraint("authority_id", "bid_id", "part", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    part: Mapped[str]
    version: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    overruled: Mapped[list[Any]]
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]


class WithheldPassage(TenantOwned, Base):
    """A passage that letters don't show, with its ground and why (R21, s.94); or one that names
    somebody and stands, and why."""

    __tablename__ = "withheld_passage"
    __table_args__ = (
        belongs_to("bid"),
        UniqueConstraint("authority_id", "bid_id", "part", "number"),
        CheckConstraint(
            "ground in ('security', 'commercial', 'name', 'stands')", name="ground_known"
        ),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    part: Mapped[str]
    number: Mapped[int]
    passage: Mapped[str] = mapped_column(Text)
    ground: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    withheld_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    withheld_at: Mapped[datetime]


class WithheldEnd(TenantOwned, Base):
    """A passage is shown again; its id is the passage's."""

    __tablename__ = "withheld_end"
    __table_args__ = (belongs_to("withheld_passage", "id"),)

    tender_id: Mapped[uuid.UUID]
    ended_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime]


class DebriefDay(TenantOwned, Base):
    """Until when providers may ask about their letters; a later version is never earlier."""

    __tablename__ = "debrief_day"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    version: Mapped[int]
    day: Mapped[date]
    set_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]


class DebriefQuestion(TenantOwned, Base):
    """What a provider asks about its letter; it stays as it was written (R26)."""

    __tablename__ = "debrief_question"
    __table_args__ = (
        belongs_to("letter"),
        UniqueConstraint("authority_id", "letter_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    letter_id: Mapped[uuid.UUID]
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]


class DebriefAnswer(TenantOwned, Base):
    """The lead's answer, or why there can be none; its id is the question's (R26)."""

    __tablename__ = "debrief_answer"
    __table_args__ = (belongs_to("debrief_question", "id"),)

    tender_id: Mapped[uuid.UUID]
    is_refused: Mapped[bool]
    words: Mapped[str] = mapped_column(Text)
    overruled: Mapped[list[Any]]
    answered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime]


class FilesWanted(OutsideTrail, TenantOwned, Base):
    """Somebody wants all letters of a tender as files: the row alone is the work to do.

    `failed_at`: when a letter couldn't be made; nobody tries again until somebody asks to.
    """

    __tablename__ = "letter_files_wanted"
    __table_args__ = (belongs_to("tender"), UniqueConstraint("authority_id", "tender_id"))

    tender_id: Mapped[uuid.UUID]
    wanted_at: Mapped[datetime]
    failed_at: Mapped[datetime | None]


class LetterFile(OutsideTrail, TenantOwned, Base):
    """A released letter as a PDF, made ahead; what isn't there is still to be made."""

    __tablename__ = "letter_file"
    __table_args__ = (belongs_to("letter"), UniqueConstraint("authority_id", "letter_id"))

    tender_id: Mapped[uuid.UUID]
    letter_id: Mapped[uuid.UUID]
    made: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
