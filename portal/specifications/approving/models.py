"""What two people said before publication: asked, approved, sent back; only ever added to."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to

ASKED, APPROVED, RETURNED = STEPS = ("asked", "approved", "returned")


class PublicationWord(TenantOwned, Base):
    """One step of the approval, of exactly the text that these hashes name (R4)."""

    __tablename__ = "publication_word"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "number"),
        CheckConstraint(f"step in {STEPS}", name="step_known"),
    )

    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    step: Mapped[str]
    method_sha256: Mapped[str]
    specification_sha256: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    said_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]

    def is_of(self, method_sha256: str, specification_sha256: str) -> bool:
        """Whether it was said of what these hashes name."""
        mine = (self.method_sha256, self.specification_sha256)
        return mine == (method_sha256, specification_sha256)
