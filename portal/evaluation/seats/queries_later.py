"""Reads of conflicts that come to mind after marking has begun, and of answers renewed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from portal.core.authorisation import there
from portal.core.database import db
from portal.evaluation.models import Seat
from portal.evaluation.models_conflicts import (
    Recognition,
    RecognitionDecision,
    Renewal,
    Renewed,
)
from portal.evaluation.models_stopping import StopDecision
from portal.evaluation.queries import seats_of
from portal.evaluation.seats.queries import decisions_of, declarations_of
from portal.tenders.models import Tender

Weighed = tuple[Recognition, RecognitionDecision | None]


def recognitions_of(tender: Tender) -> list[Weighed]:
    """What was said about bids by their letters, the first one first, and what was decided."""
    rows = db.session.execute(
        select(Recognition, RecognitionDecision)
        .outerjoin(RecognitionDecision, RecognitionDecision.id == Recognition.id)
        .where(Recognition.tender_id == tender.id)
        .order_by(Recognition.said_at, Recognition.id)
    )
    return [(said, decided) for said, decided in rows]


def recognition_by_id(tender: Tender, recognition_id: uuid.UUID) -> Weighed:
    """One of them; another tender's is a 404."""
    found = recognitions_of(tender)
    return there(next((each for each in found if each[0].id == recognition_id), None))


def waits_for_decision(tender: Tender, seat: Seat, bid_id: uuid.UUID) -> bool:
    """Whether what somebody said about a bid isn't decided on yet."""
    return any(
        (said.seat_id, said.bid_id) == (seat.id, bid_id) and decided is None
        for said, decided in recognitions_of(tender)
    )


RECOGNITIONS_WAITING = (
    select(Recognition.tender_id, Recognition.seat_id)
    .outerjoin(RecognitionDecision, RecognitionDecision.id == Recognition.id)
    .where(RecognitionDecision.id.is_(None))
)
"""The tender and the seat of each word about a bid that waits for a decision."""


def undecided_in(tender: Tender) -> int:
    """How many interests and recognitions wait for a decision; never whose, or about whom."""
    seated, decided = {seat.id for seat in seats_of(tender)}, decisions_of(tender)
    declared = [
        each
        for each in declarations_of(tender)
        if each.needs_decision and each.id not in decided and each.seat_id in seated
    ]
    waiting = [
        said for said, word in recognitions_of(tender) if word is None and said.seat_id in seated
    ]
    return len(declared) + len(waiting)


def renewal_of(tender: Tender) -> Renewal | None:
    """The last time that everybody was asked whether anything has changed."""
    return db.session.scalar(
        select(Renewal).where(Renewal.tender_id == tender.id).order_by(Renewal.number.desc())
    )


def renewed_seats(renewal: Renewal) -> set[uuid.UUID]:
    """Who has answered it."""
    return set(db.session.scalars(select(Renewed.seat_id).where(Renewed.renewal_id == renewal.id)))


def waits_to_renew(tender: Tender) -> Sequence[Seat]:
    """Whose answer is still waited for."""
    renewal = renewal_of(tender)
    if renewal is None:
        return []
    answered = renewed_seats(renewal)
    return [seat for seat in seats_of(tender) if seat.id not in answered]


def renewals_awaited(tender: Tender) -> list[Seat]:
    """Whose word on conflicts marking still waits for: nobody waits for who stopped (P7)."""
    wanted = select(StopDecision.seat_id).where(StopDecision.tender_id == tender.id)
    over = set(db.session.scalars(wanted))
    return [each for each in waits_to_renew(tender) if not over & {each.id, each.sheets_seat_id}]


def is_asked_to_renew(tender: Tender, seat: Seat) -> bool:
    """Whether somebody is asked now whether anything has changed, and hasn't answered."""
    renewal = renewal_of(tender)
    return renewal is not None and seat.id not in renewed_seats(renewal)
