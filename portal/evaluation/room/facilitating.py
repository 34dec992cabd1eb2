"""Who leads the talks of one tender: named by the lead, independent, for its moderation alone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from portal.accounts.links import WayIn, give_way_in
from portal.accounts.models import FACILITATOR, PROVIDER, Person, Role
from portal.accounts.operations import create_person, grant_role
from portal.accounts.queries import person_by_account, roles_of
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.tenders.models import Tender

UNKNOWN = say("Nobody signs in with this yet. Enter the person’s name to add them.")
NO_ADDRESS = say("Somebody new needs an e-mail address: the link to choose a password goes there.")
NOT_INDEPENDENT = say(
    "This person can’t lead the talks: they work for you, mark, bid or sit on a panel, or do it"
    " already."
)


def name_facilitator(
    actor: Actor, tender: Tender, account: str, name: str, link: str
) -> WayIn | None:
    """Somebody with no other part here leads the talks of this tender; they mark and edit nothing.

    The lead isn't told which part it is that somebody has (R18). `link` is as in `give_way_in`.
    """
    known = person_by_account(account)
    if known is None and not name:
        raise Refused(UNKNOWN, field="name")
    if known is None and "@" not in account:
        raise Refused(NO_ADDRESS, field="account")
    if known is not None and not _is_independent(known, tender):
        raise Refused(NOT_INDEPENDENT, field="account")
    person = known or create_person(name, account, None)
    role = grant_role(actor, person, FACILITATOR, tender.authority_id, tender.id)
    db.session.flush()
    return None if known else give_way_in(actor, person, role, link)


def _is_independent(person: Person, tender: Tender) -> bool:
    """Whoever leads talks of another tender here is; who has any other part isn't."""
    return not any(
        role.name == PROVIDER
        or (role.authority_id == tender.authority_id and role.name != FACILITATOR)
        or role.tender_id == tender.id
        for role in roles_of(person.id)
    )


def facilitators_of(tender: Tender) -> Sequence[Role]:
    """Who leads the talks of a tender, by name."""
    wanted = select(Role).join(Person, Role.person_id == Person.id)
    wanted = wanted.where(
        Role.name == FACILITATOR, Role.tender_id == tender.id, Role.ended_at.is_(None)
    )
    return db.session.scalars(wanted.order_by(Person.name, Role.id)).all()
