"""Reads of diaries."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from portal.core.database import db
from portal.participation.panels.models import Member
from portal.participation.thanks.models import DiaryEntry


def diary_of(member_id: uuid.UUID) -> Sequence[DiaryEntry]:
    """What a member wrote down, the last day first."""
    wanted = select(DiaryEntry).where(DiaryEntry.member_id == member_id)
    return db.session.scalars(wanted.order_by(DiaryEntry.day.desc(), DiaryEntry.id)).all()


def entry_of(member_id: uuid.UUID, entry_id: uuid.UUID) -> DiaryEntry | None:
    """One entry of a member's own diary; another's isn't there."""
    wanted = select(DiaryEntry).where(DiaryEntry.member_id == member_id)
    return db.session.scalar(wanted.where(DiaryEntry.id == entry_id))


def diaries_of_person(person_id: uuid.UUID) -> Sequence[DiaryEntry]:
    """All that somebody wrote down in the authority that is open, the last day first."""
    theirs = select(Member.id).where(Member.person_id == person_id)
    wanted = select(DiaryEntry).where(DiaryEntry.member_id.in_(theirs))
    return db.session.scalars(wanted.order_by(DiaryEntry.day.desc(), DiaryEntry.id)).all()
