"""Groups that lost everybody on one bid after marking began: the published rule holds, and the way
out of it is a further evaluator, never a mark that nobody gave (R16)."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from portal.core.database import db
from portal.evaluation.models import Sheet
from portal.evaluation.queries import bids_to_mark, seats_of, voided_of
from portal.evaluation.seats.readiness import Pair, emptied, pairs_of
from portal.tenders.models import Tender
from portal.tenders.stages import stage_of


def short_of(tender: Tender) -> list[Pair]:
    """Each group and question with nobody left for one of the bids, where the published rule says
    that there is no result then; which bid it is isn't told (R16)."""
    gone, bids = voided_of(tender), bids_to_mark(tender)
    rows = db.session.execute(
        select(Sheet.seat_id, Sheet.bid_id).where(Sheet.tender_id == tender.id)
    )
    left: dict[uuid.UUID, set[uuid.UUID]] = {}
    for seat_id, bid_id in rows:
        if not gone.why(seat_id, bid_id):
            left.setdefault(seat_id, set()).add(bid_id)
    seats = [seat for seat in seats_of(tender) if seat.beside_id is None]
    sheets = [(seat, [bid for bid in bids if bid.id in left.get(seat.id, ())]) for seat in seats]
    written = [pair for pair in pairs_of(tender) if not pair[1].is_interview]
    return emptied(tender, written, sheets, bids)


def needs_somebody(tender: Tender) -> bool:
    """Whether a further evaluator may be seated though marking has begun."""
    return stage_of(tender) == "marking" and bool(short_of(tender))
