"""A mail to every provider that has to do with a tender, all at one moment: that there is news,
never what it is (R4)."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from portal.accounts.queries import addresses_of, providers_by_id
from portal.core.mail import post
from portal.core.words import say
from portal.tenders.models import Tender

NEWS = say("News about the tender %(reference)s")
NEWS_OF = say(
    "There is news about the tender ‘%(title)s’ (%(reference)s).\n\n"
    "Read the tender’s public page in Evenhand, or sign in.\n"
)


def tell_all(tender: Tender, provider_ids: Collection[uuid.UUID]) -> None:
    """These providers and their members; who else hears of it, no mail says."""
    providers = providers_by_id(list(provider_ids))
    found = addresses_of(list(providers.values())).values()
    for address in sorted({each for addresses in found for each in addresses}):
        post(address, NEWS, NEWS_OF, title=tender.title, reference=tender.reference)
