"""What a tender's log says of the moderation room, against the rows themselves."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from sqlalchemy import select

from portal.audit.models import Pseudonym
from portal.audit.verify import Trouble
from portal.bids.models import Bid
from portal.core.database import db
from portal.evaluation.models import Dissent, Moderation, Overruled, Seat
from portal.evaluation.models_room import Attendance, GroupTalk, Laid, TalkSession
from portal.record.compare import Said, compare, said_in, some
from portal.record.speaking import speaks_for
from portal.specifications.models import Criterion, Group

RECORD = ("label", "criterion", "version")


def sessions(log_id: uuid.UUID) -> Iterator[Trouble]:
    """The sessions that were opened and ended are those that were held."""
    held = select(TalkSession).where(TalkSession.tender_id == log_id)
    rows = db.session.scalars(held.order_by(TalkSession.number)).all()
    for name, field in (("opened", "opened_at"), ("ended", "ended_at")):
        said = [
            Said((event.facts["number"],), {}, event.number)
            for event in said_in(log_id, f"moderation:session-{name}")
        ]
        there = [Said((row.number,), {}) for row in rows if getattr(row, field) is not None]
        yield from compare(log_id, f"session that was {name}", there, said)


def laid(log_id: uuid.UUID) -> Iterator[Trouble]:
    """What lay on the table, in which session and for whom, is what was put there."""
    names = ("number", "label", "criterion", "group")
    said = [Said(e.of(*names), {}, e.number) for e in said_in(log_id, "moderation:laid")]
    wanted = (
        select(TalkSession.number, Bid.label, Criterion.code, Group.slug)
        .select_from(Laid)
        .join(TalkSession, TalkSession.id == Laid.session_id)
        .join(Bid, Bid.id == Laid.bid_id)
        .join(Criterion, Criterion.id == Laid.criterion_id)
        .outerjoin(Group, Group.id == Laid.group_id)
        .where(Laid.tender_id == log_id)
        .order_by(Laid.number)
    )
    rows = [Said(tuple(row), {}) for row in db.session.execute(wanted)]
    yield from compare(log_id, "answer on the table", rows, said)


def came(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Who was there is who said so (R13)."""
    known, voice = _names(log_id), speaks_for(log_id)
    said = [
        Said((_known(voice.get(e.actor, e.actor), known), e.facts["number"]), {}, e.number)
        for e in said_in(log_id, "moderation:came")
    ]
    wanted = (
        select(Seat.person_id, TalkSession.number)
        .select_from(Attendance)
        .join(Seat, Seat.id == Attendance.seat_id)
        .join(TalkSession, TalkSession.id == Attendance.session_id)
        .where(Attendance.tender_id == log_id)
    )
    rows = [
        Said((known.get(person, ""), number), {}) for person, number in db.session.execute(wanted)
    ]
    yield from compare(log_id, "presence in a session", rows, said)


def group_talks(log_id: uuid.UUID) -> Iterator[Trouble]:
    """What a group said among itself is what was written down then."""
    key = ("label", "criterion", "group", "version")
    said = [
        Said(e.of(*key), some(e.values, "words"), e.number)
        for e in said_in(log_id, "moderation:group-noted")
    ]
    wanted = (
        select(Bid.label, Criterion.code, Group.slug, GroupTalk.version, GroupTalk.words)
        .select_from(GroupTalk)
        .join(Bid, Bid.id == GroupTalk.bid_id)
        .join(Criterion, Criterion.id == GroupTalk.criterion_id)
        .join(Group, Group.id == GroupTalk.group_id)
        .where(GroupTalk.tender_id == log_id)
    )
    rows = [Said(tuple(of), {"words": words}) for *of, words in db.session.execute(wanted)]
    yield from compare(log_id, "word of a group", rows, said)


def overruled(log_id: uuid.UUID) -> Iterator[Trouble]:
    """What a record was warned of, and why it stands, is what was recorded with it (R14)."""
    said = [
        Said(
            e.of(*RECORD),
            {"warnings": e.facts["warnings"], **some(e.values, "reason")},
            e.number,
        )
        for e in said_in(log_id, "moderation:overruled")
    ]
    wanted = (
        select(Bid.label, Criterion.code, Moderation.version, Overruled)
        .select_from(Overruled)
        .join(Moderation, Moderation.id == Overruled.id)
        .join(Bid, Bid.id == Moderation.bid_id)
        .join(Criterion, Criterion.id == Moderation.criterion_id)
        .where(Overruled.tender_id == log_id)
    )
    rows = [
        Said(tuple(of), {"warnings": row.warnings, "reason": row.reason})
        for *of, row in db.session.execute(wanted)
    ]
    yield from compare(log_id, "overruled warning", rows, said)


def dissents(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Who doesn't agree with a record, and why, is who said so (R13)."""
    known, voice = _names(log_id), speaks_for(log_id)
    said = [
        Said(
            (_known(voice.get(e.actor, e.actor), known), *e.of(*RECORD)),
            some(e.values, "words"),
            e.number,
        )
        for e in said_in(log_id, "moderation:dissented")
    ]
    wanted = (
        select(Seat.person_id, Bid.label, Criterion.code, Moderation.version, Dissent.words)
        .select_from(Dissent)
        .join(Seat, Seat.id == Dissent.seat_id)
        .join(Moderation, Moderation.id == Dissent.moderation_id)
        .join(Bid, Bid.id == Moderation.bid_id)
        .join(Criterion, Criterion.id == Moderation.criterion_id)
        .where(Dissent.tender_id == log_id)
        .order_by(Dissent.said_at)
    )
    rows = [
        Said((known.get(person, ""), *of), {"words": words})
        for person, *of, words in db.session.execute(wanted)
    ]
    yield from compare(log_id, "dissent", rows, said)


def _names(log_id: uuid.UUID) -> dict[uuid.UUID, str]:
    wanted = select(Pseudonym.person_id, Pseudonym.name).where(Pseudonym.log_id == log_id)
    return dict(db.session.execute(wanted).all())


def _known(name: str, known: dict[uuid.UUID, str]) -> str:
    """Whose way to a pseudonym was erased is known by nothing (R26)."""
    return name if name in known.values() else ""
