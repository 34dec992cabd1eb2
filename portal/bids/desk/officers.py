"""The lead names somebody for the desk of one tender (R10)."""

from __future__ import annotations

from portal.accounts.models import OFFICER, PROVIDER
from portal.accounts.operations import grant_role
from portal.accounts.queries import authority_by_id, person_by_account, roles_of
from portal.core import mail
from portal.core.authorisation import Actor
from portal.core.errors import Refused
from portal.core.words import say
from portal.tenders.models import Tender

NOBODY = say(
    "Nobody with this address or name can be at the desk: they have no account here, or they lead,"
    " approve, mark, bid or sit on a panel."
)
NAMED = say("You are at the desk of a tender")
NAMED_FOR = say(
    "%(authority)s has named you for the desk of one of its tenders.\n\n"
    "Sign in to Evenhand to read which one, under ‘Your roles’.\n"
)


def name_officer(actor: Actor, tender: Tender, account: str) -> None:
    """Whoever has this account is at the desk of this tender and no other. The lead isn't told why
    somebody can't be: they may sit on a panel (R18)."""
    person = person_by_account(account)
    if person is None or any(role.name == PROVIDER for role in roles_of(person.id)):
        raise Refused(NOBODY, field="account")
    try:
        grant_role(actor, person, OFFICER, tender.authority_id, tender.id)
    except Refused:
        raise Refused(NOBODY, field="account") from None
    if person.email:
        authority = authority_by_id(tender.authority_id)
        mail.post(person.email, NAMED, NAMED_FOR, authority=authority.name)
