"""The order of approvers, each one's yes but the last one's, their questions and the answers."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to


class ApproverPlace(TenantOwned, Base):
    """Who approves in which place; a later version of the whole order replaces an earlier one."""

    __tablename__ = "approver_place"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "version", "place"),
    )

    tender_id: Mapped[uuid.UUID]
    version: Mapped[int]
    place: Mapped[int]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    set_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]


class Endorsement(TenantOwned, Base):
    """An approver's yes after which another one follows; the last one's is the `Approval`."""

    __tablename__ = "endorsement"
    __table_args__ = (
        belongs_to("decision"),
        UniqueConstraint("authority_id", "decision_id", "place"),
    )

    tender_id: Mapped[uuid.UUID]
    decision_id: Mapped[uuid.UUID]
    place: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    given_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]


class ApproverQuestion(TenantOwned, Base):
    """What an approver asks before they give their word; the decision waits for its answer."""

    __tablename__ = "approver_question"
    __table_args__ = (
        belongs_to("decision"),
        UniqueConstraint("authority_id", "tender_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    decision_id: Mapped[uuid.UUID]
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]


class ApproverAnswer(TenantOwned, Base):
    """What the lead answered to an approver's question."""

    __tablename__ = "approver_answer"
    __table_args__ = (belongs_to("approver_question", "id"),)

    tender_id: Mapped[uuid.UUID]
    words: Mapped[str] = mapped_column(Text)
    answered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime]
