"""What of telling back waits, for several tenders at once, and how late it is (P20)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from flask_babel import gettext
from sqlalchemy import exists, func, literal, select
from sqlalchemy.orm import aliased

from portal.core import clock
from portal.core.database import db
from portal.core.formats import day as in_words
from portal.core.formats import late_words
from portal.core.together import Together
from portal.feedback.first_hand import TO_HEAR
from portal.feedback.models import (
    LineQuestion,
    QuestionGiven,
    QuestionReply,
    Telling,
    TellingDay,
    TellingTold,
    TellingWay,
)
from portal.feedback.queries import LATE_PROMISES
from portal.specifications.cowriting.models import Round
from portal.specifications.cowriting.queries_telling import ANSWERS_TO_TELL
from portal.tenders.models import Tender


@dataclass
class Owed:
    """A tender's promised day as long as it isn't kept, and what else waits.

    `questions`: who has to reply, and by which day. `late_promises`: how many are overdue.
    `has_no_day`: a panel wrote, the tender is public, and nobody was told or promised a day.
    `is_decided`: the letters are out, and what was decided can be read.
    """

    day: date | None = None
    has_no_day: bool = False
    published_at: datetime | None = None
    to_tell: int = 0
    late_promises: int = 0
    is_decided: bool = False
    questions: list[tuple[uuid.UUID, date]] = field(default_factory=list)

    def days_late(self) -> int:
        """How many days ago people should have been told; 0 where it isn't late."""
        return max(0, (clock.today() - self.day).days) if self.day else 0


_LATER, _ONE = aliased(Telling), literal(1)
_NEWEST = (
    select(TellingWay.tender_id, func.count(TellingWay.id))
    .join(Telling, Telling.id == TellingWay.telling_id)
    .outerjoin(TellingTold, TellingTold.way_id == TellingWay.id)
    .where(
        TellingTold.id.is_(None),
        ~exists().where(_LATER.tender_id == Telling.tender_id, _LATER.number > Telling.number),
    )
    .group_by(TellingWay.tender_id)
)
"""How many wait to be told what is said to everybody, in its newest version."""
_WROTE = exists().where(Round.authority_id == Tender.authority_id, Round.tender_id == Tender.id)
_NUMBERS = Together(
    newest=("tenders", _NEWEST),
    answers=("tenders", ANSWERS_TO_TELL),
    outcome=("tenders", TO_HEAR),
    late_promises=("tenders", LATE_PROMISES),
    written_with=(
        "tenders",
        select(Tender.id, _ONE).where(Tender.published_at.is_not(None), _WROTE),
    ),
    decided=("tenders", select(Tender.id, _ONE).where(Tender.released_at.is_not(None))),
)
TO_TELL = ("newest", "answers", "outcome")


def owed_of(tender_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Owed]:
    """What waits for each tender; always the same number of queries."""
    found = {each: Owed() for each in tender_ids}
    days = select(TellingDay).where(TellingDay.tender_id.in_(tender_ids))
    last = {row.tender_id: row for row in db.session.scalars(days.order_by(TellingDay.version))}
    versions = select(Telling).where(Telling.tender_id.in_(tender_ids))
    told = {row.tender_id: row for row in db.session.scalars(versions.order_by(Telling.number))}
    for tender_id, standing in found.items():
        promised, telling = last.get(tender_id), told.get(tender_id)
        standing.published_at = telling.published_at if telling else None
        is_kept = promised and telling and telling.published_at >= promised.set_at
        standing.day = promised.day if promised and not is_kept else None
    known = _NUMBERS.numbers({"tenders": tender_ids}, today=clock.today())
    for tender_id, standing in found.items():
        is_told = tender_id in last or tender_id in told
        standing.has_no_day = tender_id in known["written_with"] and not is_told
        standing.to_tell = sum(known[each][tender_id] for each in TO_TELL)
        standing.is_decided = tender_id in known["decided"]
        standing.late_promises = known["late_promises"][tender_id]
    for tender_id, decider_id, reply_by in _open_questions(tender_ids):
        found[tender_id].questions.append((decider_id, reply_by))
    return found


def _open_questions(ids: Sequence[uuid.UUID]) -> list[tuple[uuid.UUID, uuid.UUID, date]]:
    """Each question without a reply: its tender, who has it now, and by when they reply."""
    wanted = (
        select(QuestionGiven)
        .join(
            LineQuestion,
            (LineQuestion.authority_id == QuestionGiven.authority_id)
            & (LineQuestion.id == QuestionGiven.question_id),
        )
        .outerjoin(
            QuestionReply,
            (QuestionReply.authority_id == LineQuestion.authority_id)
            & (QuestionReply.question_id == LineQuestion.id),
        )
        .where(QuestionGiven.tender_id.in_(ids), QuestionReply.id.is_(None))
        .order_by(QuestionGiven.number)
    )
    last = {each.question_id: each for each in db.session.scalars(wanted)}
    return [(each.tender_id, each.decider_id, each.reply_by) for each in last.values()]


def told_by_words(standing: Owed) -> str:
    """When members are told what became of their words, or how late that is; empty if neither."""
    if standing.has_no_day:
        return gettext("We haven’t said yet by when we tell you. Ask who leads your panel.")
    if standing.day is None:
        return ""
    if late := standing.days_late():
        return gettext(
            "We said that we would tell you by %(day)s. %(late)s.",
            day=in_words(standing.day),
            late=late_words(late),
        )
    return gettext("We tell you what became of it by %(day)s.", day=in_words(standing.day))
