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
from portal.participation.thanks.models import LONGEST, DiaryEntry
from portal.participation.thanks.queries import diaries_of_person

NO_TIME = say("Say how long it took")
TOO_LONG = say("A day has 24 hours")
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


def certify(actor: Actor, member: Member) -> None:
    """The log knows that a certificate was made: neither its name nor its hours (P23)."""
    record("certificate:made", actor, panel=member.panel_id, person=member.person_id)


def forget_diaries(person_id: uuid.UUID) -> None:
    """The diary of somebody who is erased goes whole (R26). The caller records."""
    for entry in diaries_of_person(person_id):
        db.session.delete(entry)
