"""Who is signed in: the person, the sign-in row, and the actor that the chosen role makes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from flask_login import UserMixin
from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import aliased

from portal.accounts.models import (
    HOLDERS,
    TAKE_PART,
    Authority,
    Display,
    Person,
    Provider,
    Role,
    SignIn,
)
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.look import Look

LONGEST = timedelta(hours=12)


@dataclass(frozen=True)
class SignedIn(UserMixin):
    """What Flask-Login calls a user; its id is the sign-in row's, which can be ended."""

    sign_in_id: uuid.UUID
    name: str
    actor: Actor
    authority_slug: str | None
    authority_name: str | None
    provider_name: str | None
    look: Look | None
    is_offered_welsh: bool
    words_version: int = 0
    there_for_them: tuple[str, ...] = ()
    """The names of whom they may ask for help, if they take part (P25)."""

    def get_id(self) -> str:
        """The id in the session cookie: of the sign-in row, never of the person."""
        return str(self.sign_in_id)


_HOLDER, _HOLDS = aliased(Person), aliased(Role)
_BY_RANK = (
    select(_HOLDER.name)
    .join(_HOLDS, _HOLDS.person_id == _HOLDER.id)
    .where(
        _HOLDS.authority_id == Role.authority_id,
        _HOLDS.name.in_(HOLDERS),
        _HOLDS.tender_id.is_(None),
        _HOLDS.ended_at.is_(None),
        Role.name.in_(TAKE_PART),
    )
    .order_by(_HOLDS.name.desc(), _HOLDS.granted_at, _HOLDS.id)
    .correlate(Role)
    .subquery()
)
_HELP = select(func.aggregate_strings(_BY_RANK.c.name, "\n")).scalar_subquery()
_ROW = (
    select(
        SignIn.created_at, Person.id, Person.name, Role, Authority, Provider.name, Display, _HELP
    )
    .select_from(SignIn)
    .join(Person, SignIn.person_id == Person.id)
    .outerjoin(Role, and_(SignIn.role_id == Role.id, Role.ended_at.is_(None)))
    .outerjoin(Authority, Role.authority_id == Authority.id)
    .outerjoin(Provider, Role.provider_id == Provider.id)
    .outerjoin(Display, Display.person_id == Person.id)
    .where(SignIn.id == bindparam("id"), SignIn.ended_at.is_(None))
)
"""Written once: every page asks it first."""


def load(sign_in_id: str) -> SignedIn | None:
    """The signed-in person behind a cookie; nobody when the row is ended, old or not there."""
    row_id = uuid.UUID(sign_in_id)
    found = db.session.execute(_ROW, {"id": row_id}).one_or_none()
    if found is None:
        return None
    since, person_id, name, role, authority, provider_name, display, there = found
    if clock.wall() - since > LONGEST:
        return None
    db.session.info["acts_for"] = authority
    return SignedIn(
        sign_in_id=row_id,
        name=name,
        actor=actor_of(person_id, role),
        authority_slug=authority.slug if authority else None,
        authority_name=authority.name if authority else None,
        provider_name=provider_name,
        look=_look(display),
        is_offered_welsh=authority is not None and authority.offers_welsh,
        words_version=authority.words_version if authority else 0,
        there_for_them=tuple(dict.fromkeys((there or "").splitlines())),
    )


def _look(display: Display | None) -> Look | None:
    if display is None:
        return None
    return Look(display.size, display.spacing, display.words, display.language)


def actor_of(person_id: uuid.UUID, role: Role | None) -> Actor:
    """The actor that a person is in a role; without a role, a person and no more."""
    if role is None:
        return Actor(person_id, "person")
    return Actor(
        person_id=person_id,
        role=role.name,
        authority_id=role.authority_id,
        tender_id=role.tender_id,
        provider_id=role.provider_id,
        kind=role.kind,
    )
