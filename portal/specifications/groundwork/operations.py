"""Writes: interests and their assessment, duties with evidence, the budget (R16, R30, P29)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.formats import pounds
from portal.core.words import say
from portal.specifications.groundwork.models import (
    BudgetLine,
    ConflictAssessment,
    ConflictInterest,
    DutyAnswer,
)
from portal.specifications.groundwork.queries import (
    Versioned,
    conflicts_of,
    duties_of,
    versions_of,
)
from portal.tenders.models import Tender

IN_THE_PAST = say("Choose a day after today.")


@dataclass(frozen=True)
class InterestFacts:
    """Whose interest it is, what it is, and what is done so that it counts for nothing."""

    whose: str
    interest: str
    steps: str
    is_over: bool = False


@dataclass(frozen=True)
class LineFacts:
    """A line of the budget: what, how many, for how many hours, at which rate, and what it cost."""

    kind: str
    what: str
    quantity: int
    rate: Decimal
    hours: Decimal | None = None
    spent: Decimal | None = None
    is_out: bool = False


def note_interest(
    actor: Actor, tender: Tender, facts: InterestFacts, before: ConflictInterest | None = None
) -> ConflictInterest:
    """Note an interest, or a new version of one; earlier versions stay (R16)."""
    row = _put(actor, tender, ConflictInterest, before, asdict(facts))
    words = {name: getattr(row, name) for name in ("whose", "interest", "steps")}
    place = {"number": row.number, "version": row.version}
    record("interest:noted", actor, tender.id, **place, is_over=row.is_over, interest=words)
    return row


def assess(actor: Actor, tender: Tender, words: str, review_on: date) -> ConflictAssessment:
    """Say what was found about all interests as they stand, and when to look again (R16)."""
    if review_on <= clock.today():
        raise Refused(IN_THE_PAST, field="review_on")
    found = conflicts_of(tender)
    row = ConflictAssessment(
        tender_id=tender.id,
        number=len(found.assessments) + 1,
        interests=sum(not each.is_over for each in found.interests),
        words=words,
        review_on=review_on,
        written_by=actor.person_id,
        written_at=clock.now(),
    )
    db.session.add(row)
    facts = {"number": row.number, "interests": row.interests, "review_on": review_on}
    record("conflicts:assessed", actor, tender.id, **facts, words=words)
    return row


def answer_duties(actor: Actor, tender: Tender, said: dict[str, tuple[bool, str]]) -> None:
    """Say of each duty with which evidence it is met, or why it doesn't apply (R30)."""
    before = duties_of(tender)
    changed = False
    for duty, (applies, words) in said.items():
        last = before.get(duty)
        if last is not None and (last.applies, last.words) == (applies, words):
            continue
        changed = True
        row = DutyAnswer(
            tender_id=tender.id,
            duty=duty,
            version=last.version + 1 if last else 1,
            applies=applies,
            words=words,
            written_by=actor.person_id,
            written_at=clock.now(),
        )
        db.session.add(row)
        facts = {"duty": duty, "version": row.version, "applies": applies}
        record("duty:answered", actor, tender.id, **facts, words=words)
    if not changed:
        raise Refused(say("Nothing has changed yet."))


def put_budget_line(
    actor: Actor, tender: Tender, facts: LineFacts, before: BudgetLine | None = None
) -> BudgetLine:
    """Plan a line, or note what was spent; nothing of it is about a person (P29)."""
    row = _put(actor, tender, BudgetLine, before, asdict(facts))
    record(
        "budget:line-written",
        actor,
        tender.id,
        number=row.number,
        version=row.version,
        kind=row.kind,
        planned=pounds(row.planned),
        spent=pounds(row.spent) or None,
        is_out=row.is_out,
        what=row.what,
    )
    return row


def _put(
    actor: Actor,
    tender: Tender,
    model: type[Versioned],
    before: Versioned | None,
    values: dict[str, Any],
) -> Versioned:
    """A new row, or the next version of one."""
    if before is None:
        number, version = max((x.number for x in versions_of(tender, model)), default=0) + 1, 1
    else:
        number, version = before.number, before.version + 1
    row = model(
        tender_id=tender.id,
        number=number,
        version=version,
        written_by=actor.person_id,
        written_at=clock.now(),
        **values,
    )
    db.session.add(row)
    return row
