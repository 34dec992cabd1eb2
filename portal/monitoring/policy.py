"""Who sees an authority's contracts, keeps their register, and says that the next cycle begins."""

from __future__ import annotations

from portal.accounts.models import LEAD, PARTICIPATION
from portal.core.authorisation import Actor, Verdict
from portal.tenders.policy import BUYERS


def may_see_register(actor: Actor, authority_id: object) -> Verdict:
    """Who works on the tenders of the whole authority sees which contracts end when (P27)."""
    return actor.role in BUYERS and _whole(actor, authority_id)


def may_keep_register(actor: Actor, authority_id: object) -> Verdict:
    """A procurement lead enters contracts, and changes what is said of them."""
    return actor.role == LEAD and _whole(actor, authority_id)


def may_begin_next(actor: Actor, authority_id: object) -> Verdict:
    """Either lead says that understanding what is needed next has begun (P27)."""
    return actor.role in (LEAD, PARTICIPATION) and _whole(actor, authority_id)


def _whole(actor: Actor, authority_id: object) -> bool:
    return actor.authority_id == authority_id and actor.tender_id is None
