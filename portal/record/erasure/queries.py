"""Reads for erasure: who is there, who asked, and what has to be kept for now."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.accounts.models import AUTHORITY_ROLES, PROVIDER, Person, Role
from portal.accounts.queries import authorities, people_of
from portal.audit.models import Pseudonym
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.formats import day
from portal.core.tenancy import tenant
from portal.evaluation.models import ConflictDecision, Declaration, Seat, Voided
from portal.evaluation.models_conflicts import Recognition, RecognitionDecision
from portal.record.erasure.models import ErasureRequest
from portal.record.erasure.policy import KEPT, NOT_ASKED, NOT_FINISHED, against, responsible_for
from portal.record.retention import retention_of
from portal.tenders.models import Tender


def every_role_of(person_id: uuid.UUID) -> Sequence[Role]:
    """The roles that a person holds or has held, with their places."""
    return db.session.scalars(
        select(Role)
        .where(Role.person_id == person_id)
        .options(joinedload(Role.authority), joinedload(Role.provider))
        .order_by(Role.granted_at, Role.id)
    ).all()


def request_of(person_id: uuid.UUID) -> ErasureRequest | None:
    """What a person asked."""
    return db.session.scalar(
        select(ErasureRequest).where(
            ErasureRequest.person_id == person_id, ErasureRequest.answered_at.is_(None)
        )
    )


def people_for(actor: Actor) -> list[tuple[Person, ErasureRequest | None]]:
    """Whom this actor may erase, those who asked first; nobody who is erased already."""
    rows = db.session.execute(
        select(Person, Role, ErasureRequest)
        .outerjoin(Role, Role.person_id == Person.id)
        .outerjoin(ErasureRequest, ErasureRequest.person_id == Person.id)
        .where(Person.erased_at.is_(None), Person.id.in_(_candidates(actor)))
        .order_by(Person.name, Person.id)
    ).all()
    roles: dict[uuid.UUID, list[Role]] = {}
    for person, role, _request in rows:
        roles.setdefault(person.id, []).extend([role] if role else [])
    mine = (actor.role, actor.authority_id)
    found = {
        person: request
        for person, _role, request in rows
        if mine in responsible_for(roles[person.id]) and person.id != actor.person_id
    }
    return sorted(found.items(), key=lambda pair: pair[1] is None)


def _candidates(actor: Actor) -> Any:
    """Where an authority looks: among its own people; the operator: among those who asked."""
    if actor.authority_id is None:
        return select(ErasureRequest.person_id)
    return select(Role.person_id).where(Role.authority_id == actor.authority_id)


def lonely_providers(roles: Sequence[Role]) -> set[uuid.UUID]:
    """Of the organisations that somebody belongs to, those where nobody else is."""
    mine = [role.provider_id for role in roles if role.provider_id and role.ended_at is None]
    rows = db.session.execute(
        select(Role.provider_id, func.count())
        .where(Role.provider_id.in_(mine), Role.name == PROVIDER, Role.ended_at.is_(None))
        .group_by(Role.provider_id)
    )
    return {provider_id for provider_id, members in rows if provider_id and members < 2}


def obstacles(actor: Actor, person_id: uuid.UUID, roles: Sequence[Role]) -> list[str]:
    """Why somebody can't be erased now, in sentences; their houses are looked into, one by one.

    It ends the session's work: call it before an authority is opened.
    """
    found = [gettext(each) for each in against(actor, person_id, roles, lonely_providers(roles))]
    houses = {role.authority_id for role in roles if role.name in AUTHORITY_ROLES}
    for house in sorted(each for each in houses if each):
        with tenant(house):
            found += _kept_in_house(person_id)
    return found


def untrue(person_id: uuid.UUID, roles: Sequence[Role], cause: str) -> str:
    """Why a cause can't be the one; nothing for one that may be. The record tells it for good."""
    if cause == "asked" and request_of(person_id) is None:
        return gettext(NOT_ASKED)
    houses = {role.authority_id for role in roles if role.authority_id}
    for house in sorted(houses) if cause == "retention" else ():
        with tenant(house):
            if kept := _kept_in_house(person_id):
                return kept[0]
    return ""


def _kept_in_house(person_id: uuid.UUID) -> list[str]:
    """Who ran, approved or read a tender is known by name as long as its record is kept (R26)."""
    logs = select(Pseudonym.log_id).where(Pseudonym.person_id == person_id)
    told = []
    for tender in db.session.scalars(select(Tender).where(Tender.id.in_(logs))).all():
        kept = retention_of(tender)
        if tender.published_at and not kept.is_over:
            until, facts = kept.ends_on, {"title": tender.title, "years": kept.years}
            words = KEPT if until else NOT_FINISHED
            told.append(gettext(words) % (facts | {"until": day(until)}))
    return told


def declared_by(person_id: uuid.UUID) -> list[tuple[Declaration, ConflictDecision | None]]:
    """What somebody declared in the authority that is open, and what was decided on it."""
    return list(
        db.session.execute(
            select(Declaration, ConflictDecision)
            .join(Seat, Declaration.seat_id == Seat.id)
            .outerjoin(ConflictDecision, ConflictDecision.id == Declaration.id)
            .where(Seat.person_id == person_id)
        ).all()
    )


def weighed_about(person_id: uuid.UUID) -> Sequence[RecognitionDecision]:
    """What was decided on bids that somebody said they may know, in the authority that is open."""
    return db.session.scalars(
        select(RecognitionDecision)
        .join(Recognition, Recognition.id == RecognitionDecision.id)
        .join(Seat, Recognition.seat_id == Seat.id)
        .where(Seat.person_id == person_id)
    ).all()


def reasons_about(person_id: uuid.UUID) -> list[tuple[Tender, str, uuid.UUID, str]]:
    """Texts about somebody that stay and may name them: why their marks don't count, and what was
    decided about a bidder they know. A tender, the kind of text, its row and what it says."""
    voided = (
        select(Tender, Voided.id, Voided.reason)
        .join(Voided, Voided.tender_id == Tender.id)
        .join(Seat, Voided.seat_id == Seat.id)
        .where(Seat.person_id == person_id)
    )
    decided = (
        select(Tender, ConflictDecision.id, ConflictDecision.reason)
        .join(Declaration, Declaration.tender_id == Tender.id)
        .join(ConflictDecision, ConflictDecision.id == Declaration.id)
        .join(Seat, Declaration.seat_id == Seat.id)
        .where(Seat.person_id == person_id)
    )
    weighed = (
        select(Tender, RecognitionDecision.id, RecognitionDecision.reason)
        .join(RecognitionDecision, RecognitionDecision.tender_id == Tender.id)
        .join(Recognition, Recognition.id == RecognitionDecision.id)
        .join(Seat, Recognition.seat_id == Seat.id)
        .where(Seat.person_id == person_id)
    )
    kinds = {"voided": voided, "conflict_decision": decided, "recognition_decision": weighed}
    return [
        (tender, kind, row_id, reason)
        for kind, wanted in kinds.items()
        for tender, row_id, reason in db.session.execute(wanted)
        if reason
    ]


def all_houses() -> list[uuid.UUID]:
    """Every authority of the installation, in a fixed order."""
    return sorted(authority.id for authority in authorities())


def addresses_of_responsible(person_id: uuid.UUID) -> list[str]:
    """The e-mails of those who can erase somebody."""
    wanted = responsible_for(every_role_of(person_id))
    people = [
        role.person
        for name, authority_id in wanted
        for role in (people_of(authority_id) if authority_id else _operators())
        if role.name == name
    ]
    return sorted({person.email for person in people if person.email})


def _operators() -> Sequence[Role]:
    return db.session.scalars(
        select(Role)
        .where(Role.name == "operator", Role.ended_at.is_(None))
        .options(joinedload(Role.person))
    ).all()
