"""Reads of sheets: one's own with its marks, and for the leads how many are sent."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Boolean, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from portal.bids.models import Bid
from portal.core.authorisation import Actor
from portal.core.database import db, reading
from portal.core.straight import Straight
from portal.evaluation.answered import HAS_ANSWERS
from portal.evaluation.marking.place import IS_VOIDED, Place, place_of
from portal.evaluation.models import Draft, Mark, Seat, SeatCriterion, Sheet, Voided
from portal.evaluation.models_conflicts import KeptOut
from portal.evaluation.models_promise import Promise
from portal.evaluation.queries import KEPT_OUT, all_seats_of, seat_of, voided_of
from portal.specifications.interviewed import written_of
from portal.specifications.models import Criterion
from portal.specifications.published import asked_in
from portal.specifications.queries import criteria_of
from portal.tenders.models import Tender
from portal.tenders.stages import is_at_least

__all__ = ["IS_VOIDED", "Place", "place_of", "seat_of"]


@dataclass(frozen=True)
class OwnSheet:
    """One of an evaluator's own sheets: the bid's label, the last marks and what is begun."""

    sheet: Sheet
    label: str
    criteria: Sequence[Criterion]
    marks: Mapping[uuid.UUID, Mark]
    drafts: Mapping[uuid.UUID, Draft]
    voided_because: str | None
    has_promised: bool = False
    """Whether who reads it promised to keep it to themselves; asked for a sheet of one's own."""
    is_kept_out: bool = False
    """Whether a later conflict took it out of the count, as far as they are told (R16)."""
    group: str = ""
    """The group of evaluators that one marks for; asked for a sheet of one's own."""

    def at(self, criterion: Criterion) -> Place:
        """What stands at one question; only of a sheet that was locked before it was read."""
        is_own = any(each.id == criterion.id for each in self.criteria)
        stands = self.marks.get(criterion.id), self.drafts.get(criterion.id)
        return Place(self.group, self.label, self.is_voided, is_own, *stands)

    @property
    def left(self) -> list[Criterion]:
        """The criteria without a mark or a pass, or of which the evaluator isn't sure."""
        unsure = self.unsure
        return [each for each in self.criteria if each.id not in self.marks or each.id in unsure]

    @property
    def unsure(self) -> set[uuid.UUID]:
        """The criteria about which the evaluator said ‘not sure yet’."""
        return {each.criterion_id for each in self.drafts.values() if each.is_unsure}

    @property
    def is_sent(self) -> bool:
        """Whether it was sent, and so is locked."""
        return self.sheet.sent_at is not None

    @property
    def is_voided(self) -> bool:
        """Whether it no longer counts (R15)."""
        return self.voided_because is not None


def criteria_on(tender: Tender, seat: Seat) -> list[Criterion]:
    """The criteria that the holder of a seat marks by written answers, in the tender's order."""
    own = {each.criterion_id for each in seat.criteria}
    return [each for each in written_of(criteria_of(tender)) if each.id in own]


_SHEETS = (
    select(Sheet, Bid.label)
    .join(Bid, Sheet.bid_id == Bid.id)
    .where(Sheet.seat_id == bindparam("seat"))
    .order_by(Sheet.position)
)


def own_sheets(tender: Tender, seat: Seat) -> list[OwnSheet]:
    """All sheets of one seat in its own order; the same number of queries for any number."""
    if seat.beside_id and seat.id in (gone := voided_of(tender)).seats:
        return []
    found = db.session.execute(_SHEETS, {"seat": seat.sheets_seat_id}).all()
    ids = [sheet.id for sheet, _label in found]
    criteria, gone = criteria_on(tender, seat), voided_of(tender)
    found = found if criteria else []
    marks, drafts = last_marks(ids), _drafts(ids)
    return [
        OwnSheet(
            sheet,
            label,
            criteria,
            marks.get(sheet.id, {}),
            drafts.get(sheet.id, {}),
            gone.told(sheet.seat_id, sheet.bid_id),
            is_kept_out=(sheet.seat_id, sheet.bid_id) in gone.kept.keys() - gone.unseen,
        )
        for sheet, label in found
    ]


_THE_BID = and_(Bid.tender_id == Seat.tender_id, Bid.label == bindparam("label"))
_THE_SHEET = and_(Sheet.seat_id == func.coalesce(Seat.beside_id, Seat.id), Sheet.bid_id == Bid.id)
_VOIDED = and_(
    or_(Voided.seat_id == Seat.id, Voided.seat_id == Sheet.seat_id),
    or_(Voided.bid_id.is_(None), Voided.bid_id == Bid.id),
)
_KEPT = and_(
    KeptOut.seat_id == Sheet.seat_id,
    KeptOut.bid_id == Sheet.bid_id,
    or_(KeptOut.is_told, bindparam("is_out", type_=Boolean)),
)


def _own(*, locked: bool) -> Straight:
    """Somebody's seat and sheet on one bid, with all that a policy asks of them."""
    is_kept = KeptOut.id.is_not(None)
    found = (
        select(Seat, Sheet, Voided.reason, Promise.id.is_not(None), is_kept, Voided.seat_id)
        .join(Bid, _THE_BID, isouter=not locked)
        .join(Sheet, _THE_SHEET, isouter=not locked)
        .outerjoin(Voided, _VOIDED)
        .outerjoin(KeptOut, _KEPT)
        .outerjoin(Promise, Promise.seat_id == Seat.id)
        .where(Seat.tender_id == bindparam("tender"), Seat.person_id == bindparam("person"))
        .order_by(Voided.seat_id != Seat.id, Voided.bid_id.is_not(None))
        .limit(1)
    )
    return Straight(found.with_for_update(of=Sheet) if locked else found)


_OWN, _OWN_LOCKED = _own(locked=False), _own(locked=True)
NOWHERE = (None, None, None, False, False, None)


def newest_version(sheet_id: Any, criterion_id: Any) -> Any:
    """The version of the mark that stands at one question, found by the end of its index."""
    any_mark = aliased(Mark)
    at = any_mark.sheet_id == sheet_id, any_mark.criterion_id == criterion_id
    return select(func.max(any_mark.version)).where(*at).scalar_subquery()


_QUESTIONS = Straight(
    select(SeatCriterion.criterion_id, Mark, Draft)
    .select_from(SeatCriterion)
    .outerjoin(
        Mark,
        and_(
            Mark.sheet_id == bindparam("sheet"),
            Mark.criterion_id == SeatCriterion.criterion_id,
            Mark.version == newest_version(bindparam("sheet"), SeatCriterion.criterion_id),
        ),
    )
    .outerjoin(
        Draft,
        and_(
            Draft.sheet_id == bindparam("sheet"), Draft.criterion_id == SeatCriterion.criterion_id
        ),
    )
    .where(SeatCriterion.seat_id == bindparam("seat"))
)
"""Written once, as those above: a marking page asks them, and so does each save."""


def own_sheet(
    actor: Actor, tender: Tender, label: str, *, at_interview: bool = False
) -> tuple[Seat | None, OwnSheet | None]:
    """The actor's seat, and their own sheet on one bid; none where they are kept from it (R16).

    It has the questions whose answers are written, or those that are asked `at_interview` (P14).

    A writing request locks the sheet before its marks are read, so that two windows come one after
    the other, and the second one sees what the first has saved.
    """
    asked: dict[str, object] = {"tender": tender.id, "person": actor.person_id, "label": label}
    asked["is_out"] = is_at_least(tender, "released")
    found = None if reading.get() else _OWN_LOCKED.first(**asked)
    found = found or _OWN.first(**asked)
    seat, sheet, voided_because, has_promised, is_kept, void = found or NOWHERE
    has_left = seat is not None and seat.beside_id is not None and void == seat.id
    if seat is None or sheet is None or has_left:
        return seat, None
    rows = _QUESTIONS.all(sheet=sheet.id, seat=seat.id)
    marks = {criterion_id: mark for criterion_id, mark, _draft in rows if mark}
    drafts = {criterion_id: draft for criterion_id, _mark, draft in rows if draft}
    published, mine = asked_in(tender), {criterion_id for criterion_id, _mark, _draft in rows}
    criteria = [
        each for each in published.criteria if each.id in mine and each.is_interview == at_interview
    ]
    why = voided_because or (KEPT_OUT if is_kept else None)
    told = (why, has_promised, is_kept, published.groups[seat.group_id])
    return seat, OwnSheet(sheet, label, criteria, marks, drafts, *told)


_THESE: BindParameter[uuid.UUID] = bindparam("sheets", expanding=True)
_MARKS = select(Mark).where(Mark.sheet_id.in_(_THESE)).order_by(Mark.version)
_DRAFTS = select(Draft).where(Draft.sheet_id.in_(_THESE))


def last_marks(sheet_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[uuid.UUID, Mark]]:
    """The mark that stands for each criterion of each sheet, which is its last version."""
    rows = db.session.scalars(_MARKS, {"sheets": sheet_ids})
    found: dict[uuid.UUID, dict[uuid.UUID, Mark]] = {}
    for mark in rows:
        found.setdefault(mark.sheet_id, {})[mark.criterion_id] = mark
    return found


def _drafts(sheet_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[uuid.UUID, Draft]]:
    rows = db.session.scalars(_DRAFTS, {"sheets": sheet_ids})
    found: dict[uuid.UUID, dict[uuid.UUID, Draft]] = {}
    for draft in rows:
        found.setdefault(draft.sheet_id, {})[draft.criterion_id] = draft
    return found


def sheets_of(tender: Tender) -> list[Sheet]:
    """The sheets of a tender that count."""
    gone, rows = voided_of(tender), select(Sheet).where(Sheet.tender_id == tender.id)
    return [each for each in db.session.scalars(rows) if not gone.why(each.seat_id, each.bid_id)]


def sheets_awaited(tender: Tender) -> list[Sheet]:
    """The sheets that marking waits for: some don't count, and nobody may know it yet (R16)."""
    rows = select(Sheet).where(Sheet.tender_id == tender.id, HAS_ANSWERS)
    gone = voided_of(tender)
    return [each for each in db.session.scalars(rows) if not gone.told(each.seat_id, each.bid_id)]


def counted_marks_of(tender: Tender) -> list[Mark]:
    """The marks and passes that count: the last of each criterion of every sent, valid sheet."""
    sent = [sheet.id for sheet in sheets_of(tender) if sheet.sent_at is not None]
    return [mark for marks in last_marks(sent).values() for mark in marks.values()]


@dataclass(frozen=True)
class SeatProgress:
    """How far one evaluator is, in numbers alone; no label and no mark."""

    seat: Seat
    sent: int
    sheets: int
    is_voided: bool


def progress_of(tender: Tender) -> list[SeatProgress]:
    """How many sheets each evaluator has sent, voided ones left out."""
    gone, counted = voided_of(tender), sheets_awaited(tender)
    return [
        SeatProgress(
            seat,
            sum(s.seat_id == seat.id and s.sent_at is not None for s in counted),
            sum(s.seat_id == seat.id for s in counted),
            seat.id in gone.seats,
        )
        for seat in all_seats_of(tender)
        if seat.beside_id is None
    ]
