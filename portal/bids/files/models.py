"""Files of a bid: a draft's, those that were sealed with it, and those under a label."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.resting import rest, rouse
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail


class LockedFile:
    """A file that rests locked under the installation's key, with what it is."""

    PLACE: ClassVar[str]
    """Where its boxes lie: moved elsewhere they can't be opened."""

    id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    facts_box: Mapped[bytes]
    content_box: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)

    def keep(self, name: str, kind: str, content: bytes) -> None:
        """What the file is, and what is in it, locked at rest."""
        sha256 = hashlib.sha256(content).hexdigest()
        facts = {"name": name, "kind": kind, "size": len(content), "sha256": sha256}
        self.facts_box = rest(json.dumps(facts, ensure_ascii=False).encode(), self._place("facts"))
        self.content_box = rest(content, self._place("content"))

    @property
    def facts(self) -> dict[str, Any]:
        """Its `name`, `kind`, `size` and `sha256`, as the bid names it."""
        found: dict[str, Any] = json.loads(rouse(self.facts_box, self._place("facts")))
        return found

    @property
    def content(self) -> bytes:
        """What is in it."""
        return rouse(self.content_box, self._place("content"))

    def _place(self, what: str) -> bytes:
        return f"{self.PLACE}/{self.tender_id}/{self.id}/{what}".encode()


class DraftFile(LockedFile, OutsideTrail, TenantOwned, Base):
    """A file that a provider put to a question so far; it may go again until it is submitted."""

    PLACE = "draft-file"
    __tablename__ = "draft_file"
    __table_args__ = (
        belongs_to("tender"),
        belongs_to("criterion"),
        Index("ix_draft_file_of", "authority_id", "tender_id", "provider_id"),
    )

    tender_id: Mapped[uuid.UUID]
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("provider.id"))
    criterion_id: Mapped[uuid.UUID]
    saved_at: Mapped[datetime]


class FileBox(TenantOwned, Base):
    """A file as it was submitted, sealed to the tender's key; of what, its bid tells (R29)."""

    __tablename__ = "file_box"
    __table_args__ = (
        belongs_to("submission"),
        UniqueConstraint("authority_id", "submission_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    submission_id: Mapped[uuid.UUID]
    number: Mapped[int]
    box: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class SealedFile(TenantOwned, Base):
    """A file as it was sealed, from the opening on; the bid's text has its SHA-256 (R29)."""

    __tablename__ = "sealed_file"
    __table_args__ = (
        belongs_to("submission"),
        belongs_to("criterion"),
        UniqueConstraint("authority_id", "submission_id", "criterion_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    submission_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    number: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Attachment(TenantOwned, Base):
    """A file of a bid from the opening on, by label, question and number; without its name."""

    __tablename__ = "attachment"
    __table_args__ = (
        belongs_to("bid"),
        belongs_to("criterion"),
        belongs_to("sealed_file", "file_id"),
        UniqueConstraint("authority_id", "bid_id", "criterion_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    number: Mapped[int]
    kind: Mapped[str]
    sha256: Mapped[str]
    file_id: Mapped[uuid.UUID]
