"""Writes of diaries, and the note that a certificate was made."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.participation.panels.models import Member
from portal.participation.thanks.models import LONGEST, DiaryEntry, SharedHours
from portal.participation.thanks.queries import (
    diaries_of_person,
    diary_of,
    shared_by,
    shared_by_person,
)

NO_TIME = say("Say how long it took")
TOO_LONG = say("A day has 24 hours")
NOTHING = say("Write something in your diary first")
NOT_SHARED = say("Your hours aren’t shared")
LATER = say("The day can’t be after today")


@dataclass(frozen=True)
class Hours:
    """What somebody did on a day, and for how long."""

    day: date
    what: str
    minutes: int


def write_down(member: Member, hours: Hours) -> None:
    """A member writes in their own diary; nobody else learns it (P23)."""
    if hours.minutes < 1:
        raise Refused(NO_TIME, field="hours")
    if hours.minutes > LONGEST:
        raise Refused(TOO_LONG, field="hours")
    if hours.day > clock.today():
        raise Refused(LATER, field="day")
    db.session.add(DiaryEntry(member_id=member.id, **vars(hours)))


def take_out(entry: DiaryEntry) -> None:
    """What a member takes out of their diary is gone."""
    db.session.delete(entry)


def share_total(actor: Actor, member: Member) -> None:
    """A member tells who leads their panel how many hours they gave: the sum, never a line (P23).

    What was told before is told no more.
    """
    minutes = sum(each.minutes for each in diary_of(member.id))
    if not minutes:
        raise Refused(NOTHING)
    told = shared_by(member.id) or SharedHours(member_id=member.id)
    told.minutes, told.shared_at = minutes, clock.now()
    db.session.add(told)
    record("diary:shared", actor, panel=member.panel_id, person=member.person_id)


def take_total_back(actor: Actor, member: Member) -> None:
    """Who leads the panel doesn't see the total any more (P23)."""
    told = shared_by(member.id)
    if told is None:
        raise Refused(NOT_SHARED)
    db.session.delete(told)
    record("diary:taken-back", actor, panel=member.panel_id, person=member.person_id)


def certify(actor: Actor, member: Member) -> None:
    """The log knows that a certificate was made: neither its name nor its hours (P23)."""
    record("certificate:made", actor, panel=member.panel_id, person=member.person_id)


def forget_diaries(person_id: uuid.UUID) -> None:
    """The diary of somebody who is erased goes whole, and the totals that they told (R26). The
    caller records."""
    for row in (*diaries_of_person(person_id), *shared_by_person(person_id)):
        db.session.delete(row)
