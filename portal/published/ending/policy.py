"""Who may end a tender without a contract, and until when."""

from __future__ import annotations

from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.policy import BUYERS, WITHOUT_CONTRACT, holds, leads
from portal.tenders.stages import is_at_least

NOT_PUBLISHED = say("The tender isn’t published yet. Change it, or leave it as it is.")
ENTERED = say("The contract is entered. It ends by its own terms, not here.")


def may_see_end(actor: Actor, tender: Tender) -> Verdict:
    """All on the buying side read how a tender ended; the lead reads before what that would do."""
    if tender.ended_at is None and not leads(actor, tender):
        return False
    return holds(actor, tender, *BUYERS) and now(tender.published_at is not None, NOT_PUBLISHED)


def may_end(actor: Actor, tender: Tender) -> Verdict:
    """The lead ends a published tender until its contract is entered, once."""
    return (
        leads(actor, tender)
        and now(tender.published_at is not None, NOT_PUBLISHED)
        and now(tender.ended_at is None, WITHOUT_CONTRACT)
        and now(not is_at_least(tender, "contract"), ENTERED)
    )
