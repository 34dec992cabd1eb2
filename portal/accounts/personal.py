"""A person's own calendar address and digest, for the role in which they act."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload

from portal.accounts.models import Person, Role
from portal.accounts.models_personal import CalendarFeed, DigestWish
from portal.core import clock
from portal.core.authorisation import Actor, there
from portal.core.database import db


def own_role(actor: Actor) -> Role:
    """The role in which somebody acts."""
    wanted = select(Role).where(
        Role.person_id == actor.person_id,
        Role.name == actor.role,
        Role.authority_id.is_not_distinct_from(actor.authority_id),
        Role.tender_id.is_not_distinct_from(actor.tender_id),
        Role.provider_id.is_not_distinct_from(actor.provider_id),
        Role.ended_at.is_(None),
    )
    return there(db.session.scalars(wanted.limit(1)).first())


def has_feed(role: Role) -> bool:
    """Whether a calendar can read the dates of a role."""
    return db.session.get(CalendarFeed, role.id) is not None


def make_feed(role: Role) -> str:
    """A new address, which takes the place of the one before; nobody can be told it again."""
    token = secrets.token_urlsafe(32)
    end_feed(role)
    made = CalendarFeed(role_id=role.id, token_sha256=_hash(token), made_at=clock.now())
    db.session.add(made)
    return token


def end_feed(role: Role) -> None:
    """The address leads nowhere from now on."""
    db.session.execute(delete(CalendarFeed).where(CalendarFeed.role_id == role.id))


def role_by_feed(token: str) -> Role:
    """Whose dates an address tells, while they hold the role; else a 404."""
    wanted = (
        select(Role)
        .join(CalendarFeed, CalendarFeed.role_id == Role.id)
        .join(Person, Person.id == Role.person_id)
        .where(CalendarFeed.token_sha256 == _hash(token))
        .where(Role.ended_at.is_(None), Person.erased_at.is_(None))
        .options(joinedload(Role.authority))
    )
    return there(db.session.scalar(wanted))


def digest_of(role: Role) -> str:
    """How often somebody is told that something waits; nothing where they aren't."""
    row = db.session.get(DigestWish, role.id)
    return row.how_often if row else ""


def choose_digest(role: Role, how_often: str) -> None:
    """Be told daily, weekly, or never; the first mail comes after today."""
    db.session.execute(delete(DigestWish).where(DigestWish.role_id == role.id))
    if how_often:
        row = DigestWish(role_id=role.id, how_often=how_often, last_on=clock.today())
        db.session.add(row)


def digests_wished() -> Sequence[DigestWish]:
    """Every wish of who still holds the role and has an address, with role and person."""
    wanted = (
        select(DigestWish)
        .join(Role, Role.id == DigestWish.role_id)
        .join(Person, Person.id == Role.person_id)
        .where(Role.ended_at.is_(None), Person.erased_at.is_(None), Person.email.is_not(None))
        .order_by(Role.authority_id, DigestWish.role_id)
        .options(joinedload(DigestWish.role).joinedload(Role.person))
        .options(joinedload(DigestWish.role).joinedload(Role.authority))
    )
    return db.session.scalars(wanted).all()


def chosen_by(person_id: uuid.UUID) -> tuple[int, Sequence[str]]:
    """How many calendar addresses somebody has, and how often they are told by mail."""
    mine = select(Role.id).where(Role.person_id == person_id)
    feeds = select(func.count()).where(CalendarFeed.role_id.in_(mine))
    wishes = select(DigestWish.how_often).where(DigestWish.role_id.in_(mine))
    return db.session.scalar(feeds) or 0, db.session.scalars(wishes).all()


def forget_personal(person_id: uuid.UUID) -> None:
    """Nothing of it stays of somebody who is erased (R26)."""
    roles = select(Role.id).where(Role.person_id == person_id)
    for model in (CalendarFeed, DigestWish):
        db.session.execute(delete(model).where(model.role_id.in_(roles)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
