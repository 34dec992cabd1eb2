"""The panel as moderation needs it: who marks what, who may talk about which bid."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.bids.models import Bid
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.models import Seat, SeatCriterion, Sheet, Voided
from portal.specifications.models import Criterion
from portal.tenders.models import Tender

Pairs = Mapping[uuid.UUID, frozenset[uuid.UUID]]


@dataclass(frozen=True)
class Panel:
    """The seats that count, the criteria of each, and the bids that each one marked."""

    seats: Mapping[uuid.UUID, Seat]
    criteria: Pairs
    bids: Pairs

    def on(self, criterion: Criterion) -> list[Seat]:
        """The seats of a criterion, kept from a bid or not: a list can't tell who is (R16)."""
        return [each for each in self.seats.values() if criterion.id in self.criteria[each.id]]

    def may_take_part(self, seat_id: uuid.UUID, bid: Bid, criterion: Criterion) -> bool:
        """Whether this seat marks the criterion and isn't kept from the bid (R16)."""
        return criterion.id in self.criteria.get(seat_id, ()) and bid.id in self.bids[seat_id]

    def has_anyone(self, group_id: uuid.UUID, bid: Bid, criterion: Criterion) -> bool:
        """Whether anybody of a group is left to judge this bid on this criterion."""
        return any(
            seat.group_id == group_id and self.may_take_part(seat.id, bid, criterion)
            for seat in self.seats.values()
        )

    def seat_of(self, actor: Actor) -> Seat | None:
        """The actor's own seat, unless it was voided."""
        return next((s for s in self.seats.values() if s.person_id == actor.person_id), None)

    def is_theirs(self, actor: Actor, bid: Bid, criterion: Criterion) -> bool:
        """Whether the actor may take part in talking about this bid on this criterion."""
        seat = self.seat_of(actor)
        return seat is not None and self.may_take_part(seat.id, bid, criterion)


def panel_of(tender: Tender) -> Panel:
    """The panel of a tender, without voided seats and sheets (R15)."""
    voided = db.session.scalars(select(Voided).where(Voided.tender_id == tender.id)).all()
    gone = {each.seat_id for each in voided if each.sheet_id is None}
    gone_sheets = {each.sheet_id for each in voided}
    seats = db.session.scalars(
        select(Seat).where(Seat.tender_id == tender.id).order_by(Seat.group_id, Seat.id)
    )
    marks = select(SeatCriterion.seat_id, SeatCriterion.criterion_id).where(
        SeatCriterion.tender_id == tender.id
    )
    sheets = select(Sheet.seat_id, Sheet.bid_id, Sheet.id).where(Sheet.tender_id == tender.id)
    kept = [
        (seat, bid) for seat, bid, sheet in db.session.execute(sheets) if sheet not in gone_sheets
    ]
    return Panel(
        {seat.id: seat for seat in seats if seat.id not in gone},
        _pairs([(seat, criterion) for seat, criterion in db.session.execute(marks)]),
        _pairs(kept),
    )


def _pairs(rows: Sequence[tuple[uuid.UUID, uuid.UUID]]) -> Pairs:
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for seat_id, other in rows:
        found[seat_id].add(other)
    return defaultdict(frozenset, {key: frozenset(values) for key, values in found.items()})
