"""What has to be there before marking starts, and the sheets that it would begin with."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.bids.desk.queries import waits_for_desk
from portal.bids.models import Bid
from portal.bids.queries import bids_of, origins_of
from portal.evaluation.models import Declaration, Seat
from portal.evaluation.queries import (
    bids_to_mark,
    confirmations_of,
    disregarded_of,
    seats_of,
)
from portal.evaluation.seats.queries import (
    barred_from_seats,
    criteria_marked_by,
    decisions_of,
    declarations_of,
)
from portal.specifications.models import Criterion, Group
from portal.specifications.queries import criteria_of, gates_of, groups_of, settings_of
from portal.tenders.models import Tender
from scoring.disclosure import LEAST

Pair = tuple[Group, Criterion]
Sheets = tuple[Seat, list[Bid]]


@dataclass(frozen=True)
class Readiness:
    """What is missing before marking can start; nothing here says who is kept from what (R16)."""

    unconfirmed: Sequence[tuple[Bid, str]] = ()
    unmarked: Sequence[Pair] = ()
    too_few: Sequence[tuple[Group, Criterion, int]] = ()
    undeclared: Sequence[Seat] = ()
    undecided: int = 0
    barred: Sequence[Seat] = ()
    emptied: Sequence[Pair] = ()
    waits_for_desk: bool = False
    bids: Sequence[Bid] = ()
    sheets: Sequence[Sheets] = field(default=(), repr=False)
    least: int = LEAST
    """Of so many people an average may be made in this tender (R19)."""

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing."""
        missing = (self.unconfirmed, self.unmarked, self.too_few, self.undeclared, self.barred)
        return not any((*missing, self.emptied, self.undecided, self.waits_for_desk))


def readiness_of(tender: Tender) -> Readiness:
    """Compare what is there with what R5, R7, R16 and R19 ask for; a fixed number of queries."""
    people, bids, declared = seats_of(tender), bids_to_mark(tender), declarations_of(tender)
    seats = [seat for seat in people if seat.beside_id is None]
    decisions, pairs = decisions_of(tender), pairs_of(tender)
    kept = _kept_apart(tender, declared, {each.id: each.sheets_seat_id for each in people})
    sheets = [
        (seat, [bid for bid in bids if bid.id not in kept.get(seat.id, ())]) for seat in seats
    ]
    seated, answered = {seat.id for seat in people}, {each.seat_id for each in declared}
    waiting = [d for d in declared if d.needs_decision and d.id not in decisions]
    barred = barred_from_seats(tender, [seat.person_id for seat in people])
    return Readiness(
        unconfirmed=_unconfirmed(tender),
        unmarked=[pair for pair in pairs if bids and not _seats_on(pair, seats)],
        too_few=_too_few(pairs, seats, tender.least_shown) if bids else [],
        undeclared=[seat for seat in people if bids and seat.id not in answered],
        undecided=sum(each.seat_id in seated for each in waiting),
        barred=[seat for seat in people if seat.person_id in barred],
        least=tender.least_shown,
        emptied=emptied(tender, pairs, sheets, bids),
        waits_for_desk=waits_for_desk(tender),
        bids=bids,
        sheets=sheets,
    )


def pairs_of(tender: Tender) -> list[Pair]:
    """Each group with each criterion that it marks."""
    criteria = criteria_of(tender)
    return [
        (group, criterion)
        for group in groups_of(tender)
        for criterion in criteria_marked_by(group, criteria)
    ]


def _unconfirmed(tender: Tender) -> list[tuple[Bid, str]]:
    confirmed, gates, out = confirmations_of(tender), gates_of(tender), disregarded_of(tender)
    return [
        (bid, gate.code)
        for bid in bids_of(tender)
        if bid.id not in out
        for gate in gates
        if (bid.id, gate.id) not in confirmed
    ]


def _kept_apart(
    tender: Tender, declared: Sequence[Declaration], sheets_of: dict[uuid.UUID, uuid.UUID]
) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Which seat is kept from which bids: names become bids here alone, and nobody reads it.

    Two who mark as one are kept from the bids that one of them is kept from."""
    decisions = decisions_of(tender)
    bid_of = {origin.provider_id: bid_id for bid_id, origin in origins_of(tender).items()}
    kept: dict[uuid.UUID, set[uuid.UUID]] = {}
    for each in declared:
        decision = decisions.get(each.id)
        if decision and decision.is_kept_from and each.seat_id in sheets_of:
            kept.setdefault(sheets_of[each.seat_id], set()).add(bid_of[each.provider_id])
    return kept


def _seats_on(pair: Pair, seats: Sequence[Seat]) -> list[Seat]:
    group, criterion = pair
    return [
        seat
        for seat in seats
        if seat.group_id == group.id and criterion.id in {c.criterion_id for c in seat.criteria}
    ]


def _too_few(
    pairs: Sequence[Pair], seats: Sequence[Seat], least: int
) -> list[tuple[Group, Criterion, int]]:
    """A mean or median is only ever made of `least` people or more who really sit there (R19)."""
    counted = [(*pair, len(_seats_on(pair, seats))) for pair in pairs]
    return [each for each in counted if each[1].group_mark != "agreed" and 0 < each[2] < least]


def emptied(
    tender: Tender, pairs: Sequence[Pair], sheets: Sequence[Sheets], bids: Sequence[Bid]
) -> list[Pair]:
    """Who has seats for a criterion, yet nobody left for one of the bids (R16).

    Where the published rule lets the other groups stand in, only if none of them is left either.
    """
    lost = [(pair, _lost(pair, sheets, bids)) for pair in pairs]
    if settings_of(tender).empty_group == "others":
        lost = [
            (pair, gone.intersection(*(theirs for other, theirs in lost if other[1] is pair[1])))
            for pair, gone in lost
        ]
    return [pair for pair, gone in lost if gone]


def _lost(pair: Pair, sheets: Sequence[Sheets], bids: Sequence[Bid]) -> set[uuid.UUID]:
    on = {seat.id for seat in _seats_on(pair, [seat for seat, _ in sheets])}
    marked = {bid.id for seat, theirs in sheets if seat.id in on for bid in theirs}
    return {bid.id for bid in bids if on and bid.id not in marked}
