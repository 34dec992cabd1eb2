"""Reads of what people are told, of promises and of questions, in the authority that is open."""

from __future__ import annotations

import uuid

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from portal.accounts.models import APPROVER, LEAD, Person
from portal.accounts.queries import people_of
from portal.core.authorisation import there
from portal.core.database import db
from portal.feedback.models import (
    LineDraft,
    LineQuestion,
    Promise,
    PromiseStep,
    QuestionGiven,
    QuestionReply,
    Telling,
    TellingDay,
    TellingWay,
    ToldNotice,
)
from portal.participation.panels.models import Member
from portal.specifications.cowriting.models import Round
from portal.specifications.cowriting.queries import names_on_panels, rounds_of
from portal.tenders.models import Tender


def days_of(tender: Tender) -> list[TellingDay]:
    """Every day by which people were promised to be told, the one that counts last."""
    wanted = select(TellingDay).where(TellingDay.tender_id == tender.id)
    return list(db.session.scalars(wanted.order_by(TellingDay.version)))


def drafts_of(tender: Tender) -> list[LineDraft]:
    """The lines as they are edited now, in their order."""
    wanted = select(LineDraft).where(LineDraft.tender_id == tender.id)
    return list(db.session.scalars(wanted.order_by(LineDraft.position)))


def draft_of(tender: Tender, line_id: uuid.UUID) -> LineDraft:
    """One of them; one that isn't there is a 404."""
    found = next((each for each in drafts_of(tender) if each.id == line_id), None)
    return there(found)


def tellings_of(tender: Tender) -> list[Telling]:
    """Every version with its lines, the newest first."""
    wanted = (
        select(Telling)
        .where(Telling.tender_id == tender.id)
        .options(selectinload(Telling.lines))
        .order_by(Telling.number.desc())
    )
    return list(db.session.scalars(wanted))


def promises_of(tender: Tender) -> list[Promise]:
    """Everything that was promised, with all its steps, in the order of promising."""
    wanted = (
        select(Promise)
        .where(Promise.tender_id == tender.id)
        .options(selectinload(Promise.steps))
        .order_by(Promise.number)
    )
    return list(db.session.scalars(wanted))


def promise_of(tender: Tender, number: int) -> Promise:
    """One promise by its number; one that isn't there is a 404."""
    found = next((each for each in promises_of(tender) if each.number == number), None)
    return there(found)


def questions_of(tender: Tender) -> list[LineQuestion]:
    """Every question with its line, who replies and the reply, in the order of asking."""
    wanted = (
        select(LineQuestion)
        .where(LineQuestion.tender_id == tender.id)
        .options(
            joinedload(LineQuestion.line),
            selectinload(LineQuestion.given).joinedload(QuestionGiven.decider),
            joinedload(LineQuestion.reply).joinedload(QuestionReply.replier),
        )
        .order_by(LineQuestion.number)
    )
    return list(db.session.scalars(wanted))


def question_of(tender: Tender, number: int) -> LineQuestion:
    """One question by its number; one that isn't there is a 404."""
    found = next((each for each in questions_of(tender) if each.number == number), None)
    return there(found)


def ways_of(telling: Telling) -> list[TellingWay]:
    """How each member is told of one version, with who and when; for who knows the panel (R19)."""
    wanted = (
        select(TellingWay)
        .join(Member, Member.id == TellingWay.member_id)
        .where(TellingWay.telling_id == telling.id)
        .options(
            joinedload(TellingWay.member).joinedload(Member.person),
            joinedload(TellingWay.told),
        )
        .order_by(Member.joined_at, Member.id)
    )
    return list(db.session.scalars(wanted))


def took_part(tender: Tender) -> list[Member]:
    """Members of the panels that wrote with a tender, also who has left since, with consents."""
    panels = select(Round.panel_id).where(Round.tender_id == tender.id)
    wanted = (
        select(Member)
        .where(Member.panel_id.in_(panels))
        .options(joinedload(Member.person), joinedload(Member.panel), selectinload(Member.consents))
        .order_by(Member.joined_at, Member.id)
    )
    return list(db.session.scalars(wanted))


def public_tenders_of(panel_id: uuid.UUID) -> list[Tender]:
    """The published tenders that a panel wrote with, the newest first."""
    rounds = select(Round.tender_id).where(Round.panel_id == panel_id)
    wanted = select(Tender).where(Tender.id.in_(rounds), Tender.published_at.is_not(None))
    return list(db.session.scalars(wanted.order_by(Tender.published_at.desc(), Tender.id)))


def names_of(tender: Tender) -> list[str]:
    """The names of everybody on the panels that write with a tender, to look for (P6)."""
    return names_on_panels([each.panel_id for each in rounds_of(tender)])


def deciders(tender: Tender) -> list[Person]:
    """Who may be named to reply: whoever leads or approves for the authority, each once (P20)."""
    roles = [each for each in people_of(tender.authority_id) if each.name in (LEAD, APPROVER)]
    return list({each.person_id: each.person for each in roles}.values())


def versions_for_all(notice_id: uuid.UUID) -> list[ToldNotice]:
    """The versions that everybody reads of a published tender, the newest first."""
    wanted = select(ToldNotice).where(ToldNotice.notice_id == notice_id)
    return list(db.session.scalars(wanted.order_by(ToldNotice.number.desc())))


def next_question(tender: Tender) -> int:
    """The number of the next question."""
    wanted = select(func.count(LineQuestion.id)).where(LineQuestion.tender_id == tender.id)
    return (db.session.scalar(wanted) or 0) + 1


_LATER = aliased(PromiseStep)
LATE_PROMISES = (
    select(PromiseStep.tender_id, func.count())
    .where(
        PromiseStep.expected_on < bindparam("today"),
        ~exists().where(
            _LATER.promise_id == PromiseStep.promise_id, _LATER.number > PromiseStep.number
        ),
    )
    .group_by(PromiseStep.tender_id)
)
"""How many promises are late as they stand now, by tender."""
