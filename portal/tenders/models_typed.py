"""What somebody is still writing on a page of a tender: rows that change and go."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail


class TypedDraft(OutsideTrail, TenantOwned, Base):
    """The words of one person in one place, until they are sent; nobody else reads them.

    `place`: which form, such as 'claim' or 'question 3'.
    """

    __tablename__ = "typed_draft"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "person_id", "place"),
    )

    tender_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    place: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]
