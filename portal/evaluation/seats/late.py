"""A reserve who steps in while others mark already gets what they have (P14)."""

from __future__ import annotations

from secrets import SystemRandom

from sqlalchemy import select

from portal.audit.journal import record
from portal.core.authorisation import SYSTEM
from portal.core.database import db
from portal.evaluation.models import Seat, Sheet
from portal.evaluation.seats.queries import decisions_of, declarations_of
from portal.evaluation.seats.readiness import readiness_of
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender

_random = SystemRandom()


def has_sheets(seat: Seat) -> bool:
    """Whether somebody has their bids already."""
    return db.session.scalar(select(Sheet.id).where(Sheet.seat_id == seat.id).limit(1)) is not None


def hand_out(tender: Tender, seat: Seat) -> None:
    """Once they have declared and all is decided: their sheets, in an order of their own, less the
    bids that they are kept from (R14, R16)."""
    declared, decided = declarations_of(tender, seat), decisions_of(tender)
    is_settled = all(not each.needs_decision or each.id in decided for each in declared)
    if not (seat.after_start and declared and is_settled) or has_sheets(seat):
        return
    theirs = [bids for each, bids in readiness_of(tender).sheets if each.id == seat.id]
    for bids in theirs:
        _random.shuffle(bids)
        for position, bid in enumerate(bids, start=1):
            sheet = Sheet(tender_id=tender.id, seat_id=seat.id, bid_id=bid.id, position=position)
            db.session.add(sheet)
        group = next(each.slug for each in groups_of(tender) if each.id == seat.group_id)
        record("sheets:given", SYSTEM, tender.id, group=group, person=seat.person_id)
