"""Providers ask, the lead answers, and all have the answers at one moment (R4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from portal.audit.journal import record
from portal.bids.names import found_in
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.formats import moment
from portal.core.words import say
from portal.published.clarifications.models import (
    Clarification,
    ClarificationAnswer,
    ClarificationRelease,
)
from portal.published.clarifications.queries import Asked, asked_about, tells_who_asks
from portal.published.news import tell_all
from portal.published.queries import interested_in
from portal.tenders.models import Notice, Tender
from portal.tenders.models_after import NoticeAnswer, QuestionTime
from portal.tenders.queries import notice_of
from portal.tenders.queries_after import last_time, questions_until
from portal.tenders.stages import stage_of

TOO_LATE = say(
    "Questions could be asked until %(until)s, so this one was not sent. Your words stand below:"
    " you can copy them. That you tried is recorded."
)
IS_OUT = say("This answer is out already, so it can’t change any more.")
NO_REASON = say("Say why the others don’t get this answer.")
TELLS = say("This tells who asks: %(found)s. Take it out, or say below that it has to stand there.")
NONE_READY = say("No answer is ready to go out. Write one first.")
IN_THE_PAST = say("This time has passed. Choose a later one.")
AFTER_DEADLINE = say("Questions have to end before the deadline for bids.")


@dataclass(frozen=True)
class Reply:
    """What the lead answers; `reason` says why only the asker gets it, and is empty else."""

    wording: str
    words: str
    is_for_one: bool = False
    reason: str = ""
    may_tell: bool = False


def ask(actor: Actor, tender: Tender, words: str, *, asks_for_one: bool) -> Clarification:
    """A provider asks in time; a question that comes late is refused, and that is recorded."""
    until = questions_until(_notice(tender))
    provider_id, tender_id, came = actor.provider_id, tender.id, clock.received()
    if stage_of(tender, came) != "open" or came >= until:
        raise Refused(
            TOO_LATE,
            until=moment(until),
            record=lambda: record(
                "clarification:refused-late",
                actor,
                tender_id,
                received_at=came.isoformat(),
                provider=provider_id,
            ),
        )
    asked = select(func.count()).where(Clarification.tender_id == tender.id)
    made = Clarification(
        tender_id=tender.id,
        number=(db.session.scalar(asked) or 0) + 1,
        provider_id=provider_id,
        words=words,
        asks_for_one=asks_for_one,
        asked_by=actor.person_id,
        asked_at=clock.now(),
    )
    db.session.add(made)
    facts = {"number": made.number, "asks_for_one": asks_for_one}
    record("clarification:asked", actor, tender.id, **facts, provider=provider_id, words=words)
    return made


def write_answer(actor: Actor, tender: Tender, asked: Asked, reply: Reply) -> ClarificationAnswer:
    """The lead answers, and words the question so that it tells nobody who asks; the words that
    were asked stay beside it. What goes to one alone needs a reason, which stays on record."""
    if asked.state == "out":
        raise Refused(IS_OUT)
    if reply.is_for_one and not reply.reason:
        raise Refused(NO_REASON, field="reason")
    if not reply.is_for_one and not reply.may_tell:
        _refuse_names(tender, asked, reply)
    made = ClarificationAnswer(
        tender_id=tender.id,
        clarification_id=asked.question.id,
        version=asked.answer.version + 1 if asked.answer else 1,
        wording=reply.wording,
        words=reply.words,
        is_for_one=reply.is_for_one,
        reason=reply.reason if reply.is_for_one else "",
        written_by=actor.person_id,
        written_at=clock.now(),
    )
    db.session.add(made)
    facts = {"number": asked.question.number, "version": made.version}
    sealed = {"wording": made.wording, "words": made.words, "reason": made.reason}
    record(
        "clarification:answered", actor, tender.id, **facts, is_for_one=made.is_for_one, **sealed
    )
    return made


def _refuse_names(tender: Tender, asked: Asked, reply: Reply) -> None:
    telling = tells_who_asks(tender, asked.question)
    for field in ("wording", "words"):
        if found := found_in(getattr(reply, field), telling):
            raise Refused(TELLS, field=field, found=", ".join(f"‘{each}’" for each in found))


def release_answers(actor: Actor, tender: Tender) -> list[int]:
    """Every answer that is ready goes out at one moment: all read it, and one mail tells all that
    there is news. An answer for the asker alone goes to the asker alone."""
    ready = [each for each in asked_about(tender) if each.state == "ready"]
    if not ready:
        raise Refused(NONE_READY)
    at = clock.now()
    for each in ready:
        assert each.answer is not None, "it is ready"
        facts = {"tender_id": tender.id, "answer_id": each.answer.id}
        by = {"released_by": actor.person_id, "released_at": at}
        db.session.add(ClarificationRelease(id=each.question.id, **facts, **by))
        if not each.answer.is_for_one:
            db.session.add(_public(tender, each.question.number, each.answer, at))
    numbers = [each.question.number for each in ready]
    record("clarification:released", actor, tender.id, numbers=numbers)
    for_all = any(each.answer and not each.answer.is_for_one for each in ready)
    alone = {each.question.provider_id for each in ready}
    tell_all(tender, interested_in(tender) if for_all else alone)
    return numbers


def _public(tender: Tender, number: int, answer: ClarificationAnswer, at: datetime) -> NoticeAnswer:
    return NoticeAnswer(
        notice_id=tender.id,
        number=number,
        question=answer.wording,
        answer=answer.words,
        released_at=at,
    )


def set_question_time(actor: Actor, tender: Tender, until: datetime) -> None:
    """The lead says until when questions may be asked; everybody reads it at once."""
    found, at = _notice(tender), until.astimezone(UTC)
    if at <= clock.now():
        raise Refused(IN_THE_PAST, field="day")
    if at >= found.deadline_at:
        raise Refused(AFTER_DEADLINE, field="day")
    number = last_time(found.id) + 1
    db.session.add(QuestionTime(notice_id=found.id, number=number, until=at, set_at=clock.now()))
    record("clarification:time-set", actor, tender.id, number=number, until=at)


def _notice(tender: Tender) -> Notice:
    found = notice_of(tender.id)
    assert found is not None, "a published tender has its notice"
    return found
