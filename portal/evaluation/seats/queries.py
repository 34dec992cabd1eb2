"""Reads of what stands before marking: declarations, decisions, and what is still missing."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import and_, or_, select

from portal.accounts.models import AUTHORITY_ROLES, FACILITATOR, PROVIDER, Role
from portal.core.authorisation import there
from portal.core.database import db
from portal.evaluation.models import ConflictDecision, Declaration, Seat
from portal.evaluation.models_choosing import Place
from portal.participation.panels.models import Member
from portal.specifications.models import Criterion, Group
from portal.tenders.models import Tender


def seat_by_id(tender: Tender, seat_id: uuid.UUID) -> Seat:
    """A seat of this tender; another tender's is a 404."""
    seat = db.session.scalar(select(Seat).where(Seat.id == seat_id, Seat.tender_id == tender.id))
    return there(seat)


def declarations_of(tender: Tender, seat: Seat | None = None) -> Sequence[Declaration]:
    """What is declared in this tender, or by one seat: the last version for each bidder."""
    wanted = select(Declaration).where(Declaration.tender_id == tender.id)
    if seat is not None:
        wanted = wanted.where(Declaration.seat_id == seat.id)
    rows = db.session.scalars(wanted.order_by(Declaration.declared_at, Declaration.id)).all()
    last: dict[tuple[uuid.UUID, uuid.UUID], Declaration] = {}
    for row in sorted(rows, key=lambda row: row.version):
        last[row.seat_id, row.provider_id] = row
    return [row for row in rows if last[row.seat_id, row.provider_id] is row]


def earlier_declarations(tender: Tender, declared: Declaration) -> Sequence[Declaration]:
    """What the same person said about the same bidder before, the newest first."""
    return db.session.scalars(
        select(Declaration)
        .where(
            Declaration.tender_id == tender.id,
            Declaration.seat_id == declared.seat_id,
            Declaration.provider_id == declared.provider_id,
            Declaration.version < declared.version,
        )
        .order_by(Declaration.version.desc())
    ).all()


def has_declared(seat: Seat) -> bool:
    """Whether the holder of a seat has answered for the bidders."""
    found = select(Declaration.id).where(Declaration.seat_id == seat.id).limit(1)
    return db.session.scalar(found) is not None


def decisions_of(tender: Tender) -> dict[uuid.UUID, ConflictDecision]:
    """What was decided on declared interests, by the declaration's id."""
    rows = db.session.scalars(
        select(ConflictDecision).where(ConflictDecision.tender_id == tender.id)
    )
    return {row.id: row for row in rows}


def declaration_by_id(tender: Tender, declaration_id: uuid.UUID) -> Declaration:
    """A declaration of this tender that needs a decision; a replaced one is a 404, like others."""
    known = (each for each in declarations_of(tender) if each.id == declaration_id)
    found = next((each for each in known if each.needs_decision), None)
    return there(found)


def barred_from_seats(tender: Tender, person_ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Who works for the authority, sees its prices, approves, leads the talks of this tender, or
    belongs to a provider (R10)."""
    return set(
        db.session.scalars(
            select(Role.person_id).where(
                Role.person_id.in_(person_ids),
                Role.ended_at.is_(None),
                or_(
                    Role.name == PROVIDER,
                    and_(Role.name.in_(AUTHORITY_ROLES), Role.authority_id == tender.authority_id),
                    and_(Role.name == FACILITATOR, Role.tender_id == tender.id),
                ),
            )
        )
    )


def is_refused(tender: Tender, person_id: uuid.UUID) -> bool:
    """Whether somebody chosen by a panel was refused here, and nobody has lifted it (P14)."""
    wanted = (
        select(Place.id)
        .join(Member, Member.id == Place.member_id)
        .where(
            Place.tender_id == tender.id,
            Place.ground.is_not(None),
            Member.person_id == person_id,
        )
    )
    return db.session.scalar(wanted.limit(1)) is not None


def criteria_marked_by(group: Group, criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria of which a group carries a share (R7)."""
    return [
        criterion
        for criterion in criteria
        if any(share.group_id == group.id and share.percent for share in criterion.shares)
    ]


def tenders_before_marking() -> Sequence[Tender]:
    """The published tenders of the authority that is open whose marking hasn't begun."""
    wanted = select(Tender).where(Tender.stage.in_(("open", "opened")), Tender.ended_at.is_(None))
    return db.session.scalars(wanted.order_by(Tender.reference, Tender.id)).all()
