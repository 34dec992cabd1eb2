"""How far several tenders have come, each fact of all of them in one query."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import aliased

from portal.bids.desk.queries import at_desk
from portal.bids.models import Bid
from portal.core.database import db
from portal.evaluation.answered import HAS_ANSWERS
from portal.evaluation.choosing.queries import BEFORE_MARKING, to_settle_in
from portal.evaluation.compliance.queries import unchecked_among
from portal.evaluation.models import (
    ConflictDecision,
    Declaration,
    Dissent,
    GateConfirmation,
    Moderation,
    Presence,
    Seat,
    Sheet,
    SignOff,
)
from portal.evaluation.progress.queries import days_among, stops_waiting
from portal.evaluation.queries import disregarded_among, gone_among
from portal.evaluation.reading.queries import flags_waiting
from portal.evaluation.seats.queries_later import recognitions_waiting
from portal.feedback.owed import owed_of
from portal.outcomes.contracting.queries import standings_of
from portal.outcomes.debrief.queries import waiting_in
from portal.overview.before_opening import add_before_opening
from portal.overview.course import Course as Course
from portal.overview.course import Part as Part
from portal.overview.deciding import add_decisions
from portal.overview.meeting import interviews_now, own_sessions, sessions_open
from portal.specifications.groundwork.queries import reviews_among
from portal.specifications.models import Criterion, Gate
from portal.tenders.models import Tender
from portal.tenders.stages import stage_of

Ids = Sequence[uuid.UUID]
Out = Mapping[uuid.UUID, uuid.UUID]
"""The bids that are disregarded, each with its tender."""
AFTER_LETTERS = ("released", "contract")
KEPT_BLIND = ("opened", "marking", "moderating")
UNCHECKED = (*KEPT_BLIND, "deciding")
UNSEATED = ("open", "closed", "opened", "marking", "moderating")


@dataclass
class _Panel:
    """The seats that count, by tender, and what was voided."""

    seats: dict[uuid.UUID, set[uuid.UUID]] = field(default_factory=lambda: defaultdict(set))
    gone: set[tuple[uuid.UUID, uuid.UUID]] = field(default_factory=set)


def courses_of(tenders: Sequence[Tender]) -> dict[uuid.UUID, Course]:
    """How far tenders of the open authority have come; always the same number of queries."""
    courses = {tender.id: Course() for tender in tenders}
    by_stage = defaultdict(list)
    for tender in tenders:
        by_stage[stage_of(tender)].append(tender.id)
    panel = _panel_of([each for stage in UNSEATED for each in by_stage[stage]])
    for tender_id, seats in panel.seats.items():
        courses[tender_id].seats = len(seats)
    _count_before_marking(courses, [x for each in KEPT_BLIND for x in by_stage[each]], panel)
    _count_sent(courses, by_stage["marking"], panel)
    for tender_id, waiting in flags_waiting(by_stage["marking"]).items():
        courses[tender_id].flags = waiting
    _count_moderation(courses, by_stage["moderating"], panel)
    add_decisions(courses, [*by_stage["deciding"], *by_stage["approved"]])
    _add_after_letters(courses, [x for x in tenders if stage_of(x) in AFTER_LETTERS])
    for tender_id, left in unchecked_among([x for e in UNCHECKED for x in by_stage[e]]).items():
        courses[tender_id].unchecked = left
    add_before_opening(courses, by_stage["drafting"], by_stage["open"], by_stage["closed"])
    for tender_id, review_on in reviews_among(list(courses)).items():
        courses[tender_id].review_on = review_on
    for tender_id, days in days_among(tenders).items():
        courses[tender_id].ends_on = days.for_all
    before = [each for stage in BEFORE_MARKING for each in by_stage[stage]]
    for tender_id in to_settle_in(before):
        courses[tender_id].is_chosen = True
    for tender_id, owed in owed_of(list(courses)).items():
        courses[tender_id].telling = owed
    return courses


def _add_after_letters(courses: dict[uuid.UUID, Course], tenders: Sequence[Tender]) -> None:
    for tender_id, standing in (standings_of(tenders) if tenders else {}).items():
        courses[tender_id].standing = standing
    for tender_id, waiting in waiting_in([each.id for each in tenders]).items():
        courses[tender_id].letter_questions = waiting


def _panel_of(ids: Ids) -> _Panel:
    panel, gone_seats = _Panel(), set()
    for seat_id, bid_id in gone_among("tender_id", ids):
        if bid_id is None:
            gone_seats.add(seat_id)
        else:
            panel.gone.add((seat_id, bid_id))
    seats = select(Seat.tender_id, Seat.id).where(Seat.tender_id.in_(ids))
    for tender_id, seat_id in db.session.execute(seats):
        if seat_id not in gone_seats:
            panel.seats[tender_id].add(seat_id)
    return panel


def _count_before_marking(courses: dict[uuid.UUID, Course], ids: Ids, panel: _Panel) -> None:
    out = disregarded_among(ids)
    bids, gates, words = _number_of(Bid, ids), _number_of(Gate, ids), _confirmed(ids)
    confirmed = Counter(each.tender_id for each in words if each.bid_id not in out)
    asked, to_mark = bids - Counter(out.values()), bids - _gone(words, out)
    declared, undecided = _declared(ids), _undecided(ids)
    desk = at_desk(ids)
    for tender_id in ids:
        course, seats = courses[tender_id], panel.seats[tender_id]
        course.unconfirmed = asked[tender_id] * gates[tender_id] - confirmed[tender_id]
        course.undeclared = len(seats - declared) if to_mark[tender_id] else 0
        course.undecided = sum(seat_id in seats for seat_id in undecided)
        course.bids = bids[tender_id]
        course.is_released_by_desk = desk[tender_id].is_released
        course.waits_for_desk = bool(bids[tender_id]) and desk[tender_id].waits


def _confirmed(ids: Ids) -> list[GateConfirmation]:
    """The lead's last word on each bid's pass/fail questions."""
    rows = db.session.scalars(
        select(GateConfirmation)
        .where(GateConfirmation.tender_id.in_(ids))
        .order_by(GateConfirmation.version)
    )
    return list({(row.bid_id, row.gate_id): row for row in rows}.values())


def _gone(words: Sequence[GateConfirmation], out: Out) -> Counter[uuid.UUID]:
    """How many bids of each tender failed a pass/fail question or are disregarded, and so aren't
    marked (R5, R11, R17)."""
    failed = {(word.tender_id, word.bid_id) for word in words if not word.passed}
    failed |= {(tender_id, bid_id) for bid_id, tender_id in out.items()}
    return Counter(tender_id for tender_id, _bid in failed)


def _declared(ids: Ids) -> set[uuid.UUID]:
    wanted = select(Declaration.seat_id).where(Declaration.tender_id.in_(ids)).distinct()
    return set(db.session.scalars(wanted))


def _undecided(ids: Ids) -> list[uuid.UUID]:
    """The seats of the declared interests that nobody has decided on; one for each interest."""
    decided = and_(
        ConflictDecision.authority_id == Declaration.authority_id,
        ConflictDecision.id == Declaration.id,
    )
    later = aliased(Declaration)
    said_since = exists().where(
        later.seat_id == Declaration.seat_id,
        later.provider_id == Declaration.provider_id,
        later.version > Declaration.version,
    )
    wanted = (
        select(Declaration.seat_id)
        .outerjoin(ConflictDecision, decided)
        .where(Declaration.tender_id.in_(ids), Declaration.needs_decision)
        .where(ConflictDecision.id.is_(None), ~said_since)
    )
    return [*db.session.scalars(wanted), *recognitions_waiting(ids)]


def _count_sent(courses: dict[uuid.UUID, Course], ids: Ids, panel: _Panel) -> None:
    waiting: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    unsent = select(Sheet.tender_id, Sheet.seat_id, Sheet.bid_id).where(
        Sheet.tender_id.in_(ids), Sheet.sent_at.is_(None), HAS_ANSWERS
    )
    for tender_id, seat_id, bid_id in db.session.execute(unsent):
        if (seat_id, bid_id) not in panel.gone:
            waiting[tender_id].add(seat_id)
    for tender_id in ids:
        seats = panel.seats[tender_id]
        courses[tender_id].people_sent = len(seats - waiting[tender_id])
    for tender_id, seat_id in stops_waiting(ids):
        courses[tender_id].stopping += seat_id in panel.seats[tender_id]


def _count_moderation(courses: dict[uuid.UUID, Course], ids: Ids, panel: _Panel) -> None:
    criteria = _number_of(Criterion, ids)
    out = disregarded_among(ids)
    bids = _number_of(Bid, ids) - _gone(_confirmed(ids), out)
    standing = _standing_records(ids, out)
    recorded = Counter(standing.values())
    unsigned: Counter[uuid.UUID] = Counter()
    for record_id, seat_id in _awaited(Presence.tender_id.in_(ids)):
        tender_id = standing.get(record_id)
        if tender_id and seat_id in panel.seats[tender_id]:
            unsigned[tender_id] += 1
    for tender_id, number in sessions_open(ids).items():
        courses[tender_id].session = number
    for tender_id in ids:
        items = bids[tender_id] * criteria[tender_id]
        courses[tender_id].unrecorded = items - recorded[tender_id]
        courses[tender_id].unsigned = unsigned[tender_id]


def _standing_records(ids: Ids, out: Out) -> dict[uuid.UUID, uuid.UUID]:
    """The records of moderation that stand, the last version of each, with their tenders; those of
    a bid that is disregarded since aren't asked for any more."""
    rows = db.session.execute(
        select(Moderation.tender_id, Moderation.bid_id, Moderation.criterion_id, Moderation.id)
        .where(Moderation.tender_id.in_(ids))
        .order_by(Moderation.version)
    )
    last = {(bid, criterion): (record, tender) for tender, bid, criterion, record in rows}
    return dict(found for (bid, _criterion), found in last.items() if bid not in out)


def _awaited(of: ColumnElement[bool]) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Which record waits for whose signature; who doesn't agree has answered too."""
    signed = and_(
        SignOff.authority_id == Presence.authority_id,
        SignOff.moderation_id == Presence.moderation_id,
        SignOff.seat_id == Presence.seat_id,
    )
    against = and_(
        Dissent.authority_id == Presence.authority_id,
        Dissent.moderation_id == Presence.moderation_id,
        Dissent.seat_id == Presence.seat_id,
    )
    rows = db.session.execute(
        select(Presence.moderation_id, Presence.seat_id)
        .outerjoin(SignOff, signed)
        .outerjoin(Dissent, against)
        .where(of, SignOff.id.is_(None), Dissent.id.is_(None))
    )
    return [(record, seat) for record, seat in rows]


def _number_of(kind: type[Bid | Gate | Criterion], ids: Ids) -> Counter[uuid.UUID]:
    rows = db.session.execute(
        select(kind.tender_id, func.count()).where(kind.tender_id.in_(ids)).group_by(kind.tender_id)
    )
    return Counter(dict(rows.all()))


def parts_of(person_id: uuid.UUID | None, tenders: Sequence[Tender]) -> dict[uuid.UUID, Part]:
    """How far one evaluator has come on each tender; no row of anybody else's is read."""
    ids = [tender.id for tender in tenders]
    own = select(Seat).where(Seat.tender_id.in_(ids), Seat.person_id == person_id)
    parts = {seat.id: Part(seat) for seat in db.session.scalars(own)}
    marks_on, gone = {part.seat.sheets_seat_id: part for part in parts.values()}, set()
    for seat_id, bid_id in gone_among("seat_id", {*parts, *marks_on}):
        (parts.get(seat_id) or marks_on[seat_id]).is_voided |= bid_id is None
        gone.add((seat_id, bid_id))
    declared = select(Declaration.seat_id).where(Declaration.seat_id.in_(parts)).distinct()
    for seat_id in db.session.scalars(declared):
        parts[seat_id].has_declared = True
    for sheet in db.session.scalars(select(Sheet).where(Sheet.seat_id.in_(marks_on), HAS_ANSWERS)):
        if (sheet.seat_id, sheet.bid_id) not in gone:
            marks_on[sheet.seat_id].sheets += 1
            marks_on[sheet.seat_id].left += sheet.sent_at is None
    days = days_among(tenders)
    for part in parts.values():
        part.ends_on = days[part.seat.tender_id].of(part.seat.sheets_seat_id)
    standing = _standing_records(ids, disregarded_among(ids))
    for record_id, seat_id in _awaited(Presence.seat_id.in_(marks_on)):
        if record_id in standing:
            marks_on[seat_id].to_sign += 1
    for seat_id, bid_id, number in own_sessions(marks_on):
        if (seat_id, bid_id) not in gone:
            marks_on[seat_id].session = number
    for seat_id, bid_id, label in interviews_now(marks_on):
        if (seat_id, bid_id) not in gone:
            marks_on[seat_id].interview = label
    return {part.seat.tender_id: part for part in parts.values()}


def tenders_by_id(ids: Ids) -> Sequence[Tender]:
    """Those of several tenders that belong to the open authority."""
    return db.session.scalars(select(Tender).where(Tender.id.in_(ids))).all()
