"""Seats and sheets, and the evidence that is only ever added to: marks, agreed marks, runs."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.evaluation.models_drafts import Draft as Draft
from portal.evaluation.models_drafts import ModerationDraft as ModerationDraft
from portal.evaluation.models_pairs import SeatPair as SeatPair
from portal.evaluation.models_pairs import SheetYes as SheetYes
from portal.evaluation.models_room import Dissent as Dissent
from portal.evaluation.models_room import Overruled as Overruled


class GateConfirmation(TenantOwned, Base):
    """The lead's word on one pass/fail question of one bid, and why; the last one counts."""

    __tablename__ = "gate_confirmation"
    __table_args__ = (
        belongs_to("bid"),
        belongs_to("gate"),
        UniqueConstraint("authority_id", "bid_id", "gate_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    gate_id: Mapped[uuid.UUID]
    version: Mapped[int]
    passed: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    confirmed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime]


class Seat(TenantOwned, Base):
    """A place in a group of evaluators, and who holds it.

    `after_start`: a reserve who stepped in when marking had begun; their sheets come later (P14).
    """

    __tablename__ = "seat"
    __table_args__ = (
        belongs_to("tender"),
        belongs_to("evaluator_group", "group_id"),
        UniqueConstraint("authority_id", "tender_id", "person_id"),
    )

    tender_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    group_id: Mapped[uuid.UUID]
    given_at: Mapped[datetime]
    after_start: Mapped[bool] = mapped_column(default=False)

    criteria: Mapped[list[SeatCriterion]] = relationship(viewonly=True)

    @property
    def sheets_seat_id(self) -> uuid.UUID:
        """The seat whose sheets its holder marks: of two who mark as one, the first one's."""
        return self.beside_id or self.id

    if TYPE_CHECKING:
        beside_id: Mapped[uuid.UUID | None]
        """The seat beside which its holder marks as one of two; none for who marks alone."""


Seat.beside_id = column_property(
    select(SeatPair.beside_id)
    .where(SeatPair.authority_id == Seat.authority_id, SeatPair.id == Seat.id)
    .correlate_except(SeatPair)
    .scalar_subquery()
)


class SeatCriterion(TenantOwned, Base):
    """A criterion that the holder of a seat marks."""

    __tablename__ = "seat_criterion"
    __table_args__ = (
        belongs_to("seat"),
        belongs_to("criterion"),
        UniqueConstraint("authority_id", "seat_id", "criterion_id"),
    )

    tender_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]


class Declaration(TenantOwned, Base):
    """What an evaluator declared about one bidder, without knowing which bid is whose (R16).

    A later version replaces an earlier one, which stays. It needs a decision when it, or an earlier
    one, tells of an interest: who takes one back doesn't decide on it.
    """

    __tablename__ = "declaration"
    __table_args__ = (
        belongs_to("seat"),
        UniqueConstraint("authority_id", "seat_id", "provider_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("provider.id"))
    version: Mapped[int]
    has_used: Mapped[bool]
    has_interest: Mapped[bool]
    details: Mapped[str] = mapped_column(Text)
    needs_decision: Mapped[bool]
    declared_at: Mapped[datetime]


class ConflictDecision(TenantOwned, Base):
    """A person's decision on a declared interest: kept from that bidder's bid, or not (R16)."""

    __tablename__ = "conflict_decision"
    __table_args__ = (belongs_to("declaration", "id"),)

    tender_id: Mapped[uuid.UUID]
    is_kept_from: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]


class Sheet(TenantOwned, Base):
    """One evaluator and one bid; `position` is its place in that evaluator's own shuffled order."""

    __tablename__ = "sheet"
    __table_args__ = (
        belongs_to("seat"),
        belongs_to("bid"),
        UniqueConstraint("authority_id", "seat_id", "bid_id"),
    )

    tender_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    position: Mapped[int]
    sent_at: Mapped[datetime | None]


class Mark(TenantOwned, Base):
    """A number given, or a pass (P7), and why; a new one names the one that it replaces (R15).

    `way`: how the reason came about, 'typed', 'cards' (chosen sentences) or 'helper'; none of a
    pass, and of marks from before it was asked.
    """

    __tablename__ = "mark"
    __table_args__ = (
        belongs_to("sheet"),
        belongs_to("criterion"),
        belongs_to("mark", "replaces_id"),
        UniqueConstraint("authority_id", "sheet_id", "criterion_id", "version"),
        CheckConstraint("is_pass = (mark is null)", name="number_or_pass"),
        CheckConstraint("(version = 1) = (replaces_id is null)", name="names_what_it_replaces"),
    )

    tender_id: Mapped[uuid.UUID]
    sheet_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    version: Mapped[int]
    replaces_id: Mapped[uuid.UUID | None]
    mark: Mapped[Decimal | None]
    is_pass: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    way: Mapped[str | None]
    recorded_at: Mapped[datetime]


class Voided(TenantOwned, Base):
    """The lead’s word that a seat, or its part in one bid, no longer counts; both stay (R15).

    It names the bid and not the sheet: where somebody is kept from a bid there is no sheet, and the
    word must read the same (R16).
    """

    __tablename__ = "voided"
    __table_args__ = (
        belongs_to("seat"),
        belongs_to("bid"),
        UniqueConstraint("authority_id", "seat_id", "bid_id"),
    )

    tender_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID | None]
    reason: Mapped[str] = mapped_column(Text)
    voided_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    voided_at: Mapped[datetime]


class Moderation(TenantOwned, Base):
    """The record of one bid and criterion (R13): both sides, how they were reconciled, the reason.

    A later version replaces an earlier one, which stays.
    """

    __tablename__ = "moderation"
    __table_args__ = (
        belongs_to("bid"),
        belongs_to("criterion"),
        UniqueConstraint("authority_id", "bid_id", "criterion_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    version: Mapped[int]
    points_for: Mapped[str] = mapped_column(Text)
    points_against: Mapped[str] = mapped_column(Text)
    reconciled: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    next_mark: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]

    agreed: Mapped[list[AgreedMark]] = relationship(viewonly=True)
    present: Mapped[list[Presence]] = relationship(viewonly=True)
    sign_offs: Mapped[list[SignOff]] = relationship(viewonly=True)
    dissents: Mapped[list[Dissent]] = relationship(viewonly=True)
    overruled: Mapped[Overruled | None] = relationship(viewonly=True)


class AgreedMark(TenantOwned, Base):
    """The whole mark that a group agreed in moderation; no group: all groups together (R12)."""

    __tablename__ = "agreed_mark"
    __table_args__ = (
        belongs_to("moderation"),
        belongs_to("evaluator_group", "group_id"),
        UniqueConstraint("authority_id", "moderation_id", "group_id"),
    )

    tender_id: Mapped[uuid.UUID]
    moderation_id: Mapped[uuid.UUID]
    group_id: Mapped[uuid.UUID | None]
    mark: Mapped[Decimal]


class Presence(TenantOwned, Base):
    """Who was there when a moderation was recorded (R13)."""

    __tablename__ = "presence"
    __table_args__ = (
        belongs_to("moderation"),
        belongs_to("seat"),
        UniqueConstraint("authority_id", "moderation_id", "seat_id"),
    )

    tender_id: Mapped[uuid.UUID]
    moderation_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]


class SignOff(TenantOwned, Base):
    """A member's word that the record is a full and fair summary (R13)."""

    __tablename__ = "sign_off"
    __table_args__ = (
        belongs_to("moderation"),
        belongs_to("seat"),
        UniqueConstraint("authority_id", "moderation_id", "seat_id"),
    )

    tender_id: Mapped[uuid.UUID]
    moderation_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    signed_at: Mapped[datetime]


class Run(TenantOwned, Base):
    """One calculation: its whole input, its result and digest; anyone can recompute it (R6)."""

    __tablename__ = "run"
    __table_args__ = (belongs_to("tender"), UniqueConstraint("authority_id", "tender_id", "number"))

    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    input: Mapped[str] = mapped_column(Text)
    result: Mapped[str] = mapped_column(Text)
    digest: Mapped[str]
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
