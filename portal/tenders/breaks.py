"""School holidays and exams, as an authority enters them for its timetables."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor, there
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.tenders.models import SchoolBreak


def school_breaks(since: date) -> Sequence[SchoolBreak]:
    """Those of the open authority that aren't over on a day, the nearest first."""
    wanted = select(SchoolBreak).where(SchoolBreak.ends_on >= since)
    return db.session.scalars(wanted.order_by(SchoolBreak.starts_on, SchoolBreak.name)).all()


def school_break(break_id: uuid.UUID) -> SchoolBreak:
    """One of them; else a 404."""
    return there(db.session.scalar(select(SchoolBreak).where(SchoolBreak.id == break_id)))


def enter_break(actor: Actor, kind: str, name: str, starts_on: date, ends_on: date) -> SchoolBreak:
    """Enter holidays or exams; timetables that lie in them are warned of from now on."""
    if ends_on < starts_on:
        raise Refused(say("The last day must not be before the first."), "ends_on")
    row = SchoolBreak(
        kind=kind,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        entered_by=actor.person_id,
        entered_at=clock.now(),
    )
    db.session.add(row)
    facts = {"kind": kind, "starts_on": starts_on, "ends_on": ends_on}
    record("school-break:entered", actor, **facts)
    return row


def remove_break(actor: Actor, row: SchoolBreak) -> None:
    """Take them out again."""
    facts = {"kind": row.kind, "starts_on": row.starts_on, "ends_on": row.ends_on}
    record("school-break:removed", actor, **facts)
    db.session.delete(row)
