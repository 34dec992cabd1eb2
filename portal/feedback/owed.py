"""What of telling back waits, for several tenders at once, and how late it is (P20)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from flask_babel import gettext
from sqlalchemy import exists, func, select

from portal.core import clock
from portal.core.database import db
from portal.core.formats import day as in_words
from portal.core.formats import late_words
from portal.feedback.first_hand import to_hear
from portal.feedback.models import (
    LineQuestion,
    QuestionGiven,
    QuestionReply,
    Telling,
    TellingDay,
    TellingTold,
    TellingWay,
)
from portal.feedback.queries import last_steps
from portal.specifications.cowriting.models import Round
from portal.specifications.cowriting.queries_telling import to_tell_of_answers
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
    for tender_id in _public_and_written_with(tender_ids) - last.keys() - told.keys():
        found[tender_id].has_no_day = True
    for tender_id, number in _to_tell([each.id for each in told.values()]):
        found[tender_id].to_tell = number
    for tender_id, number in to_tell_of_answers(tender_ids).items():
        found[tender_id].to_tell += number
    for tender_id, number in to_hear(tender_ids).items():
        found[tender_id].to_tell += number
    for tender_id in _decided_among(tender_ids):
        found[tender_id].is_decided = True
    for tender_id, step in last_steps(tender_ids):
        if step.expected_on and step.expected_on < clock.today():
            found[tender_id].late_promises += 1
    for tender_id, decider_id, reply_by in _open_questions(tender_ids):
        found[tender_id].questions.append((decider_id, reply_by))
    return found


def _public_and_written_with(tender_ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """The tenders that everybody reads by now, and that a panel wrote with."""
    wrote = exists().where(Round.authority_id == Tender.authority_id, Round.tender_id == Tender.id)
    is_public = Tender.published_at.is_not(None)
    return set(
        db.session.scalars(select(Tender.id).where(Tender.id.in_(tender_ids), is_public, wrote))
    )


def _decided_among(tender_ids: Sequence[uuid.UUID]) -> Sequence[uuid.UUID]:
    """Those whose letters are out."""
    is_out = Tender.released_at.is_not(None)
    return db.session.scalars(select(Tender.id).where(Tender.id.in_(tender_ids), is_out)).all()


def _to_tell(telling_ids: Sequence[uuid.UUID]) -> list[tuple[uuid.UUID, int]]:
    wanted = (
        select(TellingWay.tender_id, func.count(TellingWay.id))
        .outerjoin(
            TellingTold,
            (TellingTold.authority_id == TellingWay.authority_id)
            & (TellingTold.way_id == TellingWay.id),
        )
        .where(TellingWay.telling_id.in_(telling_ids), TellingTold.id.is_(None))
        .group_by(TellingWay.tender_id)
    )
    return [(row[0], row[1]) for row in db.session.execute(wanted)]


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
