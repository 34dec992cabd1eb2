"""Reads of what was added in public after a tender's publication."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from portal.core.database import db
from portal.tenders.models import Notice, Tender
from portal.tenders.models_after import (
    NoticeAnswer,
    NoticeBriefing,
    NoticeRedaction,
    NoticeVersion,
    QuestionTime,
)

BEFORE_DEADLINE = timedelta(days=7)


def questions_until(found: Notice) -> datetime:
    """Until when anybody may ask: as the lead said; else a week before the deadline, or half-way
    to it where that is less than two weeks from the publication."""
    wanted = select(QuestionTime.until).where(QuestionTime.notice_id == found.id)
    said = db.session.scalar(wanted.order_by(QuestionTime.number.desc()).limit(1))
    return said or _usual(found.deadline_at, found.published_at)


def _usual(deadline_at: datetime, published_at: datetime) -> datetime:
    return deadline_at - min(BEFORE_DEADLINE, (deadline_at - published_at) / 2)


def questions_until_among(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """The same for several published tenders, in two queries."""
    times = select(QuestionTime.notice_id, QuestionTime.until).order_by(QuestionTime.number)
    said = dict(db.session.execute(times.where(QuestionTime.notice_id.in_(ids))).all())
    wanted = select(Notice.id, Notice.deadline_at, Notice.published_at).where(Notice.id.in_(ids))
    rows = db.session.execute(wanted)
    return {each: said.get(each) or _usual(due, published) for each, due, published in rows}


def last_time(notice_id: uuid.UUID) -> int:
    """How often the lead has set the time for questions."""
    wanted = select(func.count()).where(QuestionTime.notice_id == notice_id)
    return db.session.scalar(wanted) or 0


def answers_in_public(notice_id: uuid.UUID) -> Sequence[NoticeAnswer]:
    """Every answer that is out for all, in the order of the questions."""
    wanted = select(NoticeAnswer).where(NoticeAnswer.notice_id == notice_id)
    return db.session.scalars(wanted.order_by(NoticeAnswer.number)).all()


def briefing_of(notice_id: uuid.UUID) -> NoticeBriefing | None:
    """The briefing for providers as it stands, if there is one (P13)."""
    wanted = select(NoticeBriefing).where(NoticeBriefing.notice_id == notice_id)
    return db.session.scalar(wanted.order_by(NoticeBriefing.version.desc()).limit(1))


def versions_of(notice_id: uuid.UUID) -> Sequence[NoticeVersion]:
    """What amendments made of a tender, the first one first; none where it never changed."""
    wanted = select(NoticeVersion).where(NoticeVersion.notice_id == notice_id)
    return db.session.scalars(wanted.order_by(NoticeVersion.number)).all()


def removals_of(notice_id: uuid.UUID) -> Sequence[NoticeRedaction]:
    """Each time that words were taken out of what is published, the first one first (R26)."""
    wanted = select(NoticeRedaction).where(NoticeRedaction.notice_id == notice_id)
    return db.session.scalars(wanted.order_by(NoticeRedaction.number)).all()


def newest_version(tender: Tender) -> NoticeVersion | None:
    """The amendment that holds now; a draft has none, and isn't asked for."""
    found = versions_of(tender.id) if tender.published_at else ()
    return found[-1] if found else None


def specification_in(
    found: Notice, versions: Sequence[NoticeVersion], number: int
) -> dict[str, Any] | None:
    """The specification as one version has it; version 1 is the notice's own."""
    if number == 1:
        first: dict[str, Any] = found.document["specification"]
        return first
    return next((each.specification for each in versions if each.number == number), None)


def amended_at(notice_id: uuid.UUID) -> datetime | None:
    """When a published tender was last amended, if it was."""
    wanted = select(func.max(NoticeVersion.published_at))
    return db.session.scalar(wanted.where(NoticeVersion.notice_id == notice_id))
