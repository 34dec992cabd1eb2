"""What a log says of questions about a published tender, against the rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from portal.audit.verify import Trouble
from portal.core.database import db
from portal.published.briefing.models import BriefingSignUp
from portal.published.clarifications.models import (
    Clarification,
    ClarificationAnswer,
    ClarificationRelease,
)
from portal.record.compare import Said, compare, said_in, some, standing_hash
from portal.specifications.method import content_sha256
from portal.tenders.models_after import NoticeAnswer, NoticeBriefing, NoticeVersion
from portal.tenders.queries_after import removals_of

ANSWER = ("wording", "words", "reason")


def questions(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every question and every version of its answer says what the log says."""
    asked = _all(Clarification, log_id)
    rows = [Said((row.number,), {"words": row.words}) for row in asked]
    said = [
        Said((each.facts["number"],), some(each.values, "words"), each.number)
        for each in said_in(log_id, "clarification:asked")
    ]
    yield from compare(log_id, "question", rows, said)
    numbers = {row.id: row.number for row in asked}
    rows = [
        Said(
            (numbers.get(row.clarification_id, 0), row.version),
            {name: getattr(row, name) for name in ANSWER} | {"is_for_one": row.is_for_one},
        )
        for row in _all(ClarificationAnswer, log_id)
    ]
    said = [
        Said(
            each.of("number", "version"),
            {"is_for_one": each.facts["is_for_one"]} | some(each.values, *ANSWER),
            each.number,
        )
        for each in said_in(log_id, "clarification:answered")
    ]
    yield from compare(log_id, "answer to a question", rows, said)


def answers_out(log_id: uuid.UUID) -> Iterator[Trouble]:
    """What is out is what was let out, and everybody reads the answer that was written."""
    numbers = {row.id: row.number for row in _all(Clarification, log_id)}
    released = _all(ClarificationRelease, log_id)
    rows = [Said((numbers.get(row.id, 0),), {}) for row in released]
    said = [
        Said((number,), {}, each.number)
        for each in said_in(log_id, "clarification:released")
        for number in each.facts["numbers"]
    ]
    yield from compare(log_id, "answer that is out", rows, said)
    answers = {row.id: row for row in _all(ClarificationAnswer, log_id)}
    wanted = [
        Said((numbers.get(row.id, 0),), {"question": found.wording, "answer": found.words})
        for row in released
        if (found := answers.get(row.answer_id)) and not found.is_for_one
    ]
    public = db.session.scalars(select(NoticeAnswer).where(NoticeAnswer.notice_id == log_id))
    shown = [Said((x.number,), {"question": x.question, "answer": x.answer}) for x in public]
    yield from compare(log_id, "public answer", shown, wanted)


def amendments(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every version of a published tender has the hash that the log says, and its content has."""
    versions = db.session.scalars(select(NoticeVersion).where(NoticeVersion.notice_id == log_id))
    rows = [
        Said(
            (row.number,),
            {
                "specification_sha256": content_sha256(row.specification),
                "deadline_at": row.deadline_at.isoformat(),
                "reason": row.reason,
            },
        )
        for row in versions
    ]
    said = [
        Said(
            each.of("number"),
            some(each.facts, "deadline_at")
            | {"specification_sha256": standing_hash(log_id, each.facts["specification_sha256"])}
            | some(each.values, "reason"),
            each.number,
        )
        for each in said_in(log_id, "tender:amended")
    ]
    yield from compare(log_id, "version", rows, said)


def briefings(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every version of a briefing, and every word of who comes, is the log's (P13)."""
    found = db.session.scalars(select(NoticeBriefing).where(NoticeBriefing.notice_id == log_id))
    names = ("place", "words", "answers")
    rows = [Said((x.version,), {name: getattr(x, name) for name in names}) for x in found]
    said = [
        Said(each.of("version"), some(each.values.get("words", {}), *names), each.number)
        for each in said_in(log_id, "briefing:published")
    ]
    yield from compare(log_id, "briefing", rows, said)
    signed = sorted(_all(BriefingSignUp, log_id), key=lambda row: row.signed_at)
    rows = [Said((), {"people": row.people, "provider": str(row.provider_id)}) for row in signed]
    said = [
        Said((), some(each.facts, "people") | some(each.values, "provider"), each.number)
        for each in said_in(log_id, "briefing:signed-up")
    ]
    yield from compare(log_id, "word on a briefing", rows, said)


def removals(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Everybody reads each time that words were taken out, as the log tells it (R26)."""
    names = ("why", "texts", "documents")
    rows = [Said((), {name: getattr(x, name) for name in names}) for x in removals_of(log_id)]
    said = [
        Said((), some(each.facts, *names), each.number)
        for each in said_in(log_id, "wording:removed")
        if each.facts["texts"]
    ]
    yield from compare(log_id, "word on what was taken out", rows, said)


def _all(model: Any, log_id: uuid.UUID) -> list[Any]:
    return list(db.session.scalars(select(model).where(model.tender_id == log_id)))
