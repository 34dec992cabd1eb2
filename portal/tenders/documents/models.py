"""Documents of the authority: those that wait for the next publication, and those that are out."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to


class TenderDocument(TenantOwned, Base):
    """A document that goes out with the publication, or with the next amendment."""

    __tablename__ = "tender_document"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "sha256"),
    )

    tender_id: Mapped[uuid.UUID]
    name: Mapped[str]
    kind: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_at: Mapped[datetime]

    def told(self) -> dict[str, Any]:
        """What the published specification says of it; whole numbers and texts alone."""
        names = ("name", "kind", "size", "sha256")
        return {name: getattr(self, name) for name in names}


class NoticeDocument(Base):
    """A document as it was published with a version of the notice, in the directory (R4)."""

    __tablename__ = "notice_document"
    __table_args__ = (UniqueConstraint("notice_id", "sha256"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    notice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notice.id"))
    version: Mapped[int]
    number: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    published_at: Mapped[datetime]
