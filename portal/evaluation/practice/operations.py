"""Writes of practice: the invented bid, what somebody tries, that they are ready, the promise."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, delete, select

from portal.accounts.operations import one_at_a_time
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.formats import exact
from portal.core.words import say
from portal.evaluation.models import Seat
from portal.evaluation.practice.models import (
    PracticeAnswer,
    PracticeMark,
    PracticeReady,
    Promise,
)
from portal.specifications.models import Criterion, Group
from portal.specifications.scales import marks_on
from portal.tenders.models import Tender

WORDS_VERSION = 1
"""Of the promise in templates/practice/promise.html: another number when its meaning changes."""

TRIED = say("Somebody has practised on this answer, so it stays as it is.")
NO_SUCH_MARK = say("Choose a mark of this question’s scale")
DONE = say("You have tried this one already.")
NOTHING_TO_TRY = say("There is nothing to try on this question.")


@dataclass(frozen=True)
class PracticeFacts:
    """An invented answer, the mark that the lead thinks right, and why."""

    answer: str
    mark: Decimal
    because: str


def write_practice(
    actor: Actor, tender: Tender, criterion: Criterion, facts: PracticeFacts
) -> None:
    """The lead writes what an invented bid says to a question, until somebody has tried it."""
    assert actor.person_id
    found = _untried(criterion)
    if facts.mark not in _scale(criterion):
        raise Refused(NO_SUCH_MARK, field="mark")
    if found is None:
        found = PracticeAnswer(tender_id=tender.id, criterion_id=criterion.id)
        db.session.add(found)
    found.answer, found.mark, found.because = facts.answer, facts.mark, facts.because
    found.written_by, found.written_at = actor.person_id, clock.now()
    record(
        "practice:written",
        actor,
        tender.id,
        criterion=criterion.code,
        words=facts.answer,
        thought=f"{exact(facts.mark)}: {facts.because}",
    )


def remove_practice(actor: Actor, tender: Tender, criterion: Criterion) -> None:
    """The lead takes an invented answer away, until somebody has tried it."""
    found = _untried(criterion)
    if found is not None:
        db.session.delete(found)
        record("practice:removed", actor, tender.id, criterion=criterion.code)


def _untried(criterion: Criterion) -> PracticeAnswer | None:
    one_at_a_time()
    tried = select(PracticeMark.id).where(PracticeMark.criterion_id == criterion.id).limit(1)
    if db.session.scalar(tried) is not None:
        raise Refused(TRIED)
    return _answer_to(criterion)


def _answer_to(criterion: Criterion) -> PracticeAnswer | None:
    return db.session.scalar(
        select(PracticeAnswer).where(PracticeAnswer.criterion_id == criterion.id)
    )


def _scale(criterion: Criterion) -> list[Decimal]:
    return marks_on(criterion.scale.lowest, criterion.scale.highest, criterion.scale.step)


def practise(seat: Seat, criterion: Criterion, mark: Decimal | None) -> None:
    """An evaluator marks the invented answer, or passes: once, before they see what others gave.

    It leaves no event: that somebody learns, and how, is nobody else's to read (R18).
    """
    one_at_a_time()
    if _answer_to(criterion) is None:
        raise Refused(NOTHING_TO_TRY)
    if mark is not None and mark not in _scale(criterion):
        raise Refused(NO_SUCH_MARK, field="mark")
    if db.session.scalar(select(PracticeMark.id).where(*_own(PracticeMark, seat, criterion))):
        raise Refused(DONE)
    own = PracticeMark(tender_id=seat.tender_id, seat_id=seat.id, criterion_id=criterion.id)
    own.mark, own.practised_on = mark, clock.today()
    db.session.add(own)


def say_ready(seat: Seat, criterion: Criterion) -> None:
    """An evaluator notes for themselves that they are ready for a question."""
    one_at_a_time()
    if not db.session.scalar(select(PracticeReady.id).where(*_own(PracticeReady, seat, criterion))):
        ready = PracticeReady(tender_id=seat.tender_id, seat_id=seat.id, criterion_id=criterion.id)
        ready.ready_on = clock.today()
        db.session.add(ready)


def delete_own(seat: Seat, criterion: Criterion) -> None:
    """What somebody tried on a question, and that they were ready for it, is gone."""
    for model in (PracticeMark, PracticeReady):
        db.session.execute(delete(model).where(*_own(model, seat, criterion)))


def _own(
    model: type[PracticeMark] | type[PracticeReady], seat: Seat, criterion: Criterion
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return model.seat_id == seat.id, model.criterion_id == criterion.id


def promise(actor: Actor, tender: Tender, seat: Seat) -> None:
    """An evaluator promises to keep what they read to themselves, before they mark (R16, R18)."""
    one_at_a_time()
    if db.session.scalar(select(Promise.id).where(Promise.seat_id == seat.id)):
        return
    row = Promise(tender_id=tender.id, seat_id=seat.id, version=WORDS_VERSION)
    row.promised_at = clock.now()
    db.session.add(row)
    group = db.session.get_one(Group, (tender.authority_id, seat.group_id)).slug
    record("confidence:promised", actor, tender.id, group=group, version=WORDS_VERSION)
