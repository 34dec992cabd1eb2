"""Builders: they make what a test needs through the product's own operations."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any, cast

from argon2 import PasswordHasher
from flask import Flask

from portal.accounts import links, passwords
from portal.accounts import operations as accounts
from portal.accounts.models import (
    APPROVER,
    AUDITOR,
    LEAD,
    PARTICIPATION,
    Authority,
    Person,
    Role,
)
from portal.accounts.operations import ProviderFacts
from portal.accounts.passwords import hash_password
from portal.accounts.signed_in import actor_of
from portal.core.authorisation import SYSTEM, Actor
from portal.core.database import db, reading
from portal.core.tenancy import open_tenant, tenant
from portal.core.transaction import transaction
from portal.tenders import operations as tenders
from portal.tenders.operations import TenderFacts
from tests.client import Client
from tests.shelf import shelved

passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""A hash that is slow on purpose, made thousands of times, would be most of what tests do."""

PASSWORD = "correct horse battery"
HASH = hash_password(PASSWORD)
START = datetime(2026, 9, 1, 9, tzinfo=UTC)

PROCESS = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_numbers = count(100_000 * PROCESS + 1)
"""What one process of a test session makes never bears the number of what another made."""


@dataclass(frozen=True)
class Human:
    """A person of a test: who they are, and the role they act in."""

    name: str
    account: str
    actor: Actor
    role_id: uuid.UUID | None = None


@dataclass
class House:
    """An authority and its staff, by role."""

    id: uuid.UUID
    slug: str
    staff: dict[str, Human] = field(default_factory=dict)

    @property
    def lead(self) -> Human:
        """The procurement lead."""
        return self.staff[LEAD]


@contextmanager
def writing(authority_id: uuid.UUID | None = None) -> Iterator[None]:
    """One transaction in a session of its own, in an authority if one is given."""
    db.session.remove()
    if authority_id is None:
        with transaction():
            yield
        db.session.remove()
        return
    with tenant(authority_id), transaction():
        yield


@contextmanager
def looking(authority_id: uuid.UUID | None = None) -> Iterator[None]:
    """Read the database between requests, without holding SQLite's write lock afterwards."""
    db.session.remove()
    token = reading.set(True)
    try:
        if authority_id is not None:
            open_tenant(authority_id)
        yield
    finally:
        db.session.remove()
        reading.reset(token)


@shelved
def operator() -> Human:
    """The platform operator."""
    with writing():
        person = new_person("operator")
        return _human(person, accounts.add_operator(person))


@shelved
def house(slug: str = "ambleford", *roles: str) -> House:
    """An authority with one person in each of its roles."""
    with writing():
        authority = accounts.create_authority(
            SYSTEM, slug, f"{slug.title()} Council", "1 Mill Lane, ZZ1 1AA", "office@a.example"
        )
        made = House(authority.id, slug)
    with writing(made.id):
        for role in roles or (LEAD, PARTICIPATION, APPROVER, AUDITOR):
            made.staff[role] = _holder(made, role)
    return made


@shelved
def staff(house: House, role: str, **more: Any) -> Human:
    """A person with a role in the house (or on one of its tenders: `tender_id`, `kind`)."""
    with writing(house.id):
        return _holder(house, role, **more)


def _holder(house: House, role: str, **more: Any) -> Human:
    person = new_person(role)
    return _human(person, accounts.grant_role(SYSTEM, person, role, house.id, **more))


@shelved
def provider(name: str = "Tollerby Trust") -> Human:
    """A registered organisation's first member."""
    return providers([name])[0]


def providers(names: Iterable[str]) -> list[Human]:
    """The first member of each registered organisation."""
    with writing():
        return [_first_member(name) for name in names]


def _first_member(name: str) -> Human:
    person = new_person("provider")
    role = accounts.register_provider(person, provider_facts(name))
    return _human(person, role)


def contributor(member: Human) -> Human:
    """Somebody who writes bids for an organisation, invited by its first member."""
    with writing():
        provider = db.session.get_one(accounts.Provider, member.actor.provider_id)
        link = links.invite_colleague(
            member.actor, provider, "C", None, links.TOKEN, writes_only=True
        )
    with writing():
        person = new_person("contributor")
        return _human(person, links.accept_invitation(links.find_invitation(link), person))


def provider_facts(name: str = "Tollerby Trust") -> ProviderFacts:
    """What an organisation tells of itself; each one has a number of its own."""
    number = next(_numbers)
    return ProviderFacts(
        name=name,
        address=f"{number} Castle Road, ZZ2 2BS",
        email=f"office{number}@provider.example",
        website=f"https://provider{number}.example",
        identifier=f"GB-CHC-99{number:06}",
    )


@shelved
def tender(house: House, **facts: Any) -> uuid.UUID:
    """A tender in drafting, by the house's lead."""
    with writing(house.id):
        return tenders.create_tender(house.lead.actor, tender_facts(**facts)).id


def tender_facts(**facts: Any) -> TenderFacts:
    """The facts of an ordinary light-touch tender."""
    usual: dict[str, Any] = {
        "title": "Support for young carers",
        "reference": "CYP-014",
        "description": "Support for children who care for somebody at home.",
        "plain_description": "Help for young people who look after someone.",
        "regime": "light_touch",
        "regime_reason": "Social services for children, above the threshold.",
        "estimated_value": Decimal(750000),
        "deadline_at": datetime(2026, 10, 12, 11, tzinfo=UTC),
        "marking_ends_on": date(2026, 11, 2),
        "decision_on": date(2026, 11, 20),
        "starts_on": date(2027, 4, 1),
    }
    return TenderFacts(**(usual | facts))


def client_of(app: Flask, human: Human | None = None) -> Client:
    """A client, signed in as somebody."""
    client = cast(Client, app.test_client())
    if human is None:
        return client
    with writing():
        person = db.session.get_one(Person, human.actor.person_id)
        role = db.session.get(Role, human.role_id) if human.role_id else None
        row_id = accounts.sign_in(person, role).id
    with client.session_transaction() as session:
        session["_user_id"] = str(row_id)
        session["_fresh"] = True
    return client


def authority_of(house: House) -> Authority:
    """The authority's row."""
    return db.session.get_one(Authority, house.id)


def new_person(name: str) -> Person:
    """A person who signs in by e-mail; the caller gives them a part."""
    number = next(_numbers)
    return accounts.create_person(
        f"{name.title()} {number}", f"{name}{number}@people.example", HASH
    )


def _human(person: Person, role: Role) -> Human:
    db.session.flush()
    account = person.email or person.sign_in_name or ""
    return Human(person.name, account, actor_of(person.id, role), role.id)
