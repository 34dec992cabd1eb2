"""The way through one's bids and questions, in the order that the lead decided (R14).

Bids come in the order that was drawn for this person and recorded on their sheets. Question by
question, each question begins one bid later than the one before, so that no bid is always first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, case, exists, select

from portal.bids.models import Bid
from portal.core.database import db
from portal.evaluation.marking.queries import IS_VOIDED, OwnSheet
from portal.evaluation.models import Draft, Mark, SeatCriterion, Sheet
from portal.specifications.models import Criterion
from portal.tenders.models import BY_QUESTION, Tender

Place = tuple[str, str]
"""A bid's label and a question's code."""


@dataclass(frozen=True)
class Stop:
    """One question of one bid, and whether it still waits for a mark."""

    label: str
    code: str
    waits: bool


def round_of(labels: Sequence[str], nth: int) -> list[str]:
    """The bids for one's nth question (from 0): the drawn order, begun one bid later each time."""
    start = nth % len(labels) if labels else 0
    return [*labels[start:], *labels[:start]]


def walk_of(labels: Sequence[str], codes: Sequence[str], order: str) -> list[Place]:
    """Every question of every bid, in the order in which one comes to it."""
    if order == BY_QUESTION:
        return [(label, code) for nth, code in enumerate(codes) for label in round_of(labels, nth)]
    return [(label, code) for label in labels for code in codes]


def next_waiting(stops: Sequence[Stop], order: str, here: Place | None) -> Place | None:
    """The next question without a mark after `here`, round to the first; none when all have one."""
    labels = list(dict.fromkeys(stop.label for stop in stops))
    codes = list(dict.fromkeys(stop.code for stop in stops))
    waiting = {(stop.label, stop.code) for stop in stops if stop.waits} - {here}
    walk = walk_of(labels, codes, order)
    start = walk.index(here) if here in walk else 0
    return next((place for place in walk[start:] + walk[:start] if place in waiting), None)


_HAS_MARK = exists().where(Mark.sheet_id == Sheet.id, Mark.criterion_id == Criterion.id)
_IS_UNSURE = exists().where(
    Draft.sheet_id == Sheet.id, Draft.criterion_id == Criterion.id, Draft.is_unsure
)
_IS_OPEN = and_(Sheet.sent_at.is_(None), ~IS_VOIDED)
_STOPS = (
    select(
        Bid.label,
        Criterion.code,
        case((and_(_IS_OPEN, ~_HAS_MARK, ~_IS_UNSURE), 1), else_=0).label("waits"),
    )
    .select_from(Sheet)
    .join(Bid, Sheet.bid_id == Bid.id)
    .join(SeatCriterion, SeatCriterion.seat_id == Sheet.seat_id)
    .join(Criterion, Criterion.id == SeatCriterion.criterion_id)
    .where(Sheet.seat_id == bindparam("seat"), ~Criterion.is_interview)
    .order_by(Sheet.position, Criterion.position)
)


def stops_of(seat_id: Any) -> list[Stop]:
    """All that one marks, bid by bid; what isn't sure yet doesn't wait, since they come back."""
    rows = db.session.execute(_STOPS, {"seat": seat_id})
    return [Stop(label, code, bool(waits)) for label, code, waits in rows]


def next_place(tender: Tender, own: OwnSheet, criterion: Criterion) -> Place | None:
    """Where ‘save and go on’ leads; none when nothing waits there any more."""
    if tender.marking_order == BY_QUESTION:
        here = (own.label, criterion.code)
        return next_waiting(stops_of(own.sheet.seat_id), tender.marking_order, here)
    waiting = {each.id for each in own.left} - own.unsure
    stops = [Stop(own.label, each.code, each.id in waiting) for each in own.criteria]
    return next_waiting(stops, tender.marking_order, (own.label, criterion.code))


def first_waiting(tender: Tender, sheets: Sequence[OwnSheet]) -> Place | None:
    """Where one goes on, question by question; none bid by bid, where each bid leads on itself."""
    if tender.marking_order != BY_QUESTION:
        return None
    stops = [
        Stop(own.label, each.code, not own.is_sent and not own.is_voided and each in own.left)
        for own in sheets
        for each in own.criteria
    ]
    return next_waiting(stops, tender.marking_order, None)


def first_of_bids(sheets: Sequence[OwnSheet]) -> Place | None:
    """Where one goes on, bid by bid: the first question without a mark of the first open bid."""
    stops = (
        (own.label, own.left[0].code)
        for own in sheets
        if own.left and not own.is_sent and not own.is_voided
    )
    return next(stops, None)


def place_before(
    labels: Sequence[str], codes: Sequence[str], order: str, here: Place
) -> Place | None:
    """The question that one comes from; none at the first, bid by bid also at a bid's first."""
    walk = walk_of(labels, codes, order)
    at = walk.index(here)
    if at == 0 or (order != BY_QUESTION and walk[at - 1][0] != here[0]):
        return None
    return walk[at - 1]
