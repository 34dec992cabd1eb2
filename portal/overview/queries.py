"""How far several tenders have come, each fact of all of them in one query."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from portal.bids.desk.queries import at_desk
from portal.core import clock
from portal.core.database import db
from portal.evaluation.answered import HAS_ANSWERS
from portal.evaluation.models import Declaration, Presence, Seat, Sheet
from portal.evaluation.progress.queries import days_among
from portal.evaluation.queries import gone_among
from portal.feedback.owed import owed_of
from portal.outcomes.contracting.queries import standings_of
from portal.overview.asked import AWAITED, NUMBERS, PANEL, Ids, by_stage
from portal.overview.before_opening import add_before_opening
from portal.overview.course import Course as Course
from portal.overview.course import Part as Part
from portal.overview.deciding import add_decisions
from portal.overview.meeting import interviews_now, own_sessions
from portal.specifications.groundwork.queries import reviews_among
from portal.tenders.models import Tender

Courses = Mapping[uuid.UUID, Course]
Counts = Mapping[str, Counter[uuid.UUID]]


def courses_of(tenders: Sequence[Tender]) -> dict[uuid.UUID, Course]:
    """How far tenders of the open authority have come; always the same number of queries."""
    courses, ids = {tender.id: Course() for tender in tenders}, by_stage(tenders)
    counts = NUMBERS.numbers(ids, today=clock.today())
    _add_counts(courses, counts)
    _add_panels(courses, ids, counts)
    add_before_opening(courses, ids["drafting"], ids["to_open"])
    add_decisions(courses, ids["deciding"])
    for tender_id, standing in standings_of(
        [each for each in tenders if each.id in ids["after_letters"]]
    ).items():
        courses[tender_id].standing = standing
    for tender_id, review_on in reviews_among(list(courses)).items():
        courses[tender_id].review_on = review_on
    for tender_id, days in days_among(tenders).items():
        courses[tender_id].ends_on = days.for_all
    for tender_id, owed in owed_of(list(courses)).items():
        courses[tender_id].telling = owed
    return courses


def _add_counts(courses: Courses, counts: Counts) -> None:
    for tender_id, course in courses.items():
        course.questions = counts["unanswered"][tender_id], counts["ready"][tender_id]
        course.is_chosen = counts["to_settle"][tender_id] > 0
        course.unchecked = counts["bids"][tender_id] - counts["checked"][tender_id]
        course.flags = counts["flags"][tender_id]
        course.session = counts["session"].get(tender_id)
        course.letter_questions = counts["letter_questions"][tender_id]


class _Panels:
    """What is known of the seats that count and of the bids of several tenders."""

    def __init__(self, told: Mapping[str, Sequence[Any]]) -> None:
        self._told = told
        gone = [*told["voided"], *told["kept_from"]]
        self._gone = {(seat_id, bid_id) for _tender, seat_id, bid_id, _name in gone}
        self._out = {bid_id for _tender, _seat, bid_id, _name in told["out"]}
        self._seats = {
            seat_id for _tender, seat_id, *_ in told["seats"] if (seat_id, None) not in self._gone
        }
        self.seats = self.seats_in("seats")
        words = [*told["passed"], *told["failed"]]
        self.confirmed = Counter(each.tender_id for each in words if each.bid_id not in self._out)
        self.out = Counter(each.tender_id for each in told["out"])
        failed = {(each.tender_id, each.bid_id) for each in (*told["failed"], *told["out"])}
        self.not_marked = Counter(tender_id for tender_id, _bid in failed)
        """A bid that failed a pass/fail question or is disregarded isn't marked (R5, R11, R17)."""
        self.recorded = Counter(each.tender_id for each in told["recorded"])

    def seats_in(self, *names: str) -> Counter[uuid.UUID]:
        """By tender in how many rows of these kinds a seat that counts stands."""
        rows = (row for name in names for row in self._told[name])
        return Counter(tender_id for tender_id, seat_id, *_ in rows if seat_id in self._seats)

    def seats_to_send(self) -> Counter[uuid.UUID]:
        """By tender how many people still have marks to send."""
        left = {
            (tender_id, seat_id)
            for tender_id, seat_id, bid_id, _name in self._told["unsent"]
            if seat_id in self._seats and (seat_id, bid_id) not in self._gone
        }
        return Counter(tender_id for tender_id, _seat in left)


def _add_panels(courses: Courses, ids: Ids, counts: Counts) -> None:
    panels = _Panels(PANEL.rows(ids))
    for tender_id, seats in panels.seats.items():
        courses[tender_id].seats = seats
    _add_before_marking(courses, ids["kept_blind"], counts, panels)
    to_send, stopping = panels.seats_to_send(), panels.seats_in("stopping")
    for tender_id in ids["marking"]:
        courses[tender_id].people_sent = panels.seats[tender_id] - to_send[tender_id]
        courses[tender_id].stopping = stopping[tender_id]
    unsigned = panels.seats_in("awaited")
    for tender_id in ids["moderating"]:
        to_mark = counts["bids"][tender_id] - panels.not_marked[tender_id]
        items = to_mark * counts["criteria"][tender_id]
        courses[tender_id].unrecorded = items - panels.recorded[tender_id]
        courses[tender_id].unsigned = unsigned[tender_id]


def _add_before_marking(
    courses: Courses, ids: Sequence[uuid.UUID], counts: Counts, panels: _Panels
) -> None:
    desk, declared = at_desk(ids), panels.seats_in("declared")
    undecided = panels.seats_in("undecided", "recognised")
    for tender_id in ids:
        course, bids = courses[tender_id], counts["bids"][tender_id]
        asked = (bids - panels.out[tender_id]) * counts["gates"][tender_id]
        course.unconfirmed = asked - panels.confirmed[tender_id]
        if bids > panels.not_marked[tender_id]:
            course.undeclared = panels.seats[tender_id] - declared[tender_id]
        course.undecided = undecided[tender_id]
        course.bids = bids
        course.is_released_by_desk = desk[tender_id].is_released
        course.waits_for_desk = bool(bids) and desk[tender_id].waits


def parts_of(person_id: uuid.UUID | None, tenders: Sequence[Tender]) -> dict[uuid.UUID, Part]:
    """How far one evaluator has come on each tender; no row of anybody else's is read."""
    ids = [tender.id for tender in tenders]
    own = select(Seat).where(Seat.tender_id.in_(ids), Seat.person_id == person_id)
    parts = {seat.id: Part(seat) for seat in db.session.scalars(own)}
    if not parts:  # as with nearly every approver
        return {}
    marks_on, gone = {part.seat.sheets_seat_id: part for part in parts.values()}, set()
    for seat_id, bid_id in gone_among({*parts, *marks_on}):
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
    awaited = AWAITED.where(Presence.seat_id.in_(marks_on))
    for _tender, seat_id, _bid in db.session.execute(awaited):
        marks_on[seat_id].to_sign += 1
    for seat_id, bid_id, number in own_sessions(marks_on):
        if (seat_id, bid_id) not in gone:
            marks_on[seat_id].session = number
    for seat_id, bid_id, label in interviews_now(marks_on):
        if (seat_id, bid_id) not in gone:
            marks_on[seat_id].interview = label
    return {part.seat.tender_id: part for part in parts.values()}


def tenders_by_id(ids: Iterable[uuid.UUID]) -> Sequence[Tender]:
    """Those of several tenders that belong to the open authority."""
    return db.session.scalars(select(Tender).where(Tender.id.in_(ids))).all()
