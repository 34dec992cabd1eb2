"""Reads of the last day for marks, of who has begun, and of who stops."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import aliased

from portal.core.database import db
from portal.evaluation.models import Draft, Mark, Sheet
from portal.evaluation.models_stopping import StopDecision, Stopping
from portal.evaluation.progress.models import MarkingTime, ReminderSent
from portal.tenders.models import Tender


@dataclass(frozen=True)
class Days:
    """The last day for everybody, and a later one for those who have more time."""

    for_all: date | None = None
    longer: Mapping[uuid.UUID, date] = field(default_factory=dict)

    def of(self, seat_id: uuid.UUID | None) -> date | None:
        """The last day of one seat: the later of its own and everybody's."""
        own = self.longer.get(seat_id) if seat_id else None
        return max(filter(None, [own, self.for_all]), default=None)


def days_among(tenders: Sequence[Tender]) -> dict[uuid.UUID, Days]:
    """The last days of several tenders, in one query: as planned, until a lead says otherwise."""
    rows = db.session.scalars(
        select(MarkingTime)
        .where(MarkingTime.tender_id.in_([tender.id for tender in tenders]))
        .order_by(MarkingTime.version)
    ).all()
    found = {}
    for tender in tenders:
        own = [row for row in rows if row.tender_id == tender.id]
        for_all = [row.ends_on for row in own if row.seat_id is None]
        longer = {row.seat_id: row.ends_on for row in own if row.seat_id}
        found[tender.id] = Days(for_all[-1] if for_all else tender.marking_ends_on, longer)
    return found


def days_of(tender: Tender) -> Days:
    """The last days of one tender."""
    return days_among([tender])[tender.id]


def times_given(tender: Tender) -> int:
    """How often a day was set."""
    return db.session.query(MarkingTime).filter_by(tender_id=tender.id).count()


def begun_seats(tender: Tender) -> set[uuid.UUID]:
    """Whose marks or drafts there are already; never how many, nor of which bid (R16)."""
    has_mark = select(Mark.id).where(Mark.sheet_id == Sheet.id).exists()
    has_draft = select(Draft.id).where(Draft.sheet_id == Sheet.id).exists()
    wanted = select(Sheet.seat_id).where(Sheet.tender_id == tender.id, or_(has_mark, has_draft))
    return set(db.session.scalars(wanted.distinct()))


@dataclass(frozen=True)
class Stops:
    """Whose last word is that they stop, and what was decided, by seat."""

    said: frozenset[uuid.UUID]
    decided: Mapping[uuid.UUID, StopDecision]
    versions: Mapping[uuid.UUID, int]


def stops_of(tender: Tender) -> Stops:
    """Who stops in this tender, in two queries."""
    words = select(Stopping).where(Stopping.tender_id == tender.id).order_by(Stopping.version)
    last = {row.seat_id: row for row in db.session.scalars(words)}
    wanted = select(StopDecision).where(StopDecision.tender_id == tender.id)
    decided = {row.seat_id: row for row in db.session.scalars(wanted)}
    versions = {seat: row.version for seat, row in last.items()}
    return Stops(frozenset(seat for seat in last if last[seat].is_stop), decided, versions)


_LATER = aliased(Stopping)
STOPS_WAITING = select(Stopping.tender_id, Stopping.seat_id).where(
    Stopping.is_stop,
    ~exists().where(_LATER.seat_id == Stopping.seat_id, _LATER.version > Stopping.version),
    ~exists().where(StopDecision.seat_id == Stopping.seat_id),
)
"""The tender and the seat of each whose last word is that they stop, and on whom nobody has
decided."""


def reminders_sent(tender: Tender) -> int:
    """How many reminders went in this tender; never to whom."""
    return db.session.query(ReminderSent).filter_by(tender_id=tender.id).count()
