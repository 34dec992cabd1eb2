"""Reads of who is beside whom."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from portal.core.database import db
from portal.participation.beside.models import Mentoring
from portal.participation.beside.policy import has_answered_helper, named_helper
from portal.participation.panels.models import Member

_WITH_NAMES = select(Mentoring).options(
    joinedload(Mentoring.mentor).joinedload(Member.person),
    joinedload(Mentoring.newcomer).joinedload(Member.person),
)


def mentorings_of(member_ids: Sequence[uuid.UUID]) -> list[Mentoring]:
    """Where these members are asked, or go on, as mentors or as newcomers."""
    wanted = _WITH_NAMES.where(
        or_(Mentoring.mentor_id.in_(member_ids), Mentoring.newcomer_id.in_(member_ids)),
        Mentoring.ended_at.is_(None),
    )
    return list(db.session.scalars(wanted.order_by(Mentoring.asked_at, Mentoring.id)))


def every_mentoring_of(member_id: uuid.UUID) -> list[Mentoring]:
    """Where somebody was asked or went on, also what has ended, the first asked first."""
    wanted = select(Mentoring).where(
        or_(Mentoring.mentor_id == member_id, Mentoring.newcomer_id == member_id)
    )
    return list(db.session.scalars(wanted.order_by(Mentoring.asked_at, Mentoring.id)))


def mentoring_by_id(mentoring_id: uuid.UUID) -> Mentoring | None:
    """One of them, ended or not."""
    return db.session.scalar(_WITH_NAMES.where(Mentoring.id == mentoring_id))


def waiting_for(places: Sequence[Member]) -> list[tuple[str, uuid.UUID]]:
    """What a member is asked about who is beside them: `helper` or `mentor`, and on which panel."""
    found = [
        ("helper", each.panel_id)
        for each in places
        if named_helper(each) is not None and not has_answered_helper(each)
    ]
    mine = {each.id for each in places}
    for each in mentorings_of(list(mine)):
        asked_first = each.mentor_id in mine and each.mentor_agreed_at is None
        asked_next = each.newcomer_id in mine and each.mentor_agreed_at is not None
        if asked_first or (asked_next and each.newcomer_agreed_at is None):
            found.append(("mentor", each.panel_id))
    return found
