"""One paragraph of a section, its two texts side by side; frozen at publication (R4)."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to


class Paragraph(TenantOwned, Base):
    """A paragraph, with its heading or list, and its twin in plain words (P10, R28).

    `version` counts its changes: who changes it says which one they started from. Nobody is named
    where it was written before paragraphs were kept apart.
    """

    __tablename__ = "paragraph"
    __table_args__ = (
        belongs_to("tender"),
        belongs_to("section"),
        CheckConstraint("version > 0", name="version_positive"),
    )

    tender_id: Mapped[uuid.UUID]
    section_id: Mapped[uuid.UUID] = mapped_column(index=True)
    position: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    plain_words: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime | None]
