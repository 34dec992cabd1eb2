"""Who may bid, open bids and read them, and when."""

from __future__ import annotations

from portal.accounts.models import APPROVER, AUDITOR, PROVIDER
from portal.core.authorisation import Actor, NotNow, Verdict, now
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.policy import WITHOUT_CONTRACT, holds, leads
from portal.tenders.stages import is_at_least, stage_of

DEADLINE_PASSED = say("The deadline for bids has passed.")
NOT_YET = say("The bids can’t be opened before the deadline.")
OPENED_ALREADY = say("The bids are open already.")


def may_see_own_bid(actor: Actor, tender: Tender) -> Verdict:
    """A provider sees its own bid to a published tender, before and after the deadline."""
    is_provider = actor.role == PROVIDER and actor.provider_id is not None
    return is_provider and tender.published_at is not None


def may_change_bid(actor: Actor, tender: Tender) -> Verdict:
    """A provider writes, submits and withdraws its bid until the deadline (R29)."""
    why = WITHOUT_CONTRACT if tender.ended_at else DEADLINE_PASSED
    return may_see_own_bid(actor, tender) and now(stage_of(tender) == "open", why)


def may_see_opening(actor: Actor, tender: Tender) -> Verdict:
    """The lead sees when the bids of a published tender can be opened, and their labels after."""
    return leads(actor, tender) and tender.published_at is not None


def may_open_bids(actor: Actor, tender: Tender) -> Verdict:
    """The lead opens the bids, once, after the deadline (R29)."""
    if not may_see_opening(actor, tender):
        return False
    if tender.ended_at is not None:
        return NotNow(WITHOUT_CONTRACT)
    stage = stage_of(tender)
    return True if stage == "closed" else NotNow(NOT_YET if stage == "open" else OPENED_ALREADY)


def may_read_bids(actor: Actor, tender: Tender) -> Verdict:
    """Answers under a label: the lead from the opening, approver and auditor from deciding."""
    if leads(actor, tender):
        return is_at_least(tender, "opened")
    return holds(actor, tender, APPROVER, AUDITOR) and is_at_least(tender, "deciding")
