"""What an authority keeps to begin with again: templates, questions, scales, pass or fail."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned

KINDS = ("template", "scales", "criteria", "gates")


class LibraryItem(TenantOwned, Base):
    """A whole template, or one part as it stood when it was kept; never a person, bid or mark."""

    __tablename__ = "library_item"
    __table_args__ = (CheckConstraint(f"kind in {KINDS}", name="kind_known"),)

    kind: Mapped[str]
    title: Mapped[str]
    content: Mapped[dict[str, Any]]
    kept_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    kept_at: Mapped[datetime]
