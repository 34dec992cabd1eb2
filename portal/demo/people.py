"""Makes the demo's people and providers, through the product's own operations."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from portal.accounts import links
from portal.accounts import operations as accounts
from portal.accounts.links import WayIn
from portal.accounts.models import Person, Provider
from portal.accounts.operations import ProviderFacts
from portal.accounts.passwords import hash_password
from portal.accounts.profile import Insurance, ProfileFacts, change_insurances, change_profile
from portal.accounts.signed_in import actor_of
from portal.core import clock
from portal.core.authorisation import SYSTEM, Actor
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.core.transaction import transaction

PASSWORD = "an even hand for all"  # noqa: S105  the demo's people are invented

STAFF = (
    "procurement_lead",
    "participation_lead",
    "approver",
    "second_approver",
    "auditor",
    "safeguarding_lead",
    "safeguarding_deputy",
)


ROLES = {"second_approver": "approver"}
"""Where two people of an authority hold one role, the second is filed under a key of their own."""


@dataclass(frozen=True)
class House:
    """An authority of the demo and its staff, by role."""

    id: uuid.UUID
    slug: str
    staff: dict[str, Actor]


@contextmanager
def acting(moment: datetime, authority_id: uuid.UUID | None = None) -> Iterator[None]:
    """One transaction, at a moment of the story, in an authority if one is given."""
    db.session.remove()
    with clock.at(moment):
        if authority_id is None:
            with transaction():
                yield
            db.session.remove()
        else:
            with tenant(authority_id), transaction():
                yield


class Registrar:
    """Makes people with the demo's one password, hashed once."""

    def __init__(self, since: datetime) -> None:
        self.since = since
        self.password_hash = hash_password(PASSWORD)

    def person(self, facts: dict[str, Any]) -> Person:
        """A person of the cast, by e-mail or by sign-in name."""
        account = facts.get("email") or facts["sign_in"]
        return accounts.create_person(facts["name"], account, self.password_hash)

    def operator(self, facts: dict[str, Any]) -> None:
        """The platform operator, as `flask operators add` makes one."""
        with acting(self.since):
            accounts.add_operator(self.person(facts))

    def authority(self, slug: str, facts: dict[str, Any]) -> House:
        """An authority and its staff."""
        with acting(self.since):
            made = accounts.create_authority(
                SYSTEM, slug, facts["name"], facts["address"], f"procurement@{slug}.example"
            ).id
        with acting(self.since, made):
            staff = {
                role: self._granted(self.person(facts["staff"][role]), ROLES.get(role, role), made)
                for role in STAFF
                if role in facts["staff"]
            }
        return House(made, slug, staff)

    def joint(self, facts: dict[str, Any], houses: dict[str, House]) -> None:
        """One person with roles in several authorities."""
        with acting(self.since):
            person_id = self.person(facts).id
            accounts.note_new_person(person_id)
        for held in facts["roles"]:
            house = houses[held["authority"]]
            with acting(self.since, house.id):
                self._granted(db.session.get_one(Person, person_id), held["role"], house.id)

    def provider(self, facts: dict[str, Any], member: dict[str, Any]) -> Actor:
        """An organisation and its member."""
        with acting(self.since):
            role = accounts.register_provider(self.person(member), provider_facts(facts))
            db.session.flush()
            actor = actor_of(role.person_id, role)
            provider = db.session.get_one(Provider, role.provider_id)
            change_profile(actor, provider, _profile(facts))
            ends_on = self.since.date() + timedelta(days=900)
            held = Insurance("Hearthside Mutual", Decimal(5_000_000), ends_on)
            change_insurances(actor, provider, {"public": held, "employers": held})
            return actor

    def applicants(self, cast: dict[str, Any]) -> None:
        """People who would like to join a panel, and have no seat yet."""
        with acting(self.since):
            for facts in cast.values():
                accounts.note_new_person(self.person(facts).id)

    def choose_password(self, way_in: WayIn) -> uuid.UUID:
        """Somebody takes up their link, at the moment and in the authority that are open."""
        found = links.find_invitation(way_in.address)
        links.choose_password(found, self.password_hash)
        assert found.person_id
        return found.person_id

    def _granted(self, person: Person, role: str, authority_id: uuid.UUID) -> Actor:
        return actor_of(person.id, accounts.grant_role(SYSTEM, person, role, authority_id))


def _profile(facts: dict[str, Any]) -> ProfileFacts:
    """The rest of what an organisation of the demo tells of itself: charities are small here."""
    is_charity = facts["scheme"] == "GB-CHC"
    number = {"charity_number" if is_charity else "company_number": facts["identifier"]}
    contact = {"contact": "Bids and contracts", "phone": "01632 960 100"}
    return ProfileFacts(size="small", is_vcse=is_charity, **number, **contact)


def provider_facts(facts: dict[str, Any]) -> ProviderFacts:
    """What a letter names an organisation by."""
    return ProviderFacts(
        name=facts["name"],
        address=facts["address"],
        email=facts["email"],
        website=facts["website"],
        identifier=f"{facts['scheme']}-{facts['identifier']}",
    )
