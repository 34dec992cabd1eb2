"""Those who took part hear first-hand what was decided, in the way they asked for (P20)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased, joinedload

from portal.accounts.models import Person
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import post
from portal.core.words import say
from portal.evaluation.models import Seat
from portal.feedback.models_first_hand import OutcomeTold, OutcomeWay
from portal.feedback.policy import TOLD
from portal.feedback.queries import took_part
from portal.participation.panels.models import Member
from portal.participation.panels.telling import AT_ONCE, SUBJECT, refuse_day, tell_each
from portal.tenders.models import Tender

NEWS = say("There is news about something you took part in.\n\nSign in to read it. %(page)s\n")


def tell_outcome(tender: Tender, sign_in_at: str) -> None:
    """With the letters: every member whose panel wrote, as they asked, and everybody who marked.

    A mail says that there is news, never what. Who is told on a page finds it there.
    """
    told, issue = set(), _last_issue(tender) + 1
    for member, how in tell_each(took_part(tender), NEWS, page=sign_in_at):
        told.add(member.person_id)
        way = OutcomeWay(tender_id=tender.id, member_id=member.id, how=how, issue=issue)
        db.session.add(way)
        if how in AT_ONCE:
            db.session.add(_told(way, clock.today()))
    for email in _of_evaluators(tender, told):
        post(email, SUBJECT, NEWS, page=sign_in_at)


def note_heard(actor: Actor, tender: Tender, way: OutcomeWay, day: date) -> None:
    """Somebody was told by a call, a letter or at a meeting; ticked off once, with the day."""
    assert tender.released_at is not None, "policy: after the release"
    if way.told is not None:
        raise Refused(TOLD)
    refuse_day(day, tender.released_at.astimezone(clock.LONDON).date())
    db.session.add(_told(way, day, actor.person_id))
    record("outcome:told", actor, tender.id, person=way.member.person_id, how=way.how)


def ways_of_outcome(tender: Tender) -> Sequence[OutcomeWay]:
    """How each member is told, with who and when; for who knows the panel (R19)."""
    return db.session.scalars(
        select(OutcomeWay)
        .join(Member, Member.id == OutcomeWay.member_id)
        .where(OutcomeWay.tender_id == tender.id, _is_newest())
        .options(
            joinedload(OutcomeWay.member).joinedload(Member.person), joinedload(OutcomeWay.told)
        )
        .order_by(Member.joined_at, Member.id)
    ).all()


def _last_issue(tender: Tender) -> int:
    """With how many letters members were told so far."""
    last = select(func.max(OutcomeWay.issue)).where(OutcomeWay.tender_id == tender.id)
    return db.session.scalar(last) or 0


def _is_newest() -> ColumnElement[bool]:
    """What was decided again replaces what was to be told before."""
    later = aliased(OutcomeWay)
    return OutcomeWay.issue == (
        select(func.max(later.issue))
        .where(later.tender_id == OutcomeWay.tender_id)
        .scalar_subquery()
    )


TO_HEAR = (
    select(OutcomeWay.tender_id, func.count())
    .outerjoin(OutcomeTold, OutcomeTold.id == OutcomeWay.id)
    .where(OutcomeTold.id.is_(None), _is_newest())
    .group_by(OutcomeWay.tender_id)
)
"""How many members somebody still has to tell, by tender."""


def _told(way: OutcomeWay, day: date, by: uuid.UUID | None = None) -> OutcomeTold:
    return OutcomeTold(id=way.id, tender_id=way.tender_id, told_on=day, noted_by=by)


def _of_evaluators(tender: Tender, told: set[uuid.UUID]) -> list[str]:
    """Where everybody who marks, or marked, gets their mails, but for those who know already."""
    wanted = (
        select(Person.email)
        .join(Seat, Seat.person_id == Person.id)
        .where(
            Seat.tender_id == tender.id,
            Person.id.not_in(told),
            Person.email.is_not(None),
            Person.erased_at.is_(None),
        )
    )
    return sorted({email for email in db.session.scalars(wanted) if email})
