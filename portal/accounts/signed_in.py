"""Who is signed in: the person, the sign-in row, and the actor that the chosen role makes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from flask_login import UserMixin
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.accounts.models import Role, SignIn
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db

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

    def get_id(self) -> str:
        """The id in the session cookie: of the sign-in row, never of the person."""
        return str(self.sign_in_id)


def load(sign_in_id: str) -> SignedIn | None:
    """The signed-in person behind a cookie; nobody when the row is ended, old or not there."""
    row = db.session.scalar(
        select(SignIn)
        .where(SignIn.id == uuid.UUID(sign_in_id), SignIn.ended_at.is_(None))
        .options(
            joinedload(SignIn.person),
            joinedload(SignIn.role).joinedload(Role.authority),
            joinedload(SignIn.role).joinedload(Role.provider),
        )
    )
    if row is None or clock.wall() - row.created_at > LONGEST:
        return None
    role = row.role if row.role and row.role.ended_at is None else None
    return SignedIn(
        sign_in_id=row.id,
        name=row.person.name,
        actor=actor_of(row.person_id, role),
        authority_slug=role.authority.slug if role and role.authority else None,
        authority_name=role.authority.name if role and role.authority else None,
        provider_name=role.provider.name if role and role.provider else None,
    )


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
