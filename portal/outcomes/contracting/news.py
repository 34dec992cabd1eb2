"""Who hears by mail that there is news, never what it is (R20)."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from portal.accounts.models import LEAD
from portal.accounts.queries import people_of, providers_by_id
from portal.core.mail import post
from portal.core.words import say
from portal.outcomes.queries import addresses_of, letters_of
from portal.tenders.models import Tender

NEWS = say("News about %(reference)s")
NEWS_OF = say(
    "There is news about the tender ‘%(title)s’ (%(reference)s).\n\n"
    "Sign in to Evenhand to read it.\n"
)


def tell_both_sides(tender: Tender) -> None:
    """Everybody who got a letter, and the leads."""
    tell_providers(tender, [letter.provider_id for letter in letters_of(tender).values()])
    tell_leads(tender)


def tell_providers(tender: Tender, provider_ids: Collection[uuid.UUID]) -> None:
    """These providers and their members."""
    providers = providers_by_id(list(provider_ids))
    for addresses in addresses_of(list(providers.values())).values():
        for address in sorted(addresses):
            _post(tender, address)


def tell_leads(tender: Tender) -> None:
    """Those who lead the tender."""
    for role in people_of(tender.authority_id):
        is_theirs = role.name == LEAD and role.tender_id in (None, tender.id)
        if is_theirs and role.person.email:
            _post(tender, role.person.email)


def _post(tender: Tender, address: str) -> None:
    post(address, NEWS, NEWS_OF, title=tender.title, reference=tender.reference)
