"""The register of an authority's contracts: when each ends, and when the next cycle begins."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to


class RegisteredContract(TenantOwned, Base):
    """A contract of the authority, from a tender here or from elsewhere (P27).

    `latest_end_on`: its last day if every extension is used; `begun_on`: the day on which somebody
    said that understanding what is needed next has begun.
    """

    __tablename__ = "registered_contract"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_it_starts"),
        CheckConstraint("latest_end_on >= ends_on", name="extensions_are_later"),
    )

    tender_id: Mapped[uuid.UUID | None]
    title: Mapped[str]
    reference: Mapped[str]
    provider_name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    latest_end_on: Mapped[date | None]
    begun_on: Mapped[date | None]
    begun_words: Mapped[str] = mapped_column(Text, default="", server_default="")
    entered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
