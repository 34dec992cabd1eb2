"""What a tender's log says of what letters gained, left out, and were asked, against the rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from sqlalchemy import select

from portal.audit.verify import Trouble
from portal.bids.models import Bid
from portal.core.database import db
from portal.outcomes.models import Letter
from portal.outcomes.models_letters import (
    DebriefAnswer,
    DebriefDay,
    DebriefQuestion,
    LetterAddition,
    WithheldEnd,
    WithheldPassage,
)
from portal.record.compare import Said, compare, said_in, some


def additions(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every version of every addition says what the log says."""
    said = [
        Said(
            event.of("label", "part", "version"),
            {"overruled": event.facts["overruled"], **some(event.values, "words")},
            event.number,
        )
        for event in said_in(log_id, "letter:added")
    ]
    wanted = select(LetterAddition, Bid.label).join(Bid, LetterAddition.bid_id == Bid.id)
    rows = [
        Said((label, row.part, row.version), {"overruled": row.overruled, "words": row.words})
        for row, label in db.session.execute(wanted.where(LetterAddition.tender_id == log_id))
    ]
    yield from compare(log_id, "addition to a letter", rows, said)


def passages(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every passage is left out, with its ground, and shown again, as the log says."""
    shown = {event.of("label", "part", "number") for event in said_in(log_id, "letter:shown-again")}
    said = []
    for event in said_in(log_id, "letter:withheld"):
        key = event.of("label", "part", "number")
        facts = {"ground": event.facts["ground"], "is_shown": key in shown}
        words = event.values.get("words") or {}
        said.append(Said(key, facts | some(words, "passage", "reason"), event.number))
    ended = set(db.session.scalars(select(WithheldEnd.id).where(WithheldEnd.tender_id == log_id)))
    wanted = select(WithheldPassage, Bid.label).join(Bid, WithheldPassage.bid_id == Bid.id)
    rows = []
    for row, label in db.session.execute(wanted.where(WithheldPassage.tender_id == log_id)):
        facts = {"ground": row.ground, "is_shown": row.id in ended}
        words = {"passage": row.passage, "reason": row.reason}
        rows.append(Said((label, row.part, row.number), facts | words))
    yield from compare(log_id, "passage left out", rows, said)


def last_days(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Until when providers might ask is what the log says."""
    said = [
        Said(event.of("version"), {"day": event.facts["day"]}, event.number)
        for event in said_in(log_id, "debrief:until")
    ]
    wanted = select(DebriefDay).where(DebriefDay.tender_id == log_id)
    rows = [
        Said((row.version,), {"day": row.day.isoformat()}) for row in db.session.scalars(wanted)
    ]
    yield from compare(log_id, "last day for questions", rows, said)


def questions(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every question about a letter, and every answer, says what the log says."""
    wanted = (
        select(DebriefQuestion, DebriefAnswer, Bid.label)
        .join(Letter, Letter.id == DebriefQuestion.letter_id)
        .join(Bid, Bid.id == Letter.bid_id)
        .outerjoin(DebriefAnswer, DebriefAnswer.id == DebriefQuestion.id)
        .where(DebriefQuestion.tender_id == log_id)
        .order_by(Letter.issue, DebriefQuestion.number)
    )
    found = db.session.execute(wanted).all()
    asked = [Said((label, row.number), {"words": row.words}) for row, _answer, label in found]
    said = [
        Said(event.of("label", "number"), some(event.values, "words"), event.number)
        for event in said_in(log_id, "debrief:asked")
    ]
    yield from compare(log_id, "question about a letter", asked, said)
    given = [
        Said((label, row.number), {"is_refused": answer.is_refused, "words": answer.words})
        for row, answer, label in found
        if answer
    ]
    told = [
        Said(
            event.of("label", "number"),
            {"is_refused": event.facts["is_refused"], **some(event.values, "words")},
            event.number,
        )
        for event in said_in(log_id, "debrief:answered")
    ]
    yield from compare(log_id, "answer about a letter", given, told)
