"""Writes of the directory: who is there, who holds which role, who is signed in."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import asdict, dataclass
from datetime import timedelta

from sqlalchemy import select, update

from portal.accounts.models import (
    OPERATOR,
    PROVIDER,
    Authority,
    Invitation,
    Person,
    Provider,
    Role,
    SignIn,
)
from portal.accounts.queries import person_by_account
from portal.audit.journal import record, record_for_installation
from portal.core import clock, mail
from portal.core.authorisation import SYSTEM, Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say

TOKEN = "TOKEN"  # noqa: S105  where the secret goes in an invitation's link
INVITATION_LASTS = timedelta(days=14)
TAKEN = say("Somebody already signs in with this. Choose another, or sign in.")
OLD_INVITATION = say("This invitation has been used or is too old. Ask for a new one.")


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
    person.password_hash = password_hash
    _end_sign_ins(SignIn.person_id == person.id, SignIn.id != keep)
    record_for_installation("password:changed", actor, person=person.id)


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


def create_person(name: str, account: str, password_hash: str) -> Person:
    """Add a person who signs in with an e-mail or with a name; the caller's event tells of it."""
    account = account.strip()
    if person_by_account(account):
        raise Refused(TAKEN, field="email")
    person = Person(
        name=name.strip(),
        email=account if "@" in account else None,
        sign_in_name=None if "@" in account else account,
        password_hash=password_hash,
        created_at=clock.now(),
    )
    db.session.add(person)
    return person


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
    """Give a person a role in the authority that is open, or on one of its tenders; once."""
    held = db.session.scalar(
        select(Role).where(
            Role.person_id == person.id,
            Role.name == name,
            Role.authority_id == authority_id,
            Role.tender_id == tender_id if tender_id else Role.tender_id.is_(None),
            Role.ended_at.is_(None),
        )
    )
    if held:
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


def end_role(actor: Actor, role: Role) -> None:
    """End a role; who holds it can't act in it from the next page on."""
    role.ended_at = clock.now()
    record(
        "role:ended", actor, role.tender_id, role=role.name, kind=role.kind, person=role.person_id
    )


def invite(
    actor: Actor, authority: Authority, name: str, email: str | None, role: str, link: str
) -> str:
    """Invite somebody into a role; answers the link, whose secret is kept as a hash alone.

    `link` has TOKEN where the secret goes. Without an e-mail the link is handed over by hand.
    """
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        token_sha256=_hash(token),
        authority_id=authority.id,
        role=role,
        email=email,
        name=name,
        invited_at=clock.now(),
        expires_at=clock.now() + INVITATION_LASTS,
    )
    db.session.add(invitation)
    record("invitation:sent", actor, role=role, kind=None, to=email or name)
    link = link.replace(TOKEN, token)
    if email:
        mail.post(email, *_invitation_mail(authority, link))
    return link


def _invitation_mail(authority: Authority, link: str) -> tuple[str, str]:
    subject = f"{authority.name} invites you to Evenhand"
    return subject, (
        f"{authority.name} invites you to work on its tenders in Evenhand.\n\n"
        f"Open this link within 14 days to choose a password:\n{link}\n\n"
        "If you didn't expect this, you can ignore it.\n"
    )


def find_invitation(token: str) -> Invitation:
    """The invitation behind a link, while it can be taken up."""
    found = db.session.scalar(select(Invitation).where(Invitation.token_sha256 == _hash(token)))
    if found is None or found.accepted_at or found.expires_at <= clock.now():
        raise Refused(OLD_INVITATION)
    return found


def accept_invitation(invitation: Invitation, person: Person) -> Role:
    """Take up an invitation, once; the authority must be open."""
    if invitation.accepted_at:
        raise Refused(OLD_INVITATION)
    invitation.accepted_at = clock.now()
    actor = Actor(person.id, "person")
    return grant_role(actor, person, invitation.role, invitation.authority_id)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def register_provider(person: Person, facts: ProviderFacts) -> Role:
    """Register an organisation that bids; the person becomes its first member (R28: free)."""
    same = select(Provider.id).where(Provider.identifier == facts.identifier)
    if db.session.scalar(same):
        raise Refused(
            say("An organisation with this number is registered already."), field="identifier"
        )
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
