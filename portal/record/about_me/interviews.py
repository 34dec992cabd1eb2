"""What an authority holds of interviews that somebody was at, and of bidders that got in touch with
them, for that person alone."""

from __future__ import annotations

import uuid
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from portal.bids.models import Bid
from portal.core.database import db
from portal.core.formats import day
from portal.core.tenancy import open_tenant
from portal.evaluation.models import Seat
from portal.evaluation.models_interviews import ContactReport, InterviewPresence, InterviewRecord
from portal.record.about_me.reading import highlights_in


def read_in(house: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """What is held of their reading, and of the interviews after it."""
    return [*highlights_in(house, person_id), *interviews_in(house, person_id)]


def interviews_in(house: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """A line for each time that they were recorded as present, and for each word of theirs. Read in
    a session of its own."""
    db.session.remove()
    open_tenant(house)
    lines = [*_there(person_id), *_told(person_id)]
    db.session.remove()
    title = gettext("Interviews at which you were, and bidders that got in touch with you")
    return [{"title": title, "lines": lines}] if lines else []


def _there(person_id: uuid.UUID) -> list[dict[str, str]]:
    wanted = (
        select(Bid.label, InterviewRecord.recorded_at)
        .select_from(InterviewPresence)
        .join(InterviewRecord, InterviewRecord.id == InterviewPresence.record_id)
        .join(Bid, Bid.id == InterviewRecord.bid_id)
        .join(Seat, Seat.id == InterviewPresence.seat_id)
        .where(Seat.person_id == person_id)
        .order_by(InterviewRecord.recorded_at)
    )
    return [
        {
            "key": gettext("Bid %(label)s", label=label),
            "value": gettext("You were there, as recorded on %(day)s", day=day(at)),
        }
        for label, at in db.session.execute(wanted)
    ]


def _told(person_id: uuid.UUID) -> list[dict[str, str]]:
    wanted = select(ContactReport).join(Seat, Seat.id == ContactReport.seat_id)
    rows = db.session.scalars(
        wanted.where(Seat.person_id == person_id).order_by(ContactReport.said_at)
    )
    return [{"key": day(each.said_at), "value": each.words} for each in rows]
