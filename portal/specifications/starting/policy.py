"""Who begins a specification from something else, and who keeps the authority's library."""

from __future__ import annotations

from portal.accounts.models import LEAD
from portal.core.authorisation import Actor, Verdict


def may_use_library(actor: Actor, authority_id: object) -> Verdict:
    """A lead of the whole authority reads its library and its earlier tenders, and keeps in it."""
    return actor.role == LEAD and actor.authority_id == authority_id and actor.tender_id is None
