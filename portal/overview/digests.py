"""A mail to those who chose it: that something waits, and for how many tenders; never what.

It changes nothing and nothing of it stands in a record. Run as often as you like: nobody gets two
in a day, or two in a week where they chose that.
"""

from __future__ import annotations

import uuid
from datetime import date, time, timedelta

from portal.accounts.models_personal import WEEKLY, DigestWish
from portal.accounts.personal import digests_wished
from portal.accounts.queries import authority_by_id
from portal.accounts.signed_in import actor_of
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.mail import post
from portal.core.tenancy import tenant
from portal.core.transaction import transaction
from portal.core.words import say
from portal.monitoring.policy import may_begin_next
from portal.monitoring.queries import contracts_due
from portal.overview.dates import MOST
from portal.overview.policy import may_have_digest
from portal.overview.tasks import next_of, works_of
from portal.tenders.policy import may_find_tender
from portal.tenders.queries import tenders_of_authority

FROM, UNTIL = time(8), time(18)
SATURDAY = 5

SUBJECT = say("Something waits for you in Evenhand")
BODY = say(
    "Tenders that wait for you: %(tenders)s\n"
    "Contracts for which it is time to begin again: %(contracts)s\n\n"
    "Sign in to see what it is:\n%(home)s\n\n"
    "You chose this e-mail. Choose another time for it, or none, here:\n%(choose)s\n"
)


def send_digests(base_url: str) -> int:
    """Write the mails that are due now, authority by authority; how many. `base_url`: of
    this installation, since no request is there to make an address of."""
    with transaction():
        due = [each for each in digests_wished() if is_due(each.how_often, each.last_on)]
        houses = sorted({each.role.authority_id for each in due if each.role.authority_id})
    return sum(_send_in(house, base_url) for house in houses)


def is_due(how_often: str, last_on: date) -> bool:
    """From Monday to Friday at office hours: once a day, or once in a week of the calendar."""
    local = clock.now().astimezone(clock.LONDON)
    if local.weekday() >= SATURDAY or not FROM <= local.time() < UNTIL:
        return False
    monday = local.date() - timedelta(days=local.weekday())
    return last_on < (monday if how_often == WEEKLY else local.date())


def _send_in(authority_id: uuid.UUID, base_url: str) -> int:
    went = 0
    with tenant(authority_id), transaction():
        for wish in digests_wished():
            if wish.role.authority_id == authority_id and is_due(wish.how_often, wish.last_on):
                wish.last_on = clock.today()
                went += _tell(wish, base_url)
    return went


def _tell(wish: DigestWish, base_url: str) -> bool:
    """One mail, where something waits."""
    actor = actor_of(wish.role.person_id, wish.role)
    if not may_have_digest(actor):
        return False
    tenders, contracts = waiting_for(actor)
    address = wish.role.person.email
    if address and (tenders or contracts):
        pages = {"home": f"{base_url}/home", "choose": f"{base_url}/calendar"}
        post(address, SUBJECT, BODY, tenders=tenders, contracts=contracts, **pages)
    return bool(tenders or contracts)


def waiting_for(actor: Actor) -> tuple[int, int]:
    """For how many tenders it is somebody's turn, and how many contracts ask to begin again."""
    asked = tenders_of_authority(actor, "", 0, MOST)
    found = [each for each in asked if may_find_tender(actor, each)]
    comes = [next_of(work) for work in works_of(actor, found)]
    turns = sum(each is not None and each.is_yours for each in comes)
    assert actor.authority_id
    if not may_begin_next(actor, actor.authority_id):
        return turns, 0
    months = authority_by_id(actor.authority_id).next_cycle_months
    return turns, len(contracts_due(months))
