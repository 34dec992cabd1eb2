"""Seats for people whom the portal doesn't know yet: nobody but they will know their password."""

from __future__ import annotations

from collections.abc import Sequence

from portal.accounts.links import WayIn, give_way_in
from portal.accounts.models import Person
from portal.accounts.operations import create_person
from portal.accounts.queries import person_by_account, roles_of
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.seats.operations import give_seat
from portal.specifications.models import Criterion, Group
from portal.tenders.models import Tender

UNKNOWN = say("Nobody signs in with this yet. Enter the person’s name to add them.")
NO_ROLE = say("This person isn’t on the panel any more.")


def seat_account(
    actor: Actor,
    tender: Tender,
    account: str,
    name: str,
    link: str,
    group: Group,
    criteria: Sequence[Criterion],
) -> WayIn | None:
    """Seat whoever signs in with this; somebody new gets a link to choose a password of their own.

    `link` is as in `give_way_in`; answers it for somebody new.
    """
    known = person_by_account(account)
    if known is None and not name:
        raise Refused(UNKNOWN, field="name")
    person = known or create_person(name, account, None)
    give_seat(actor, tender, person, group, criteria)
    return None if known else make_link(actor, tender, person, link)


def make_link(actor: Actor, tender: Tender, person: Person, link: str) -> WayIn:
    """A new link for somebody with a seat to choose a password; the lead never knows one."""
    db.session.flush()
    seat = next((r for r in roles_of(person.id) if r.tender_id == tender.id), None)
    if seat is None:
        raise Refused(NO_ROLE)
    return give_way_in(actor, person, seat, link)
