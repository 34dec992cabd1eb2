"""Writes of the directory: who is there, who holds which role, who is signed in."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass

from sqlalchemy import select, true, update

from portal.accounts.models import (
    AUTHORITY_ROLES,
    EVALUATOR,
    OPERATOR,
    PANEL,
    PROVIDER,
    Authority,
    Person,
    Provider,
    Role,
    SignIn,
)
from portal.accounts.queries import (
    keeps_from_panels,
    knows_and_decides,
    panels_held_by,
    person_by_account,
    seats_held_by,
)
from portal.audit.journal import record, record_for_installation
from portal.core import clock
from portal.core.authorisation import SYSTEM, Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.obstacles import ask_first
from portal.core.tenancy import the_tenant
from portal.core.words import say

TAKEN = say("Somebody already signs in with this. Choose another, or sign in.")
EMAIL_TAKEN = say(
    "Somebody already signs in with the email address that you told us. Go back and change it, or"
    " leave it out."
)
SITS = say(
    "This person holds a seat on a panel of this authority, so they can’t have another part in its"
    " tenders until the letters of that tender are out."
)
ON_A_PANEL = say(
    "This person belongs to a panel, so they can’t have another part in tenders. They can leave the"
    " panel first."
)
KNOWS_AND_DECIDES = say(
    "Whoever reads at the desk knows whose each bid is, so they can’t run, look after or approve"
    " tenders here as well."
)
WORKS_THERE = say(
    "You work for this authority, or for an organisation that bids. The people on a panel must be"
    " free of both, so you can’t join. Thank you for wanting to."
)


@dataclass(frozen=True)
class ProviderFacts:
    """What a letter must name a bidder by (R21)."""

    name: str
    address: str
    email: str
    website: str
    identifier: str


def sign_in(person: Person, role: Role | None) -> SignIn:
    """Begin a sign-in that can be ended from anywhere."""
    row = SignIn(person_id=person.id, role_id=role.id if role else None, created_at=clock.wall())
    db.session.add(row)
    return row


def sign_out(sign_in_id: uuid.UUID) -> None:
    """End one sign-in."""
    _end_sign_ins(SignIn.id == sign_in_id)


def switch_role(sign_in_id: uuid.UUID, role: Role) -> None:
    """Go on in another of one's own roles."""
    row = db.session.get_one(SignIn, sign_in_id)
    row.role_id = role.id


def note_refused_sign_in(account: str) -> None:
    """A sign-in that failed is recorded, its account sealed."""
    record_for_installation("sign-in:refused", SYSTEM, account=account)


def change_password(
    actor: Actor, person: Person, password_hash: str, keep: uuid.UUID | None
) -> None:
    """Set a new password (hashed before the transaction) and end all other sign-ins."""
    set_password(person, password_hash, keep)
    record_for_installation("password:changed", actor, person=person.id)


def set_password(person: Person, password_hash: str, keep: uuid.UUID | None = None) -> None:
    """The password that a person has chosen; all their other sign-ins end. The caller records."""
    person.password_hash = password_hash
    _end_sign_ins(SignIn.person_id == person.id, SignIn.id != keep)


def _end_sign_ins(*which: object) -> None:
    statement = update(SignIn).where(SignIn.ended_at.is_(None), *which)  # type: ignore[arg-type]
    db.session.execute(statement.values(ended_at=clock.wall()))


def create_authority(actor: Actor, slug: str, name: str, address: str, contact: str) -> Authority:
    """Add a commissioning body to the installation."""
    if db.session.scalar(select(Authority.id).where(Authority.slug == slug)):
        raise Refused(say("Another authority has this address. Choose another."), field="slug")
    authority = Authority(
        slug=slug, name=name, address=address, contact=contact, created_at=clock.now()
    )
    db.session.add(authority)
    record_for_installation("authority:created", actor, authority=authority.id, name=name)
    return authority


def create_person(
    name: str, account: str, password_hash: str | None, email: str | None = None
) -> Person:
    """Add a person who signs in with an e-mail or with a name; the caller's event tells of it.

    Without a password nobody can sign in, until the person has chosen one through a link. `email`:
    where who signs in with a name gets news.
    """
    account = account.strip()
    if person_by_account(account):
        raise Refused(TAKEN, field="email")
    if email and email != account and person_by_account(email):
        raise Refused(EMAIL_TAKEN)
    person = Person(
        name=name.strip(),
        email=account if "@" in account else email,
        sign_in_name=None if "@" in account else account,
        password_hash=password_hash,
        created_at=clock.now(),
    )
    db.session.add(person)
    return person


def rename_person(person: Person, name: str) -> None:
    """What a person wants to be called from now on; the caller's event tells of it."""
    person.name = name.strip()


def note_new_person(person_id: uuid.UUID) -> None:
    """A person who was added without a role yet."""
    record_for_installation("person:added", SYSTEM, person=person_id)


def add_operator(person: Person) -> Role:
    """Let a person run the installation; only a command of the server does this."""
    role = Role(person_id=person.id, name=OPERATOR, granted_at=clock.now())
    db.session.add(role)
    record_for_installation("operator:added", SYSTEM, person=person.id)
    return role


def grant_role(
    actor: Actor,
    person: Person,
    name: str,
    authority_id: uuid.UUID,
    tender_id: uuid.UUID | None = None,
    kind: str | None = None,
) -> Role:
    """Give a person a role in the authority that is open, or on one of its tenders; once.

    Who sits on a panel can't also see prices, run, approve or read the authority's tenders (R10).
    """
    lock_person(person)
    if name in AUTHORITY_ROLES and seats_held_by(person.id, authority_id):
        raise Refused(SITS)
    if name in AUTHORITY_ROLES and panels_held_by(person.id, authority_id):
        raise Refused(ON_A_PANEL)
    if knows_and_decides(person.id, name, authority_id):
        raise Refused(KNOWS_AND_DECIDES)
    if name == PANEL and keeps_from_panels(person.id, authority_id):
        raise Refused(WORKS_THERE)
    if held := _held(person, name, authority_id, tender_id, kind):
        return held
    role = Role(
        person_id=person.id,
        name=name,
        kind=kind,
        authority_id=authority_id,
        tender_id=tender_id,
        granted_at=clock.now(),
    )
    db.session.add(role)
    record("role:granted", actor, tender_id, role=name, kind=kind, person=person.id)
    return role


def _held(
    person: Person,
    name: str,
    authority_id: uuid.UUID,
    tender_id: uuid.UUID | None,
    kind: str | None,
) -> Role | None:
    return db.session.scalar(
        select(Role).where(
            Role.person_id == person.id,
            Role.name == name,
            Role.authority_id == authority_id,
            Role.tender_id == tender_id if tender_id else Role.tender_id.is_(None),
            Role.kind == kind if name == PANEL else true(),
            Role.ended_at.is_(None),
        )
    )


def lock_person(person: Person) -> None:
    """Two roles that don't go together are given one after the other, so that one is refused."""
    db.session.flush()
    db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update())


def one_at_a_time() -> None:
    """Who counts something of a whole authority waits for whoever counts now."""
    here = select(Authority.id).where(Authority.id == the_tenant())
    db.session.execute(here.with_for_update(key_share=True))


def settle_seats(tender_id: uuid.UUID) -> None:
    """The letters are out: a seat on this tender keeps nobody from another role any more (R10).

    The caller's event tells of it.
    """
    seats = update(Role).where(Role.tender_id == tender_id, Role.name == EVALUATOR)
    db.session.execute(seats.values(settled_at=clock.now()))


def end_role(actor: Actor, role: Role) -> None:
    """End a role; who holds it can't act in it from the next page on."""
    ask_first("end_role", role)
    role.ended_at = clock.now()
    record(
        "role:ended", actor, role.tender_id, role=role.name, kind=role.kind, person=role.person_id
    )


def register_provider(person: Person, facts: ProviderFacts) -> Role:
    """Register an organisation that bids; the person becomes its first member (R28: free)."""
    same = select(Provider.id).where(Provider.identifier == facts.identifier)
    if db.session.scalar(same):
        raise Refused(
            say("An organisation with this number is registered already."), field="identifier"
        )
    lock_person(person)
    if panels_held_by(person.id, None):
        raise Refused(ON_A_PANEL)
    provider = Provider(created_at=clock.now(), **asdict(facts))
    role = Role(person_id=person.id, name=PROVIDER, provider_id=provider.id, granted_at=clock.now())
    db.session.add_all([provider, role])
    record_for_installation(
        "provider:registered",
        Actor(person.id, PROVIDER, provider_id=provider.id),
        provider=provider.id,
        name=facts.name,
        identifier=facts.identifier,
    )
    return role


def change_provider(actor: Actor, provider: Provider, facts: ProviderFacts) -> None:
    """Change what letters will name an organisation by."""
    changed = [name for name, value in asdict(facts).items() if getattr(provider, name) != value]
    for name in changed:
        setattr(provider, name, getattr(facts, name))
    if changed:
        record_for_installation("provider:changed", actor, provider=provider.id, fields=changed)
