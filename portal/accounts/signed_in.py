"""Who is signed in: the person, the sign-in row, and the actor that the chosen role makes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from flask_login import UserMixin
from sqlalchemy import and_, bindparam, case, func, select
from sqlalchemy.orm import aliased

from portal.accounts.acting_for import COLUMNS, acts_for
from portal.accounts.brand import Brand, brand_of
from portal.accounts.models import (
    CONTRIBUTOR,
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
from portal.core.look import Look
from portal.core.straight import Straight

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
    brand: Brand | None = None
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
_KIND = func.coalesce(Role.kind, case((Role.writes_only, CONTRIBUTOR)))
_ROLE = (Role.name, _KIND, Role.authority_id, Role.tender_id, Role.provider_id)
_LOOK = (Display.size, Display.spacing, Display.words, Display.language)
_ROW = Straight(
    select(
        SignIn.created_at,
        Person.id,
        Person.name,
        Provider.name,
        _HELP,
        *_ROLE,
        *_LOOK,
        *(getattr(Authority, name) for name in COLUMNS),
    )
    .select_from(SignIn)
    .join(Person, SignIn.person_id == Person.id)
    .outerjoin(Role, and_(SignIn.role_id == Role.id, Role.ended_at.is_(None)))
    .outerjoin(Authority, Role.authority_id == Authority.id)
    .outerjoin(Provider, Role.provider_id == Provider.id)
    .outerjoin(Display, Display.person_id == Person.id)
    .where(SignIn.id == bindparam("id"), SignIn.ended_at.is_(None))
)
"""Written once: every page asks it first. Plain columns, since objects cost more to make than all
else that it does."""


def load(sign_in_id: str) -> SignedIn | None:
    """The signed-in person behind a cookie; nobody when the row is ended, old or not there."""
    row_id = uuid.UUID(sign_in_id)
    found = _ROW.first(id=row_id)
    if found is None:
        return None
    since, person_id, name, provider_name, there, *more = found
    if clock.wall() - since > LONGEST:
        return None
    role, look, house = more[:5], more[5:9], dict(zip(COLUMNS, more[9:], strict=True))
    acts_for(house)
    return SignedIn(
        sign_in_id=row_id,
        name=name,
        actor=_actor(person_id, *role),
        authority_slug=house["slug"],
        authority_name=house["name"],
        provider_name=provider_name,
        look=Look(*look) if look[0] else None,
        is_offered_welsh=bool(house["offers_welsh"]),
        words_version=house["words_version"] or 0,
        brand=brand_of(
            house["colour"], house["logo_sha256"], house["logo_alt"] or house["name"] or ""
        ),
        there_for_them=tuple(dict.fromkeys((there or "").splitlines())),
    )


def actor_of(person_id: uuid.UUID, role: Role | None) -> Actor:
    """The actor that a person is in a role; without a role, a person and no more."""
    if role is None:
        return Actor(person_id, "person")
    where = role.authority_id, role.tender_id, role.provider_id
    kind = CONTRIBUTOR if role.writes_only else role.kind
    return _actor(person_id, role.name, kind, *where)


def _actor(
    person_id: uuid.UUID,
    name: str | None,
    kind: str | None,
    authority_id: uuid.UUID | None,
    tender_id: uuid.UUID | None,
    provider_id: uuid.UUID | None,
) -> Actor:
    return Actor(person_id, name or "person", authority_id, tender_id, provider_id, kind)
