"""Whether what bidders were asked and said, looks for exclusion and rulings are as written down."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from sqlalchemy import select

from portal.audit.verify import Trouble
from portal.bids.models import Bid
from portal.core.database import db
from portal.evaluation.models_compliance import (
    BidderAnswer,
    BidderQuestion,
    BidRuling,
    ExclusionCheck,
)
from portal.record.compare import Said, compare, said_in, some


def questions(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Each question: to whom, what for, until when, and its words."""
    said = [
        Said(
            (event.facts["number"],),
            {
                "purpose": event.facts["purpose"],
                "answer_by": event.facts["answer_by"],
                **some(event.values, "label", "words"),
            },
            event.number,
        )
        for event in said_in(log_id, "bidder:asked")
    ]
    wanted = select(BidderQuestion, Bid.label).join(Bid, BidderQuestion.bid_id == Bid.id)
    rows = [
        Said(
            (row.number,),
            {
                "purpose": row.purpose,
                "answer_by": row.answer_by.isoformat(),
                "label": label,
                "words": row.words,
            },
        )
        for row, label in db.session.execute(wanted.where(BidderQuestion.tender_id == log_id))
    ]
    yield from compare(log_id, "question to a bidder", rows, said)


def answers(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Each answer, in the parts in which it came."""
    said = [
        Said(
            event.of("number", "part"),
            {"is_last": event.facts["is_last"], **some(event.values, "words")},
            event.number,
        )
        for event in said_in(log_id, "bidder:answered")
    ]
    wanted = select(BidderAnswer, BidderQuestion.number).join(
        BidderQuestion, BidderAnswer.question_id == BidderQuestion.id
    )
    rows = [
        Said((number, row.number), {"is_last": row.is_last, "words": row.words})
        for row, number in db.session.execute(wanted.where(BidderAnswer.tender_id == log_id))
    ]
    yield from compare(log_id, "answer of a bidder", rows, said)


def looks(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Each look at a bidder for exclusion, and what came of it."""
    names = ("on_list", "has_mandatory", "has_discretionary", "outcome")
    said = [
        Said(
            (event.facts["number"],),
            {
                "looked_on": event.facts["looked_on"],
                **some(event.values, "provider", "found", "words"),
            },
            event.number,
        )
        for event in said_in(log_id, "exclusion:checked")
    ]
    rows = [
        Said(
            (row.number,),
            {
                "looked_on": row.looked_on.isoformat(),
                "provider": str(row.provider_id),
                "found": {name: getattr(row, name) for name in names},
                "words": row.words,
            },
        )
        for row in db.session.scalars(
            select(ExclusionCheck).where(ExclusionCheck.tender_id == log_id)
        )
    ]
    yield from compare(log_id, "look for exclusion", rows, said)


def rulings(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Each word on whether a bid is disregarded."""
    said = [
        Said(
            event.of("label", "ground", "version"),
            {"is_out": event.name == "bid:disregarded", **some(event.values, "reason")},
            event.number,
        )
        for event in said_in(log_id, "bid:disregarded", "bid:stays-in")
    ]
    wanted = select(BidRuling, Bid.label).join(Bid, BidRuling.bid_id == Bid.id)
    rows = [
        Said((label, row.ground, row.version), {"is_out": row.is_out, "reason": row.reason})
        for row, label in db.session.execute(wanted.where(BidRuling.tender_id == log_id))
    ]
    yield from compare(log_id, "word on whether a bid is disregarded", rows, said)
