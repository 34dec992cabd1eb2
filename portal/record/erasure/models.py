"""What may be redacted, by a row that says so; and who asked to be erased."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Person
from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to


class Redaction(TenantOwned, Base):
    """A text of one row that was changed because it told of a person, and what it says now (R26).

    A trigger lets that column become this text and no other. `old_seal` is the hash of the old one
    in the log's leaf, or nothing where its person was erased. Nobody redacts what is redacted again
    after a restore. A later redaction of the same text
    replaces this row, lest the first one keep what the second takes out.
    """

    __tablename__ = "redaction"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "of_table", "of_row", "of_column"),
    )

    tender_id: Mapped[uuid.UUID]
    of_table: Mapped[str]
    of_row: Mapped[uuid.UUID]
    of_column: Mapped[str]
    old_seal: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    redacted_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    redacted_at: Mapped[datetime]


class ErasureRequest(Base):
    """A person's word that they want to be erased, in the directory: it belongs to no tenant."""

    __tablename__ = "erasure_request"
    __table_args__ = (UniqueConstraint("person_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
