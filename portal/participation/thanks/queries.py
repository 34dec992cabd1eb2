"""Reads of diaries."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.database import db
from portal.participation.panels.models import Member
from portal.participation.thanks.models import DiaryEntry, SharedHours


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


def shared_by(member_id: uuid.UUID) -> SharedHours | None:
    """The total that a member told who leads their panel, if they do."""
    return db.session.scalar(select(SharedHours).where(SharedHours.member_id == member_id))


def shared_on(panel_id: uuid.UUID) -> Sequence[SharedHours]:
    """The totals that members of a panel told, also of who has left: never a line of a diary."""
    wanted = select(SharedHours).join(SharedHours.member).where(Member.panel_id == panel_id)
    wanted = wanted.options(joinedload(SharedHours.member).joinedload(Member.person))
    return db.session.scalars(wanted.order_by(Member.joined_at, Member.id)).all()


def shared_by_person(person_id: uuid.UUID) -> Sequence[SharedHours]:
    """All totals that somebody told in the authority that is open."""
    theirs = select(Member.id).where(Member.person_id == person_id)
    return db.session.scalars(select(SharedHours).where(SharedHours.member_id.in_(theirs))).all()
