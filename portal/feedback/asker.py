"""Who took part and may question a line: by a place on a panel, also one that ended, or a seat."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.accounts.models import PANEL
from portal.core.authorisation import Actor, Verdict
from portal.core.database import db
from portal.evaluation.models import Seat
from portal.feedback.models import LineQuestion
from portal.participation.panels.models import Member
from portal.tenders.models import Tender


@dataclass(frozen=True)
class Asker:
    """A member, or who marks without belonging to a panel; `ready` says what else it takes."""

    actor: Actor
    member: Member | None = None
    seat: Seat | None = None
    ready: Verdict = True


def as_member(member: Member) -> Actor:
    """Who has left acts as the member they were: they may have no role any more, or another."""
    return Actor(member.person_id, PANEL, member.authority_id, kind=member.panel.kind)


def own_questions(
    questions: Sequence[LineQuestion], tender: Tender, person_id: uuid.UUID | None
) -> list[LineQuestion]:
    """What somebody asked, whether from a panel or from a seat: each line is questioned once."""
    members = select(Member.id).where(Member.person_id == person_id)
    seats = select(Seat.id).where(Seat.tender_id == tender.id, Seat.person_id == person_id)
    mine = {*db.session.scalars(members), *db.session.scalars(seats)}
    return [each for each in questions if mine & {each.member_id, each.seat_id}]


def asked_about(mine: Iterable[LineQuestion], line_key: uuid.UUID) -> LineQuestion | None:
    """What they asked about a line already, in whichever version."""
    return next((each for each in mine if each.line.key == line_key), None)


def people_who_asked(questions: Sequence[LineQuestion]) -> dict[uuid.UUID, uuid.UUID]:
    """The person behind each question, by its id: for the record alone, never for a page (R19)."""
    if not questions:
        return {}
    people: dict[uuid.UUID | None, uuid.UUID] = {}
    for model, ids in (
        (Member, {each.member_id for each in questions}),
        (Seat, {each.seat_id for each in questions}),
    ):
        wanted = select(model.id, model.person_id).where(model.id.in_(ids - {None}))
        people |= {row[0]: row[1] for row in db.session.execute(wanted)}
    return {each.id: people[each.member_id or each.seat_id] for each in questions}
