"""What a tender's log says of the last day for marks, of who stops, and of conflicts that everybody
is asked about again, against the rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from portal.audit.verify import Trouble
from portal.core.database import db
from portal.evaluation.models import Seat
from portal.evaluation.models_conflicts import Renewal, Renewed
from portal.evaluation.models_stopping import StopDecision, Stopping
from portal.evaluation.progress.models import MarkingTime
from portal.record.compare import Said, compare, said_in, some
from portal.specifications.models import Group

SET, GIVEN = "marking:day-set", "marking:time-given"
STOPPED, WENT_ON = "evaluator:stopped", "evaluator:went-on"


def days(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Each last day is the one that was recorded, for all or for one person."""
    said = [
        Said(
            (event.name,),
            some(event.facts, "ends_on") | _own(event.values, "ends_on", "ground", "person"),
            event.number,
        )
        for event in said_in(log_id, SET, GIVEN)
    ]
    wanted = (
        select(MarkingTime, Seat.person_id)
        .outerjoin(Seat, Seat.id == MarkingTime.seat_id)
        .where(MarkingTime.tender_id == log_id)
        .order_by(MarkingTime.version)
    )
    rows = [
        Said(
            (GIVEN if row.seat_id else SET,),
            {"ends_on": row.ends_on.isoformat(), "ground": row.ground, "person": str(person_id)},
        )
        for row, person_id in db.session.execute(wanted)
    ]
    yield from compare(log_id, "last day for marks", rows, said)


def _own(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: str(value) for name, value in some(values, *names).items()}


def stops(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Who said that they stop, or go on, is there, and what was decided on it (R15)."""
    said = [
        Said((), {"group": event.facts["group"], "is_stop": event.name == STOPPED}, event.number)
        for event in said_in(log_id, STOPPED, WENT_ON)
    ]
    wanted = _with_group(Stopping, Stopping.tender_id == log_id)
    found = db.session.execute(wanted.order_by(Stopping.said_at, Stopping.version))
    rows = [Said((), {"group": slug, "is_stop": row.is_stop}) for row, _who, slug in found]
    yield from compare(log_id, "word of somebody who stops", rows, said)


def stop_decisions(log_id: uuid.UUID) -> Iterator[Trouble]:
    """What becomes of the marks of who stops is what was recorded (R15)."""
    said = [
        Said(
            (),
            some(event.facts, "group", "outcome") | _own(event.values, "person", "ground"),
            event.number,
        )
        for event in said_in(log_id, "evaluator:stop-decided")
    ]
    wanted = _with_group(StopDecision, StopDecision.tender_id == log_id)
    rows = [
        Said(
            (),
            {"group": slug, "outcome": row.outcome, "person": str(who), "ground": row.ground},
        )
        for row, who, slug in db.session.execute(wanted.order_by(StopDecision.decided_at))
    ]
    yield from compare(log_id, "decision on who stops", rows, said)


def renewals(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Each time that everybody was asked again about conflicts, and each answer, is there (R16)."""
    said = [
        Said((event.facts["number"], event.facts.get("group")), {}, event.number)
        for event in said_in(log_id, "conflict:renewal-asked", "conflict:renewed")
    ]
    asked = select(Renewal.number).where(Renewal.tender_id == log_id)
    answered = _with_group(Renewed, Renewed.tender_id == log_id).join(
        Renewal, Renewal.id == Renewed.renewal_id
    )
    rows = [Said((number, None), {}) for number in db.session.scalars(asked)]
    found = db.session.execute(answered.add_columns(Renewal.number))
    rows += [Said((number, slug), {}) for _row, _who, slug, number in found]
    yield from compare(log_id, "word on what has changed", rows, said)


def _with_group(model: Any, *which: Any) -> Any:
    return (
        select(model, Seat.person_id, Group.slug)
        .join(Seat, Seat.id == model.seat_id)
        .join(Group, Group.id == Seat.group_id)
        .where(*which)
    )
