"""Reads of the directory."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import bindparam, func, or_, select, union_all
from sqlalchemy.orm import joinedload

from portal.accounts.acting_for import open_authority as open_authority
from portal.accounts.models import (
    AUTHORITY_ROLES,
    DECIDES,
    EVALUATOR,
    HOLDERS,
    OFFICER,
    PANEL,
    PROVIDER,
    Authority,
    AuthorityLogo,
    Invitation,
    Person,
    Provider,
    Role,
)
from portal.core import clock
from portal.core.authorisation import there
from portal.core.database import db
from portal.core.tenancy import the_tenant

_SAFEGUARDING = (
    select(Role)
    .where(
        Role.authority_id == bindparam("authority"),
        Role.name.in_(HOLDERS),
        Role.tender_id.is_(None),
        Role.ended_at.is_(None),
    )
    .options(joinedload(Role.person))
    .order_by(Role.name.desc(), Role.granted_at, Role.id)
)
"""Written once: every page of who takes part tells who is there for them."""


def person_by_account(account: str) -> Person | None:
    """The person who signs in with this e-mail or name, whatever its case."""
    wanted = account.strip().casefold()
    return db.session.scalar(
        select(Person).where(
            or_(func.lower(Person.email) == wanted, func.lower(Person.sign_in_name) == wanted)
        )
    )


def roles_of(person_id: uuid.UUID) -> Sequence[Role]:
    """The roles that a person holds now, with their authorities and providers."""
    return db.session.scalars(
        select(Role)
        .where(Role.person_id == person_id, Role.ended_at.is_(None))
        .options(joinedload(Role.authority), joinedload(Role.provider))
        .order_by(Role.granted_at)
    ).all()


def people_of(authority_id: uuid.UUID) -> Sequence[Role]:
    """Who works for an authority (not on one tender alone), by name; never a panel member (R19)."""
    return db.session.scalars(
        select(Role)
        .join(Person, Role.person_id == Person.id)
        .where(
            Role.authority_id == authority_id,
            Role.name.in_(AUTHORITY_ROLES),
            Role.tender_id.is_(None),
            Role.ended_at.is_(None),
        )
        .options(joinedload(Role.person))
        .order_by(Person.name)
    ).all()


def safeguarding_of(authority_id: uuid.UUID | None) -> Sequence[Role]:
    """The safeguarding lead and deputy of an authority, the lead first (P25)."""
    return db.session.scalars(_SAFEGUARDING, {"authority": authority_id}).all()


def logo_by_sha256(sha256: str) -> bytes:
    """The picture of that hash; else a 404."""
    wanted = select(AuthorityLogo.content).where(AuthorityLogo.sha256 == sha256)
    return there(db.session.scalar(wanted.limit(1)))


def least_shown_here() -> int:
    """Of how many people the authority that is open shows numbers at least (R19)."""
    wanted = select(Authority.least_shown).where(Authority.id == the_tenant())
    return db.session.scalars(wanted).one()


def people_by_id(person_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Person]:
    """Several people at once."""
    rows = db.session.scalars(select(Person).where(Person.id.in_(person_ids)))
    return {person.id: person for person in rows}


def providers_by_id(provider_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Provider]:
    """Several providers at once; only for those who may know them."""
    rows = db.session.scalars(select(Provider).where(Provider.id.in_(provider_ids)))
    return {provider.id: provider for provider in rows}


def addresses_of(providers: Sequence[Provider]) -> dict[uuid.UUID, set[str]]:
    """Where news for each provider goes: its own address and those of its members."""
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for provider in providers:
        found[provider.id].add(provider.email)
    rows = db.session.execute(
        select(Role.provider_id, Person.email)
        .join(Person, Role.person_id == Person.id)
        .where(
            Role.name == PROVIDER,
            Role.ended_at.is_(None),
            Role.provider_id.in_(list(found)),
        )
    )
    for provider_id, email in rows:
        if provider_id and email:
            found[provider_id].add(email)
    return found


def authorities() -> Sequence[Authority]:
    """All authorities of the installation, by name."""
    return db.session.scalars(select(Authority).order_by(Authority.name)).all()


def seats_held_by(person_id: uuid.UUID, authority_id: uuid.UUID | None) -> Sequence[Role]:
    """A person's seats on tenders whose letters aren't out: in one authority, or in any (R10)."""
    wanted = select(Role).where(
        Role.person_id == person_id,
        Role.name == EVALUATOR,
        Role.ended_at.is_(None),
        Role.settled_at.is_(None),
    )
    if authority_id:
        wanted = wanted.where(Role.authority_id == authority_id)
    return db.session.scalars(wanted).all()


def panels_held_by(person_id: uuid.UUID, authority_id: uuid.UUID | None) -> Sequence[Role]:
    """A person's places on panels: in one authority, or in any (R10)."""
    wanted = select(Role).where(
        Role.person_id == person_id, Role.name == PANEL, Role.ended_at.is_(None)
    )
    if authority_id:
        wanted = wanted.where(Role.authority_id == authority_id)
    return db.session.scalars(wanted).all()


def panels_left(person_id: uuid.UUID) -> Sequence[Authority]:
    """The authorities on whose panels somebody was (P5)."""
    roles = select(Role.authority_id).where(
        Role.person_id == person_id, Role.name == PANEL, Role.ended_at.is_not(None)
    )
    wanted = select(Authority).where(Authority.id.in_(roles)).order_by(Authority.name)
    return db.session.scalars(wanted).all()


def keeps_from_panels(person_id: uuid.UUID, authority_id: uuid.UUID) -> bool:
    """Whether somebody works for the authority, or for whoever bids to it (R10)."""
    return any(
        role.name == PROVIDER
        or (role.name in AUTHORITY_ROLES and role.authority_id == authority_id)
        for role in roles_of(person_id)
    )


def knows_and_decides(person_id: uuid.UUID, name: str, authority_id: uuid.UUID) -> bool:
    """Whether with this role somebody would both know at the desk whose a bid is, and decide."""
    against = DECIDES if name == OFFICER else (OFFICER,) if name in DECIDES else ()
    return any(
        role.name in against and role.authority_id == authority_id for role in roles_of(person_id)
    )


def officers_of(authority_id: uuid.UUID, tender_id: uuid.UUID) -> Sequence[Role]:
    """Who is at the desk, of all tenders or of this one, by name."""
    wanted = select(Role).join(Person, Role.person_id == Person.id)
    wanted = wanted.where(
        Role.name == OFFICER,
        Role.authority_id == authority_id,
        or_(Role.tender_id.is_(None), Role.tender_id == tender_id),
        Role.ended_at.is_(None),
    )
    return db.session.scalars(wanted.order_by(Person.name, Role.id)).all()


def has_officer(authority_id: uuid.UUID, tender_id: uuid.UUID) -> bool:
    """Whether somebody is named for the desk, in the authority or on this tender."""
    wanted = select(Role.id).where(
        Role.name == OFFICER,
        Role.authority_id == authority_id,
        or_(Role.tender_id.is_(None), Role.tender_id == tender_id),
        Role.ended_at.is_(None),
    )
    return db.session.scalar(wanted.limit(1)) is not None


def members_of(provider_id: uuid.UUID | None) -> Sequence[Role]:
    """Who belongs to an organisation, by name."""
    return db.session.scalars(
        select(Role)
        .join(Person, Role.person_id == Person.id)
        .where(Role.provider_id == provider_id, Role.name == PROVIDER, Role.ended_at.is_(None))
        .options(joinedload(Role.person))
        .order_by(Person.name, Role.id)
    ).all()


def managers_among(members: Sequence[Role]) -> int:
    """How many of an organisation's members send its bids."""
    return sum(not each.writes_only for each in members)


def members_on_panel(provider_id: uuid.UUID, tender_id: uuid.UUID) -> set[uuid.UUID]:
    """The members of an organisation who hold a seat on this tender (R10)."""
    members = select(Role.person_id).where(Role.provider_id == provider_id, Role.ended_at.is_(None))
    seats = select(Role.person_id).where(
        Role.tender_id == tender_id,
        Role.name == EVALUATOR,
        Role.ended_at.is_(None),
        Role.person_id.in_(members),
    )
    return set(db.session.scalars(seats))


def invitations_waiting(
    *, authority_id: uuid.UUID | None = None, provider_id: uuid.UUID | None = None
) -> Sequence[Invitation]:
    """Invitations of colleagues into an authority or a provider that can still be taken up.

    Whom a panel invited only its participation lead sees (R18).
    """
    into = (
        Invitation.authority_id == authority_id
        if authority_id
        else Invitation.provider_id == provider_id
    )
    return db.session.scalars(
        select(Invitation)
        .where(
            into,
            Invitation.role.in_((*AUTHORITY_ROLES, PROVIDER)),
            Invitation.person_id.is_(None),
            Invitation.accepted_at.is_(None),
            Invitation.expires_at > clock.now(),
        )
        .order_by(Invitation.invited_at)
    ).all()


def roles_by_email(emails: Sequence[str], authority_id: uuid.UUID) -> dict[str, set[str]]:
    """What each of these has in an authority, by small letters: roles held, invitations waiting.

    A place on a panel isn't told here (R18); a seat whose letters are out counts no more (R10).
    """
    held = (
        select(func.lower(Person.email), Role.name)
        .join(Role, Role.person_id == Person.id)
        .where(
            func.lower(Person.email).in_(emails),
            Role.authority_id == authority_id,
            Role.name.in_((*AUTHORITY_ROLES, EVALUATOR)),
            Role.ended_at.is_(None),
            Role.settled_at.is_(None),
        )
    )
    asked = select(func.lower(Invitation.email), Invitation.role).where(
        func.lower(Invitation.email).in_(emails),
        Invitation.authority_id == authority_id,
        Invitation.role.in_(AUTHORITY_ROLES),
        Invitation.accepted_at.is_(None),
        Invitation.expires_at > clock.now(),
    )
    found: dict[str, set[str]] = defaultdict(set)
    for email, role in db.session.execute(union_all(held, asked)):
        found[email].add(role)
    return found


def authority_by_id(authority_id: uuid.UUID) -> Authority:
    """An authority that is known to be there."""
    return db.session.get_one(Authority, authority_id)
