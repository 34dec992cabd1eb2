"""Proclaimed days: a lead enters them, and every running standstill hears of it (R25)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.outcomes.contracting.calendar import calendar_here, proclaimed_days
from portal.outcomes.contracting.models import FurtherDecision, ProclaimedDay, StandstillMove
from portal.outcomes.contracting.news import tell_both_sides
from portal.outcomes.contracting.open_data import publish_award
from portal.outcomes.contracting.queries import standings_of
from portal.outcomes.contracting.standing import Standing
from portal.outcomes.models import AwardNotice
from portal.outcomes.standstill import Calendar, standstill_ends_on
from portal.tenders.models import Tender

WEEKEND = say("This is a Saturday or Sunday, and no working day anyway.")
KNOWN = say("The calendar has just this already.")


def proclaim(
    actor: Actor,
    authority_id: uuid.UUID,
    day: date,
    parts: Sequence[str],
    name: str,
    is_holiday: bool,
) -> list[Tender]:
    """Enter a day for parts of the country; the running standstills that it moved (R25).

    A last day only ever moves on: what both sides were told stays as long as they were told.
    """
    before = calendar_here()
    if day.weekday() > 4:
        raise Refused(WEEKEND, field="day")
    wanted = [part for part in parts if bool(before.off(day, (part,))) != is_holiday]
    if not wanted:
        raise Refused(KNOWN, field="day")
    rows = _rows(actor, day, wanted, name, is_holiday)
    db.session.add_all(rows)
    for row in rows:
        facts = {"proclaimed_on": row.day, "part": row.part, "is_holiday": row.is_holiday}
        record("day:proclaimed", actor, **facts, name=name)
    db.session.flush()
    return _move_all(actor, rows[0])


def _rows(
    actor: Actor, day: date, parts: Sequence[str], name: str, is_holiday: bool
) -> list[ProclaimedDay]:
    number = len(proclaimed_days())
    return [
        ProclaimedDay(
            number=number + place,
            day=day,
            part=part,
            name=name,
            is_holiday=is_holiday,
            entered_by=actor.person_id,
            entered_at=clock.now(),
        )
        for place, part in enumerate(parts, 1)
    ]


def _move_all(actor: Actor, row: ProclaimedDay) -> list[Tender]:
    """Count every running standstill of the authority anew."""
    is_running = (Tender.stage == "released") & Tender.ended_at.is_(None)
    wanted = select(Tender).where(is_running).order_by(Tender.id)
    tenders = db.session.scalars(wanted.with_for_update()).all()
    days, standings = calendar_here(), standings_of(tenders)
    return [each for each in tenders if _move(actor, each, standings[each.id], days, row)]


def _move(
    actor: Actor, tender: Tender, standing: Standing, days: Calendar, row: ProclaimedDay
) -> bool:
    """Whether a last day of this tender moved; both sides hear that there is news."""
    found = [_moved(standing, thing, tender.regime, days) for thing in _running(standing)]
    moved = [each for each in found if each is not None]
    for thing_id, was_on, ends_on in moved:
        move = StandstillMove(
            tender_id=tender.id,
            of_id=thing_id,
            proclaimed_id=row.id,
            was_on=was_on,
            ends_on=ends_on,
            moved_at=clock.now(),
        )
        db.session.add(move)
        facts = {"proclaimed_on": row.day, "was_on": was_on, "ends_on": ends_on}
        record("standstill:moved", actor, tender.id, **facts)
    if moved:
        tell_both_sides(tender)
        _tell_publicly(tender, standing, max(ends_on for _id, _was, ends_on in moved))
    return bool(moved)


def _running(standing: Standing) -> list[AwardNotice | FurtherDecision]:
    """What still has a standstill running."""
    things: list[AwardNotice | FurtherDecision | None] = [standing.notice, standing.last_further]
    return [
        each
        for each in things
        if each is not None and (standing.last_day_of(each) or date.min) >= clock.today()
    ]


def _moved(
    standing: Standing, thing: AwardNotice | FurtherDecision, regime: str, days: Calendar
) -> tuple[uuid.UUID, date, date] | None:
    """The last day before and after, where it moves on."""
    is_notice = isinstance(thing, AwardNotice)
    begun = thing.published_on if isinstance(thing, AwardNotice) else thing.told_on
    ends_on = standstill_ends_on(regime if is_notice else f"{regime}_further", begun, days)
    was_on = standing.last_day_of(thing)
    if ends_on is None or was_on is None or ends_on <= was_on:
        return None
    return thing.id, was_on, ends_on


def _tell_publicly(tender: Tender, standing: Standing, ends_on: date) -> None:
    if standing.notice is not None:
        publish_award(tender, standing.notice.published_on, ends_on)
