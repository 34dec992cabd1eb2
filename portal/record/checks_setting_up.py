"""What a log says of conflicts, duties and the participation budget, against the rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from portal.audit.verify import Trouble
from portal.core.database import db
from portal.core.formats import pounds
from portal.record.compare import Said, compare, said_in, some
from portal.specifications.groundwork.models import (
    BudgetLine,
    ConflictAssessment,
    ConflictInterest,
    DutyAnswer,
)

WORDS = ("whose", "interest", "steps")


def interests(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every version of every interest says what the log says (R16)."""
    rows = [
        Said(
            (row.number, row.version),
            {name: getattr(row, name) for name in WORDS} | {"is_over": row.is_over},
        )
        for row in _all(ConflictInterest, log_id)
    ]
    said = [
        Said(
            each.of("number", "version"),
            some(each.facts, "is_over") | some(each.values.get("interest", {}), *WORDS),
            each.number,
        )
        for each in said_in(log_id, "interest:noted")
    ]
    yield from compare(log_id, "interest", rows, said)


def assessments(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every assessment, with its day of review, is the one that the log has (R16)."""
    rows = [
        Said(
            (row.number,),
            {
                "words": row.words,
                "interests": row.interests,
                "review_on": row.review_on.isoformat(),
            },
        )
        for row in _all(ConflictAssessment, log_id)
    ]
    said = [
        Said(
            each.of("number"),
            some(each.facts, "interests", "review_on") | some(each.values, "words"),
            each.number,
        )
        for each in said_in(log_id, "conflicts:assessed")
    ]
    yield from compare(log_id, "conflicts assessment", rows, said)


def duties(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every answer to a duty is the one that the log has (R30)."""
    rows = [
        Said((row.duty, row.version), {"applies": row.applies, "words": row.words})
        for row in _all(DutyAnswer, log_id)
    ]
    said = [
        Said(
            each.of("duty", "version"),
            some(each.facts, "applies") | some(each.values, "words"),
            each.number,
        )
        for each in said_in(log_id, "duty:answered")
    ]
    yield from compare(log_id, "answer to a duty", rows, said)


def budget(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every version of every line of the budget is the one that the log has (P29)."""
    rows = [
        Said(
            (row.number, row.version),
            {
                "what": row.what,
                "planned": pounds(row.planned),
                "spent": pounds(row.spent) or None,
                "is_out": row.is_out,
            },
        )
        for row in _all(BudgetLine, log_id)
    ]
    said = [
        Said(
            each.of("number", "version"),
            some(each.facts, "planned", "spent", "is_out") | some(each.values, "what"),
            each.number,
        )
        for each in said_in(log_id, "budget:line-written")
    ]
    yield from compare(log_id, "line of the participation budget", rows, said)


def _all(model: Any, log_id: uuid.UUID) -> list[Any]:
    return list(db.session.scalars(select(model).where(model.tender_id == log_id)))


CHECKS = (interests, assessments, duties, budget)
