"""Bids: a draft that changes, a sealed box that doesn't, and its rows from the opening on."""

from __future__ import annotations

import json
import secrets
import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.resting import rest, rouse
from portal.core.tenancy import ProviderOwned, TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail


class BidEntry(OutsideTrail, ProviderOwned, Base):
    """A provider's own list of bids, over all authorities; never read on the buying side.

    It is answered when its letter is out, and read when somebody has opened the letter.
    `answer_by`: until when the first question to it that waits can be answered.
    """

    __tablename__ = "bid_entry"
    __table_args__ = (
        UniqueConstraint("provider_id", "tender_id"),
        CheckConstraint(
            "state in ('draft', 'submitted', 'withdrawn', 'answered', 'read')", name="state_known"
        ),
    )

    authority_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("authority.id"))
    tender_id: Mapped[uuid.UUID]
    state: Mapped[str]
    changed_at: Mapped[datetime]
    answer_by: Mapped[datetime | None]


class BidDraft(OutsideTrail, TenantOwned, Base):
    """What a provider has typed so far; a row that changes, outside the trail, locked at rest.

    `content`: `{"answers": {code: text}, "gates": {code: {"passes": bool, "evidence": text}},
    "price": text}`. `salt` goes into the bid that it becomes, so that nobody can guess its hash.
    """

    __tablename__ = "bid_draft"
    __table_args__ = (
        belongs_to("tender"),
        UniqueConstraint("authority_id", "tender_id", "provider_id"),
    )

    tender_id: Mapped[uuid.UUID]
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("provider.id"))
    box: Mapped[bytes]
    saved_at: Mapped[datetime]

    @property
    def content(self) -> dict[str, Any]:
        """What was typed."""
        found: dict[str, Any] = self._read()["content"]
        return found

    @content.setter
    def content(self, content: dict[str, Any]) -> None:
        salt = self.salt if self.box else secrets.token_hex(32)
        whole = json.dumps({"content": content, "salt": salt}, ensure_ascii=False)
        self.box = rest(whole.encode(), self._place)

    @property
    def salt(self) -> str:
        """Drawn with the draft, and the same until it is submitted: a copy has it already."""
        return str(self._read()["salt"])

    @property
    def _place(self) -> bytes:
        return f"draft/{self.tender_id}/{self.provider_id}".encode()

    def _read(self) -> dict[str, Any]:
        whole: dict[str, Any] = json.loads(rouse(self.box, self._place))
        return whole


class Submission(TenantOwned, Base):
    """A submitted bid, never changed: sealed to the tender's key until the opening (R29).

    `sha256` is of its canonical text, `box_sha256` of all that is sealed, files too.
    """

    __tablename__ = "submission"
    __table_args__ = (belongs_to("tender"),)

    tender_id: Mapped[uuid.UUID]
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("provider.id"))
    submitted_at: Mapped[datetime]
    sha256: Mapped[str]
    box: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, server_default="")
    box_sha256: Mapped[str] = mapped_column(server_default="")


class OpenedBid(TenantOwned, Base):
    """The canonical text of a bid from the opening on; its id is the submission's."""

    __tablename__ = "opened_bid"
    __table_args__ = (belongs_to("submission", "id"),)

    tender_id: Mapped[uuid.UUID]
    blob: Mapped[str] = mapped_column(Text)


class Withdrawal(TenantOwned, Base):
    """A submission that its provider took back before the deadline."""

    __tablename__ = "withdrawal"
    __table_args__ = (
        belongs_to("submission"),
        UniqueConstraint("authority_id", "submission_id"),
    )

    tender_id: Mapped[uuid.UUID]
    submission_id: Mapped[uuid.UUID]
    withdrawn_at: Mapped[datetime]


class Bid(TenantOwned, Base):
    """A bid from the opening on, known by its label alone; who sent it stands in `Origin`."""

    __tablename__ = "bid"
    __table_args__ = (belongs_to("tender"), UniqueConstraint("authority_id", "tender_id", "label"))

    tender_id: Mapped[uuid.UUID]
    label: Mapped[str]


class Origin(TenantOwned, Base):
    """Which provider and submission a bid comes from; read by the desk and after the reveal."""

    __tablename__ = "origin"
    __table_args__ = (
        belongs_to("bid", "id"),
        belongs_to("submission"),
        UniqueConstraint("authority_id", "tender_id", "provider_id"),
    )

    tender_id: Mapped[uuid.UUID]
    submission_id: Mapped[uuid.UUID]
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("provider.id"))


class Answer(TenantOwned, Base):
    """A bid's answer to one criterion's question."""

    __tablename__ = "answer"
    __table_args__ = (
        belongs_to("bid"),
        belongs_to("criterion"),
        UniqueConstraint("authority_id", "bid_id", "criterion_id"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    text: Mapped[str] = mapped_column(Text)
    words: Mapped[int]


class GateAnswer(TenantOwned, Base):
    """What a bid says to one pass/fail question; whether it passes a person confirms."""

    __tablename__ = "gate_answer"
    __table_args__ = (
        belongs_to("bid"),
        belongs_to("gate"),
        UniqueConstraint("authority_id", "bid_id", "gate_id"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    gate_id: Mapped[uuid.UUID]
    passes: Mapped[bool]
    evidence: Mapped[str] = mapped_column(Text)


class BidPrice(TenantOwned, Base):
    """A bid's price in pounds; apart from the answers, hidden until marking closes (R10)."""

    __tablename__ = "bid_price"
    __table_args__ = (belongs_to("bid", "id"),)

    tender_id: Mapped[uuid.UUID]
    amount: Mapped[Decimal]
    lines: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
