"""What stands between a decision and its contract, only ever added to (R23–R25)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.tenders.models import ProclaimedDay as ProclaimedDay

CLAIM, REPRESENTATION = "claim", "representation"
INFORMATION, REVIEW, ENDED = "information", "review", "ended"
UPHELD, WITHDRAWN = "upheld", "withdrawn"
ENDS = (WITHDRAWN, "settled", "dismissed", "lifted", UPHELD)
"""How a claim ends; one that was upheld never lets this decision lead to a contract (s.101)."""

ENTER, GO_BACK, ABANDON = "enter", "go_back", "abandon"
OUTCOMES = (ENTER, GO_BACK, ABANDON)
"""What a further decision may say (R24)."""


class StandstillMove(TenantOwned, Base):
    """A later last day of a running standstill, since a day was proclaimed (R25)."""

    __tablename__ = "standstill_move"
    __table_args__ = (
        belongs_to("tender"),
        belongs_to("proclaimed_day", "proclaimed_id"),
        CheckConstraint("ends_on > was_on", name="only_later"),
    )

    tender_id: Mapped[uuid.UUID]
    of_id: Mapped[uuid.UUID]
    """The award notice or the further decision whose last day it is."""
    proclaimed_id: Mapped[uuid.UUID]
    was_on: Mapped[date]
    ends_on: Mapped[date]
    moved_at: Mapped[datetime]


class Claim(TenantOwned, Base):
    """A claim (s.101) or a representation (R24), by the provider itself or noted by the lead."""

    __tablename__ = "claim"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "number"),
        CheckConstraint(f"kind in {(CLAIM, REPRESENTATION)}", name="kind_known"),
    )

    tender_id: Mapped[uuid.UUID]
    number: Mapped[int]
    kind: Mapped[str]
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("provider.id"))
    notified_on: Mapped[date]
    is_in_time: Mapped[bool]
    """Whether it came while the standstill ran: only then it stops the contract."""
    asks: Mapped[bool]
    """Whether it asks for information too."""
    words: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class ClaimStep(TenantOwned, Base):
    """What was done about a claim or a representation: information, a review, its end."""

    __tablename__ = "claim_step"
    __table_args__ = (
        belongs_to("claim"),
        UniqueConstraint("authority_id", "claim_id", "number"),
        CheckConstraint(f"(step = '{ENDED}') = (how is not null)", name="an_end_has_its_how"),
        CheckConstraint(f"step in {(INFORMATION, REVIEW, ENDED)}", name="step_known"),
        CheckConstraint(f"how in {ENDS}", name="how_known"),
    )

    tender_id: Mapped[uuid.UUID]
    claim_id: Mapped[uuid.UUID]
    number: Mapped[int]
    step: Mapped[str]
    how: Mapped[str | None]
    done_on: Mapped[date]
    words: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class FurtherDecision(TenantOwned, Base):
    """The reasoned decision after representations; five working days more follow it (R24)."""

    __tablename__ = "further_decision"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "version"),
        CheckConstraint(f"outcome in {OUTCOMES}", name="outcome_known"),
    )

    tender_id: Mapped[uuid.UUID]
    version: Mapped[int]
    outcome: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    told_on: Mapped[date]
    standstill_ends_on: Mapped[date]
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]


class Contract(TenantOwned, Base):
    """The contract: the day on which it was entered, and how long it runs (R20, R26)."""

    __tablename__ = "contract"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_it_starts"),
    )

    tender_id: Mapped[uuid.UUID]
    signed_on: Mapped[date]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    package: Mapped[str] = mapped_column(default="", server_default="")
    """The package of the price schedule that is bought; '' where there are none (P12)."""
    package_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class ContractNotice(TenantOwned, Base):
    """The day on which the notice about the contract came out; a later version corrects (R20)."""

    __tablename__ = "contract_notice"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "version"),
    )

    tender_id: Mapped[uuid.UUID]
    version: Mapped[int]
    published_on: Mapped[date]
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]
