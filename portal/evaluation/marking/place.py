"""What there is to know of one question of one sheet before it is marked."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, exists, or_, select

from portal.bids.models import Bid
from portal.core.database import db
from portal.evaluation.models import Draft, Mark, Seat, SeatCriterion, Sheet, Voided
from portal.evaluation.models_conflicts import KeptOut
from portal.specifications.models import Criterion, Group


@dataclass(frozen=True)
class Place:
    """One question of one sheet: whether it may be marked, and what stands there now."""

    group: str
    label: str
    is_voided: bool
    is_own: bool
    last: Mark | None
    draft: Draft | None


IS_VOIDED = or_(
    exists().where(
        Voided.seat_id == Sheet.seat_id,
        or_(Voided.bid_id.is_(None), Voided.bid_id == Sheet.bid_id),
    ),
    exists().where(
        KeptOut.seat_id == Sheet.seat_id, KeptOut.bid_id == Sheet.bid_id, KeptOut.is_told
    ),
)
_IS_OWN = exists().where(
    SeatCriterion.seat_id == Sheet.seat_id, SeatCriterion.criterion_id == bindparam("criterion")
)
_MARK_HERE = and_(Mark.sheet_id == Sheet.id, Mark.criterion_id == bindparam("criterion"))
_DRAFT_HERE = and_(Draft.sheet_id == Sheet.id, Draft.criterion_id == bindparam("criterion"))
_PLACE = (
    select(Group.slug, Bid.label, IS_VOIDED, _IS_OWN, Mark, Draft)
    .select_from(Sheet)
    .join(Seat, Seat.id == Sheet.seat_id)
    .join(Group, Group.id == Seat.group_id)
    .join(Bid, Bid.id == Sheet.bid_id)
    .outerjoin(Mark, _MARK_HERE)
    .outerjoin(Draft, _DRAFT_HERE)
    .where(Sheet.id == bindparam("sheet"))
    .order_by(Mark.version.desc())
    .limit(1)
)
"""One statement, written once: each mark and each draft that is saved asks it."""


def place_of(sheet: Sheet, criterion: Criterion) -> Place:
    """What is there to know before a question is marked, its last mark and its draft among it."""
    asked = {"sheet": sheet.id, "criterion": criterion.id}
    return Place(*db.session.execute(_PLACE, asked).one())
