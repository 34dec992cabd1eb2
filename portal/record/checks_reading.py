"""What a tender's log says of warnings, of what was told to the lead, and of the order of reading,
against the rows themselves."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from sqlalchemy import select

from portal.audit.verify import Trouble
from portal.bids.models import Bid
from portal.core.database import db
from portal.evaluation.models import Sheet
from portal.evaluation.reading.models import Flag, FlagAnswer, HardPassage
from portal.record.compare import Said, compare, said_in, some
from portal.specifications.models import Criterion
from portal.tenders.models import BY_BID, Tender


def flags(log_id: uuid.UUID) -> Iterator[Trouble]:
    """What evaluators told the lead is there, each word of it, and nothing else (R18)."""
    said = [
        Said(
            event.of("number"),
            some(event.facts, "label", "criterion", "kind") | some(event.values, "words"),
            event.number,
        )
        for event in said_in(log_id, "flag:raised")
    ]
    wanted = (
        select(Flag, Bid.label, Criterion.code)
        .join(Sheet, Flag.sheet_id == Sheet.id)
        .join(Bid, Sheet.bid_id == Bid.id)
        .join(Criterion, Flag.criterion_id == Criterion.id)
        .where(Flag.tender_id == log_id)
    )
    rows = [
        Said(
            (flag.number,),
            {"label": label, "criterion": code, "kind": flag.kind, "words": flag.words},
        )
        for flag, label, code in db.session.execute(wanted)
    ]
    yield from compare(log_id, "word to the lead", rows, said)


def answers(log_id: uuid.UUID) -> Iterator[Trouble]:
    """What the lead answered is there, each word of it."""
    said = [
        Said(event.of("number"), some(event.values, "words"), event.number)
        for event in said_in(log_id, "flag:answered")
    ]
    wanted = select(Flag.number, FlagAnswer.words).join(Flag, FlagAnswer.flag_id == Flag.id)
    given = db.session.execute(wanted.where(FlagAnswer.tender_id == log_id))
    rows = [Said((number,), {"words": words}) for number, words in given]
    yield from compare(log_id, "answer of the lead", rows, said)


def passages(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Each warning before an answer is the one that was recorded (P25)."""
    names = ("paragraph", "file", "page", "is_hard")
    said = [
        Said(
            event.of("label", "criterion", "version"),
            some(event.facts, *names) | some(event.values, "words"),
            event.number,
        )
        for event in said_in(log_id, "passage:warned")
    ]
    wanted = (
        select(HardPassage, Bid.label, Criterion.code)
        .join(Bid, HardPassage.bid_id == Bid.id)
        .join(Criterion, HardPassage.criterion_id == Criterion.id)
        .where(HardPassage.tender_id == log_id)
    )
    rows = [
        Said(
            (label, code, row.version),
            {name: getattr(row, name) for name in (*names, "words")},
        )
        for row, label, code in db.session.execute(wanted)
    ]
    yield from compare(log_id, "warning", rows, said)


def order(log_id: uuid.UUID) -> Iterator[Trouble]:
    """The order of reading is the last one that was decided; by bid, if none was (R14)."""
    found = db.session.scalar(select(Tender.marking_order).where(Tender.id == log_id))
    decided = said_in(log_id, "marking:order-set")
    if found and found != (decided[-1].facts["order"] if decided else BY_BID):
        number = decided[-1].number if decided else None
        yield Trouble(log_id, number, "its order of reading in the database differs")
