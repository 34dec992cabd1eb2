"""Reads that seats and marking share: who sits where, what was voided, which bids are left."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, cast, exists, literal, null, select, union_all
from sqlalchemy.orm import aliased, joinedload, selectinload

from portal.bids.models import Bid
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.together import NO_ID
from portal.core.words import say
from portal.evaluation.models import GateConfirmation, Seat, Voided
from portal.evaluation.models_compliance import GROUNDS, BidRuling
from portal.evaluation.models_conflicts import KeptOut
from portal.tenders.models import Tender
from portal.tenders.stages import is_at_least

# Written once: nearly every page of an evaluator asks them.
_VOIDED = union_all(
    select(
        Voided.seat_id,
        Voided.bid_id,
        Voided.reason,
        literal(True).label("is_told"),
        cast(null(), KeptOut.kept_at.type).label("kept_at"),
    ).where(Voided.tender_id == bindparam("tender")),
    select(KeptOut.seat_id, KeptOut.bid_id, literal(""), KeptOut.is_told, KeptOut.kept_at).where(
        KeptOut.tender_id == bindparam("tender")
    ),
)
_OWN_SEAT = (
    select(Seat)
    .where(Seat.tender_id == bindparam("tender"), Seat.person_id == bindparam("person"))
    .options(joinedload(Seat.criteria))
)


_LATER_WORD, _LATER_RULING = aliased(GateConfirmation), aliased(BidRuling)
_IS_LAST_RULING = ~exists().where(
    _LATER_RULING.bid_id == BidRuling.bid_id,
    _LATER_RULING.ground == BidRuling.ground,
    _LATER_RULING.version > BidRuling.version,
)


def is_disregarded(bid_id: Any) -> ColumnElement[bool]:
    """Whether people disregard a bid, on one ground at least."""
    return exists().where(BidRuling.bid_id == bid_id, BidRuling.is_out, _IS_LAST_RULING)


DISREGARDED = (
    select(BidRuling.tender_id, NO_ID, BidRuling.bid_id)
    .where(BidRuling.is_out, _IS_LAST_RULING)
    .distinct()
)
"""The bids (and no seat) that people disregard."""
VOIDED = select(Voided.tender_id, Voided.seat_id, Voided.bid_id)
"""The seats (no bid) and their parts in one bid that were taken out of the count."""
KEPT_FROM = select(KeptOut.tender_id, KeptOut.seat_id, KeptOut.bid_id).where(KeptOut.is_told)
"""The parts that a later conflict took out, as people are told while others mark."""
IS_LAST_WORD = ~exists().where(
    _LATER_WORD.bid_id == GateConfirmation.bid_id,
    _LATER_WORD.gate_id == GateConfirmation.gate_id,
    _LATER_WORD.version > GateConfirmation.version,
)
"""Whether the lead said nothing later on the same question of the same bid."""
_FAILED = exists().where(GateConfirmation.bid_id == Bid.id, ~GateConfirmation.passed, IS_LAST_WORD)
_TO_MARK = (
    select(Bid)
    .where(Bid.tender_id == bindparam("tender"), ~_FAILED, ~is_disregarded(Bid.id))
    .order_by(Bid.label)
)
_OUT = select(BidRuling).where(
    BidRuling.tender_id == bindparam("tender"), BidRuling.is_out, _IS_LAST_RULING
)

KEPT_OUT = say("A conflict came to light after marking had begun.")
Part = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True)
class Gone:
    """The seats, and their parts in one bid, that no longer count, each with its reason (R15).

    `kept`: the parts that a later conflict took out, and when; `unseen`: those of them that nobody
    may be told of, since the evaluator would learn whose bid it is (R16).
    """

    seats: dict[uuid.UUID, str]
    parts: dict[Part, str]
    kept: dict[Part, datetime] = field(default_factory=dict)
    unseen: frozenset[Part] = frozenset()

    def why(self, seat_id: uuid.UUID, bid_id: uuid.UUID) -> str | None:
        """Why what this seat said about this bid doesn't count; none where it does."""
        return self.seats.get(seat_id) or self.parts.get((seat_id, bid_id))

    def told(self, seat_id: uuid.UUID, bid_id: uuid.UUID) -> str | None:
        """The same as its evaluator and the leads are told while others mark."""
        if (seat_id, bid_id) in self.unseen:
            return self.seats.get(seat_id)
        return self.why(seat_id, bid_id)


def voided_of(tender: Tender) -> Gone:
    """What no longer counts in this tender; it stays on the record (R15)."""
    rows = db.session.execute(_VOIDED, {"tender": tender.id}).all()
    words = [row for row in rows if row.kept_at is None]
    later = [row for row in rows if row.kept_at is not None]
    parts = {(row.seat_id, row.bid_id): row.reason for row in words if row.bid_id is not None}
    told = {(row.seat_id, row.bid_id) for row in later if row.is_told} | parts.keys()
    kept = {(row.seat_id, row.bid_id): row.kept_at for row in later}
    return Gone(
        {row.seat_id: row.reason for row in words if row.bid_id is None},
        dict.fromkeys(kept, KEPT_OUT) | parts,
        kept,
        frozenset() if is_at_least(tender, "released") else frozenset(kept.keys() - told),
    )


def gone_among(seats: Iterable[uuid.UUID]) -> list[tuple[uuid.UUID, uuid.UUID | None]]:
    """Which of several seats (no bid) and of their parts no longer count, as people are told while
    others mark."""
    these = list(seats)
    voided = VOIDED.where(Voided.seat_id.in_(these))
    kept = KEPT_FROM.where(KeptOut.seat_id.in_(these))
    rows: Iterable[tuple[Any, ...]] = db.session.execute(union_all(voided, kept))
    return [(seat_id, bid_id) for _tender, seat_id, bid_id in rows]


def all_seats_of(tender: Tender) -> Sequence[Seat]:
    """Every seat that was ever given, with its criteria; voided ones too."""
    wanted = select(Seat).where(Seat.tender_id == tender.id).order_by(Seat.given_at, Seat.id)
    return db.session.scalars(wanted.options(selectinload(Seat.criteria))).all()


def seats_of(tender: Tender) -> list[Seat]:
    """The seats that count, with their criteria."""
    gone = voided_of(tender).seats
    return [seat for seat in all_seats_of(tender) if seat.id not in gone]


def voices_of(tender: Tender) -> list[Seat]:
    """The seats that count, two who mark as one as one of them: by the first (P7, R19)."""
    return [seat for seat in seats_of(tender) if seat.beside_id is None]


def second_beside(tender: Tender, seat: Seat) -> Seat | None:
    """Who marks as one with the holder of a seat, unless they were taken out of the count."""
    beside = select(Seat).where(Seat.tender_id == tender.id, Seat.beside_id == seat.id)
    found = db.session.scalars(beside).all()
    gone = voided_of(tender).seats if found else {}
    return next((each for each in found if each.id not in gone), None)


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
    """The bids that failed no pass/fail question and aren't disregarded, by label; the others
    aren't marked (R5, R11, R17)."""
    return list(db.session.scalars(_TO_MARK, {"tender": tender.id}))


def disregarded_of(tender: Tender) -> dict[uuid.UUID, list[BidRuling]]:
    """The bids that people disregard, by id: on each of its grounds the last word, in the order of
    grounds; the first of them stands in a run."""
    rows = db.session.scalars(_OUT, {"tender": tender.id}).all()
    found: dict[uuid.UUID, list[BidRuling]] = {}
    for row in sorted(rows, key=lambda each: GROUNDS.index(each.ground)):
        found.setdefault(row.bid_id, []).append(row)
    return found
