"""How much influence each group has at each stage, and what a panel says to what is published."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to

STEPS = ("plan", "write", "mark", "decide", "review")
DEGREES = ("informed", "consulted", "shared", "own", "own_shared")
"""Treseder's five, which are no ladder (P3): assigned but informed; consulted and informed;
adult-initiated, shared decisions; child-initiated and directed; child-initiated, shared."""
SAID = ("yes", "worry", "no", "pass")


class Influence(TenantOwned, Base):
    """What one group can do at one step of a tender; an empty cell has its reason (P1.9, P3, P15).

    Without a degree the group is left out, `words` is why, and nothing is said before a version
    with `approved_by`: who approved it. The last version counts.
    """

    __tablename__ = "influence"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "step", "kind", "version"),
        CheckConstraint(f"step in {STEPS}", name="step_known"),
        CheckConstraint("kind in ('young', 'parent')", name="kind_known"),
        CheckConstraint(f"degree is null or degree in {DEGREES}", name="degree_known"),
        CheckConstraint("approved_by is null or degree is null", name="left_out_by_somebody"),
    )

    tender_id: Mapped[uuid.UUID]
    step: Mapped[str]
    kind: Mapped[str]
    version: Mapped[int]
    degree: Mapped[str | None]
    words: Mapped[str] = mapped_column(Text)
    cannot_change: Mapped[str] = mapped_column(Text)
    approved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    stated_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    stated_at: Mapped[datetime]


class Understood(TenantOwned, Base):
    """A member says that they understood how much influence they have, as it was stated then."""

    __tablename__ = "influence_understood"
    __table_args__ = (
        belongs_to("tender"),
        belongs_to("panel_member", "member_id"),
        UniqueConstraint("authority_id", "tender_id", "member_id", "digest"),
    )

    tender_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]
    digest: Mapped[str]
    at: Mapped[datetime]


class SignOffAsked(TenantOwned, Base):
    """A panel is asked whether it agrees with how bids will be marked, as it is written then.

    `specification_sha256` is of the parts that it is asked about, as a notice has them.
    """

    __tablename__ = "panel_sign_off"
    __table_args__ = (
        belongs_to("tender"),
        belongs_to("panel"),
        UniqueConstraint("authority_id", "tender_id", "panel_id", "number"),
    )

    tender_id: Mapped[uuid.UUID]
    panel_id: Mapped[uuid.UUID]
    number: Mapped[int]
    method_sha256: Mapped[str]
    specification_sha256: Mapped[str]
    closes_on: Mapped[date]
    asked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]


class SignOffSaid(TenantOwned, Base):
    """One member's word: yes, yes with a worry, no (with a reason), or pass; the last counts."""

    __tablename__ = "panel_sign_off_said"
    __table_args__ = (
        belongs_to("panel_sign_off", "sign_off_id"),
        belongs_to("panel_member", "member_id"),
        UniqueConstraint("authority_id", "sign_off_id", "member_id", "version"),
        CheckConstraint(f"said in {SAID}", name="said_known"),
    )

    sign_off_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]
    version: Mapped[int]
    said: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime]


class WorryAnswered(TenantOwned, Base):
    """The lead's public answer to a worry or a no, which names nobody (R19)."""

    __tablename__ = "worry_answered"
    __table_args__ = (
        belongs_to("panel_sign_off_said", "said_id"),
        UniqueConstraint("authority_id", "said_id"),
    )

    said_id: Mapped[uuid.UUID]
    tender_id: Mapped[uuid.UUID]
    worry: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    answered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime]


class WithoutSignOff(TenantOwned, Base):
    """Why a tender is published though a panel hasn't agreed; the reason is published too (R4)."""

    __tablename__ = "without_sign_off"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    version: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    given_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]


class CoproductionLead(TenantOwned, Base):
    """Who sees to it that a tender is written together, by name (P26); its id is the tender's."""

    __tablename__ = "coproduction_lead"
    __table_args__ = (belongs_to("tender", "id"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime]
