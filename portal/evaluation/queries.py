"""Reads that seats and marking share: who sits where, what was voided, which bids are left."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from portal.bids.models import Bid
from portal.bids.queries import bids_of
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.models import GateConfirmation, Seat, Voided
from portal.tenders.models import Tender

# Written once: nearly every page of an evaluator asks them.
_VOIDED = select(Voided).where(Voided.tender_id == bindparam("tender"))
_OWN_SEAT = (
    select(Seat)
    .where(Seat.tender_id == bindparam("tender"), Seat.person_id == bindparam("person"))
    .options(joinedload(Seat.criteria))
)


@dataclass(frozen=True)
class Gone:
    """The seats, and their parts in one bid, that no longer count, each with its reason (R15)."""

    seats: dict[uuid.UUID, str]
    parts: dict[tuple[uuid.UUID, uuid.UUID], str]

    def why(self, seat_id: uuid.UUID, bid_id: uuid.UUID) -> str | None:
        """Why what this seat said about this bid doesn't count; none where it does."""
        return self.seats.get(seat_id) or self.parts.get((seat_id, bid_id))


def voided_of(tender: Tender) -> Gone:
    """What no longer counts in this tender; it stays on the record (R15)."""
    rows = db.session.scalars(_VOIDED, {"tender": tender.id}).all()
    return Gone(
        {row.seat_id: row.reason for row in rows if row.bid_id is None},
        {(row.seat_id, row.bid_id): row.reason for row in rows if row.bid_id is not None},
    )


def all_seats_of(tender: Tender) -> Sequence[Seat]:
    """Every seat that was ever given, with its criteria; voided ones too."""
    wanted = select(Seat).where(Seat.tender_id == tender.id).order_by(Seat.given_at, Seat.id)
    return db.session.scalars(wanted.options(selectinload(Seat.criteria))).all()


def seats_of(tender: Tender) -> list[Seat]:
    """The seats that count, with their criteria."""
    gone = voided_of(tender).seats
    return [seat for seat in all_seats_of(tender) if seat.id not in gone]


def seat_of(actor: Actor, tender: Tender) -> Seat | None:
    """The actor's own seat with its criteria, also when it was voided."""
    rows = db.session.scalars(_OWN_SEAT, {"tender": tender.id, "person": actor.person_id})
    return rows.unique().one_or_none()


def confirmations_of(tender: Tender) -> dict[tuple[uuid.UUID, uuid.UUID], GateConfirmation]:
    """The lead's last word on each bid's pass/fail questions, by the ids of bid and gate."""
    rows = db.session.scalars(
        select(GateConfirmation)
        .where(GateConfirmation.tender_id == tender.id)
        .order_by(GateConfirmation.version)
    )
    return {(row.bid_id, row.gate_id): row for row in rows}


def bids_to_mark(tender: Tender) -> list[Bid]:
    """The bids that failed no pass/fail question, by label; the others aren't marked (R5)."""
    confirmed = confirmations_of(tender)
    failed = {bid for (bid, _gate), word in confirmed.items() if not word.passed}
    return [bid for bid in bids_of(tender) if bid.id not in failed]
