"""Reads of interviews: what is planned, which were held, and whose marks of them are awaited."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from sqlalchemy import and_, case, exists, func, select

from portal.bids.models import Bid
from portal.core.authorisation import Actor, there
from portal.core.database import db
from portal.evaluation.marking.queries import OwnSheet, own_sheet
from portal.evaluation.models import Mark, Seat, SeatCriterion, Sheet
from portal.evaluation.models_interviews import (
    ContactReport,
    InterviewPlan,
    InterviewPresence,
    InterviewRecord,
    InterviewSent,
)
from portal.evaluation.queries import Gone, bids_to_mark, voided_of
from portal.specifications.models import Criterion
from portal.tenders.models import Tender

SENT_AT = case((Criterion.is_interview, InterviewSent.sent_at), else_=Sheet.sent_at)
"""When a mark was sent: with its sheet, or after the interview; none where it isn't. For queries
that join the mark's criterion and, outside, what was sent after interviews."""

Part = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True)
class Interview:
    """One bid's interview: all plans in order, the record that stands, and who was there."""

    bid: Bid
    plans: Sequence[InterviewPlan]
    record: InterviewRecord | None
    present: frozenset[uuid.UUID]
    awaited: frozenset[uuid.UUID]
    """Who was there, counts, and hasn't sent yet; of two who mark as one the first one's seat."""

    @property
    def plan(self) -> InterviewPlan | None:
        """The plan that stands."""
        return self.plans[-1] if self.plans else None

    @property
    def version(self) -> int:
        """Which version of the record stands; 0 for none."""
        return self.record.version if self.record else 0

    @property
    def is_held(self) -> bool:
        """Whether it was held."""
        return self.record is not None and self.record.is_held

    @property
    def is_over(self) -> bool:
        """Whether it can be talked about: everybody who was there has sent their marks, or the
        bidder didn’t come."""
        return self.record is not None and not (self.record.is_held and self.awaited)


@dataclass(frozen=True)
class Heard:
    """Which seats were at which bid's interview, and which bidders didn't come."""

    there: Mapping[uuid.UUID, Set[uuid.UUID]] = field(default_factory=dict)
    missed: Set[uuid.UUID] = frozenset()

    def may_judge(self, seat_id: uuid.UUID, bid_id: uuid.UUID) -> bool:
        """Whoever was there judges what was said; of a bidder that didn't come all judge alike."""
        return bid_id in self.missed or seat_id in self.there.get(bid_id, ())


def heard_in(tender: Tender) -> Heard:
    """The last word on each interview of a tender, in one query."""
    there, missed = {}, set()
    for bid_id, record in _records(tender).items():
        if record[0].is_held:
            there[bid_id] = record[1]
        else:
            missed.add(bid_id)
    return Heard(there, missed)


def interviews_of(tender: Tender) -> list[Interview]:
    """The interview of each bid that is left, by label, in a fixed number of queries."""
    records, gone = _records(tender), voided_of(tender)
    plans: dict[uuid.UUID, list[InterviewPlan]] = {}
    wanted = select(InterviewPlan).where(InterviewPlan.tender_id == tender.id)
    for plan in db.session.scalars(wanted.order_by(InterviewPlan.version)):
        plans.setdefault(plan.bid_id, []).append(plan)
    unsent = _unsent(tender, gone)
    return [
        Interview(
            bid,
            plans.get(bid.id, []),
            record,
            frozenset(present),
            frozenset(seat_id for seat_id in present if (seat_id, bid.id) in unsent),
        )
        for bid in bids_to_mark(tender)
        for record, present in [records.get(bid.id, (None, frozenset()))]
    ]


def interview_of(tender: Tender, label: str) -> Interview:
    """The interview of one bid; a label that isn't there is a 404."""
    return there(next((each for each in interviews_of(tender) if each.bid.label == label), None))


def bids_over(tender: Tender) -> set[uuid.UUID]:
    """The bids whose interviews can be talked about."""
    return {each.bid.id for each in interviews_of(tender) if each.is_over}


def _records(
    tender: Tender,
) -> dict[uuid.UUID, tuple[InterviewRecord, frozenset[uuid.UUID]]]:
    """The record that stands for each bid, and who was there."""
    rows = db.session.execute(
        select(InterviewRecord, InterviewPresence.seat_id)
        .outerjoin(InterviewPresence, InterviewPresence.record_id == InterviewRecord.id)
        .where(InterviewRecord.tender_id == tender.id)
        .order_by(InterviewRecord.version)
    )
    found: dict[uuid.UUID, tuple[InterviewRecord, frozenset[uuid.UUID]]] = {}
    for record, seat_id in rows:
        last, seats = found.get(record.bid_id, (record, frozenset()))
        before = seats if last is record else frozenset()
        found[record.bid_id] = (record, before | ({seat_id} if seat_id else frozenset()))
    return found


_MARKS_ONE = exists().where(
    SeatCriterion.seat_id == Sheet.seat_id,
    Criterion.id == SeatCriterion.criterion_id,
    Criterion.is_interview,
)


def _unsent(tender: Tender, gone: Gone) -> set[Part]:
    """The parts that count, by people who mark at interviews, and whose marks aren't sent."""
    sent = exists().where(InterviewSent.sheet_id == Sheet.id)
    wanted = select(Sheet.seat_id, Sheet.bid_id).where(
        Sheet.tender_id == tender.id, _MARKS_ONE, ~sent
    )
    return {
        (seat_id, bid_id)
        for seat_id, bid_id in db.session.execute(wanted)
        if gone.why(seat_id, bid_id) is None
    }


def who_marked(tender: Tender, bid: Bid) -> set[uuid.UUID]:
    """Whose marks for this bid's interview are recorded, sent or not."""
    wanted = (
        select(Sheet.seat_id)
        .join(Mark, Mark.sheet_id == Sheet.id)
        .join(Criterion, and_(Criterion.id == Mark.criterion_id, Criterion.is_interview))
        .where(Sheet.tender_id == tender.id, Sheet.bid_id == bid.id)
    )
    return set(db.session.scalars(wanted.distinct()))


@dataclass(frozen=True)
class Mine:
    """An evaluator at one bid's interview: their sheet with its questions, and what is theirs to
    do; none of it where they are kept from the bid (R16)."""

    seat: Seat
    own: OwnSheet
    interview: Interview
    sent: InterviewSent | None

    @property
    def was_there(self) -> bool:
        """Whether the lead recorded them, or the one whose sheet it is, as present."""
        return self.own.sheet.seat_id in self.interview.present and self.interview.is_held


def own_interview(actor: Actor, tender: Tender, label: str) -> Mine | None:
    """What the actor has to do with one bid's interview; none where it isn't theirs (R16)."""
    seat, own = own_sheet(actor, tender, label, at_interview=True)
    if seat is None or own is None or not own.criteria:
        return None
    found = next((each for each in interviews_of(tender) if each.bid.label == label), None)
    gone = voided_of(tender)
    if found is None or gone.why(own.sheet.seat_id, own.sheet.bid_id) or seat.id in gone.seats:
        return None
    sent = db.session.scalar(select(InterviewSent).where(InterviewSent.sheet_id == own.sheet.id))
    return Mine(seat, own, found, sent)


def seats_asked(tender: Tender) -> list[Seat]:
    """Every seat that ever marks at interviews, two who mark as one apart."""
    asks = exists().where(
        SeatCriterion.seat_id == Seat.id,
        Criterion.id == SeatCriterion.criterion_id,
        Criterion.is_interview,
    )
    wanted = select(Seat).where(Seat.tender_id == tender.id, asks)
    return list(db.session.scalars(wanted.order_by(Seat.given_at, Seat.id)))


def own_parts(tender: Tender, seat: Seat) -> dict[uuid.UUID, bool]:
    """The bids whose interviews a seat's holder may come to, and whether their marks are sent."""
    gone = voided_of(tender)
    if seat.id in gone.seats:
        return {}
    rows = db.session.execute(
        select(Sheet.bid_id, InterviewSent.id)
        .outerjoin(InterviewSent, InterviewSent.sheet_id == Sheet.id)
        .where(Sheet.seat_id == seat.sheets_seat_id, _MARKS_ONE)
    )
    return {
        bid_id: sent is not None
        for bid_id, sent in rows
        if gone.why(seat.sheets_seat_id, bid_id) is None
    }


def reports_in(tender: Tender) -> Sequence[ContactReport]:
    """Who told that a bidder got in touch with them, the last one first."""
    wanted = select(ContactReport).where(ContactReport.tender_id == tender.id)
    return db.session.scalars(wanted.order_by(ContactReport.number.desc())).all()


def own_reports(seat: Seat) -> Sequence[ContactReport]:
    """What somebody told of this kind themselves."""
    wanted = select(ContactReport).where(ContactReport.seat_id == seat.id)
    return db.session.scalars(wanted.order_by(ContactReport.number)).all()


def next_report(tender: Tender) -> int:
    """The number of the next report."""
    wanted = select(func.max(ContactReport.number)).where(ContactReport.tender_id == tender.id)
    return (db.session.scalar(wanted) or 0) + 1
