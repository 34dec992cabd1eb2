"""Who amends a published tender, and who says that a bid stands after it."""

from __future__ import annotations

from portal.bids.policy import DEADLINE_PASSED, may_change_bid, may_send_bid
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.policy import WITHOUT_CONTRACT, leads
from portal.tenders.stages import stage_of

NOT_PUBLISHED = say("The tender isn’t published yet, so change it as you like.")


def may_amend(actor: Actor, tender: Tender) -> Verdict:
    """The lead amends a published tender until its deadline, and never after (R4)."""
    why = WITHOUT_CONTRACT if tender.ended_at else DEADLINE_PASSED
    return (
        leads(actor, tender)
        and now(tender.published_at is not None, NOT_PUBLISHED)
        and now(stage_of(tender) == "open", why)
    )


def may_confirm_bid(actor: Actor, tender: Tender) -> Verdict:
    """A bid manager says until the deadline that its bid stands as it was sent."""
    return may_send_bid(actor, tender) and may_change_bid(actor, tender)
