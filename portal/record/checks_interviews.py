"""What a tender's log says of interviews, against the rows themselves."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from portal.audit.models import Pseudonym
from portal.audit.verify import Trouble
from portal.bids.models import Bid
from portal.core.database import db
from portal.evaluation.models import Seat, Sheet
from portal.evaluation.models_interviews import (
    ContactReport,
    InterviewPlan,
    InterviewPresence,
    InterviewRecord,
    InterviewSent,
)
from portal.record.compare import Said, compare, said_in, some
from portal.record.speaking import speaks_for

PLACE = ("label", "version")


def plans(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Where each interview was planned, and for how long, is what people were told."""
    said = []
    for event in said_in(log_id, "interview:planned"):
        plan = some(event.values.get("plan", {}), "minutes", "adult")
        said.append(Said(event.of(*PLACE), plan | some(event.values, "place"), event.number))
    wanted = select(Bid.label, InterviewPlan).join(Bid, Bid.id == InterviewPlan.bid_id)
    rows = [
        Said(
            (label, plan.version),
            {"minutes": plan.minutes, "adult": plan.adult, "place": plan.place},
        )
        for label, plan in db.session.execute(wanted.where(InterviewPlan.tender_id == log_id))
    ]
    yield from compare(log_id, "plan of an interview", rows, said)


def records(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Which interviews were held, and who was there, is what was recorded after them."""
    present: dict[uuid.UUID, list[str]] = defaultdict(list)
    there = select(InterviewPresence.record_id, InterviewPresence.seat_id)
    there = there.where(InterviewPresence.tender_id == log_id)
    for record_id, seat_id in db.session.execute(there):
        present[record_id].append(str(seat_id))
    said = []
    for event in said_in(log_id, "interview:held", "interview:missed"):
        facts = some(event.values, "words", "adult")
        if "present" in event.values:
            facts["present"] = sorted(event.values["present"])
        facts["is_held"] = event.name == "interview:held"
        said.append(Said(event.of(*PLACE), facts, event.number))
    wanted = select(Bid.label, InterviewRecord).join(Bid, Bid.id == InterviewRecord.bid_id)
    rows = []
    for label, row in db.session.execute(wanted.where(InterviewRecord.tender_id == log_id)):
        facts = {"words": row.words, "is_held": row.is_held}
        if row.is_held:
            facts |= {"adult": row.adult, "present": sorted(present[row.id])}
        rows.append(Said((label, row.version), facts))
    yield from compare(log_id, "record of an interview", rows, said)


def sent(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Exactly the marks that were sent after an interview count as sent."""
    known, voice = _names(log_id), speaks_for(log_id)
    said = [
        Said((_known(voice.get(e.actor, e.actor), known), e.facts["label"]), {}, e.number)
        for e in said_in(log_id, "interview:sent")
    ]
    wanted = (
        select(Seat.person_id, Bid.label)
        .select_from(InterviewSent)
        .join(Sheet, Sheet.id == InterviewSent.sheet_id)
        .join(Seat, Seat.id == Sheet.seat_id)
        .join(Bid, Bid.id == Sheet.bid_id)
        .where(InterviewSent.tender_id == log_id)
    )
    rows = [Said((known.get(who, ""), label), {}) for who, label in db.session.execute(wanted)]
    yield from compare(log_id, "sent marks of an interview", rows, said)


def contacts(log_id: uuid.UUID) -> Iterator[Trouble]:
    """What was told of bidders that got in touch is what the leads read."""
    said = [
        Said((e.facts["number"],), some(e.values, "words"), e.number)
        for e in said_in(log_id, "contact:reported")
    ]
    wanted = select(ContactReport).where(ContactReport.tender_id == log_id)
    rows = [Said((row.number,), {"words": row.words}) for row in db.session.scalars(wanted)]
    yield from compare(log_id, "report of a contact", rows, said)


def _names(log_id: uuid.UUID) -> dict[uuid.UUID, str]:
    wanted = select(Pseudonym.person_id, Pseudonym.name).where(Pseudonym.log_id == log_id)
    return dict(db.session.execute(wanted).all())


def _known(name: str, known: dict[uuid.UUID, str]) -> str:
    return name if name in known.values() else ""


CHECKS = (plans, records, sent, contacts)
