"""The panel as moderation needs it: who marks what, who may talk about which bid."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import or_, select

from portal.bids.models import Bid
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.interviews.queries import SENT_AT, Heard, heard_in
from portal.evaluation.models import Mark, Seat, Sheet
from portal.evaluation.models_interviews import InterviewSent
from portal.evaluation.queries import Gone, seats_of, voided_of
from portal.specifications.models import Criterion
from portal.tenders.models import Tender

Pairs = Mapping[uuid.UUID, Set[uuid.UUID]]


@dataclass(frozen=True)
class Panel:
    """The seats that count, the criteria of each, the bids that each one was given to mark, and
    those of them that count."""

    seats: Mapping[uuid.UUID, Seat]
    criteria: Pairs
    given: Pairs
    bids: Pairs
    kept: Mapping[tuple[uuid.UUID, uuid.UUID], datetime] = field(default_factory=dict)
    """Which seats are kept from a bid since a later conflict, and since when (R16)."""

    def on(self, criterion: Criterion) -> list[Seat]:
        """The seats of a criterion, kept from a bid or not: a list can't tell who is (R16)."""
        return [each for each in self.seats.values() if criterion.id in self.criteria[each.id]]

    def may_take_part(self, seat_id: uuid.UUID, bid: Bid, criterion: Criterion) -> bool:
        """Whether this seat marks the criterion and isn't kept from the bid (R16); what is asked at
        an interview is judged by who was there (P14)."""
        is_theirs = criterion.id in self.criteria.get(seat_id, ()) and bid.id in self.bids[seat_id]
        return is_theirs and (not criterion.is_interview or self.heard.may_judge(seat_id, bid.id))

    def is_kept(self, seat_id: uuid.UUID, bid: Bid) -> bool:
        """Whether a seat that counts was never given this bid, or is kept from it since (R16)."""
        never = seat_id in self.seats and bid.id not in self.given[seat_id]
        return never or (seat_id, bid.id) in self.kept

    def kept_since(self, bid: Bid, criterion: Criterion) -> datetime | None:
        """When somebody who marks this criterion was last kept from a bid that they had (R16)."""
        marks = {seat_id for seat_id, codes in self.criteria.items() if criterion.id in codes}
        times = [at for (seat_id, of), at in self.kept.items() if of == bid.id and seat_id in marks]
        return max(times, default=None)

    def has_anyone(self, group_id: uuid.UUID, bid: Bid, criterion: Criterion) -> bool:
        """Whether anybody of a group is left to judge this bid on this criterion."""
        return any(
            seat.group_id == group_id and self.may_take_part(seat.id, bid, criterion)
            for seat in self.seats.values()
        )

    beside: Mapping[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    """The seat that somebody speaks for as the second of two who mark as one (P7)."""

    changed: Mapping[tuple[uuid.UUID, uuid.UUID], datetime] = field(default_factory=dict)
    """When somebody last changed their mark for a bid on a criterion, or came to send one though
    the panel had begun to talk; of those that count (R15)."""

    heard: Heard = field(default_factory=Heard)
    """Who was at which bid's interview (P14)."""

    def seat_of(self, actor: Actor) -> Seat | None:
        """The actor's own seat, or the one that they share, unless it was voided."""
        own = (s for s in self.seats.values() if s.person_id == actor.person_id)
        shared = self.beside.get(actor.person_id) if actor.person_id else None
        return next(own, self.seats.get(shared) if shared else None)

    def is_theirs(self, actor: Actor, bid: Bid, criterion: Criterion) -> bool:
        """Whether the actor may take part in talking about this bid on this criterion."""
        seat = self.seat_of(actor)
        return seat is not None and self.may_take_part(seat.id, bid, criterion)


def panel_of(tender: Tender) -> Panel:
    """The panel of a tender, without voided seats and sheets (R15)."""
    people, gone = seats_of(tender), voided_of(tender)
    seats = [seat for seat in people if seat.beside_id is None]
    sheets = select(Sheet.seat_id, Sheet.bid_id).where(Sheet.tender_id == tender.id)
    given: dict[uuid.UUID, set[uuid.UUID]] = {seat.id: set() for seat in seats}
    for seat_id, bid_id in db.session.execute(sheets):
        given.setdefault(seat_id, set()).add(bid_id)
    return Panel(
        {seat.id: seat for seat in seats},
        {seat.id: {each.criterion_id for each in seat.criteria} for seat in seats},
        given,
        {seat: {bid for bid in bids if not gone.why(seat, bid)} for seat, bids in given.items()},
        gone.kept,
        {seat.person_id: seat.beside_id for seat in people if seat.beside_id},
        _changed_in(tender, gone),
        heard_in(tender),
    )


def _changed_in(tender: Tender, gone: Gone) -> dict[tuple[uuid.UUID, uuid.UUID], datetime]:
    """A mark that is newer than the sheet was sent is a mind that was changed in the room; who
    stepped in while others had marked may have sent theirs after a record was made."""
    rows = db.session.execute(
        select(Sheet.seat_id, Sheet.bid_id, Mark.criterion_id, Mark.recorded_at, SENT_AT)
        .join(Sheet, Mark.sheet_id == Sheet.id)
        .join(Seat, Sheet.seat_id == Seat.id)
        .join(Criterion, Mark.criterion_id == Criterion.id)
        .outerjoin(InterviewSent, InterviewSent.sheet_id == Sheet.id)
        .where(Mark.tender_id == tender.id, SENT_AT.is_not(None))
        .where(or_(Mark.recorded_at > SENT_AT, Seat.after_start))
        .order_by(Mark.recorded_at)
    )
    return {
        (bid_id, criterion_id): max(recorded_at, sent_at)
        for seat_id, bid_id, criterion_id, recorded_at, sent_at in rows
        if gone.why(seat_id, bid_id) is None
    }
