"""Who may bid, open bids and read them, and when."""

from __future__ import annotations

from portal.accounts.models import APPROVER, AUDITOR, PROVIDER
from portal.accounts.policy import may_speak_for
from portal.core import clock
from portal.core.authorisation import Actor, NotNow, Verdict, now
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.policy import BUYERS, WITHOUT_CONTRACT, holds, leads
from portal.tenders.stages import STILL_COMING, is_at_least, is_still_coming, stage_of

DEADLINE_PASSED = say("The deadline for bids has passed.")
NOT_YET = say("The bids can’t be opened before the deadline.")
OPENED_ALREADY = say("The bids are open already.")
NOT_OPEN = say("The bids aren’t open yet.")
ELSEWHERE = say("Bids for this tender come in another system. Its public page says where.")
BROUGHT = say("Bids for this tender come in another system, and are brought here from it.")
STILL_SEALED = say(
    "Your bid is sealed until the bids are opened, so nobody can read it here, not even you. Read"
    " it in the copy that you kept."
)


def may_see_own_bid(actor: Actor, tender: Tender) -> Verdict:
    """A provider sees its own bid to a published tender, before and after the deadline."""
    is_provider = actor.role == PROVIDER and actor.provider_id is not None
    return is_provider and tender.published_at is not None


def may_change_bid(actor: Actor, tender: Tender) -> Verdict:
    """A provider writes, submits and withdraws its bid until the deadline; what came before it and
    waited for its turn came in time (R29)."""
    if tender.bids_system:
        return may_see_own_bid(actor, tender) and NotNow(ELSEWHERE)
    why = WITHOUT_CONTRACT if tender.ended_at else DEADLINE_PASSED
    is_open = stage_of(tender, clock.received()) == "open"
    return may_see_own_bid(actor, tender) and now(is_open, why)


def may_send_bid(actor: Actor, tender: Tender) -> Verdict:
    """A bid manager submits, confirms and withdraws, whatever the time; it is asked next (R29)."""
    return may_see_own_bid(actor, tender) and may_speak_for(actor)


def may_see_opening(actor: Actor, tender: Tender) -> Verdict:
    """The buying side sees when the bids of a published tender can be opened, and the record."""
    return holds(actor, tender, *BUYERS) and tender.published_at is not None


def may_open_bids(actor: Actor, tender: Tender, seat: str | None) -> Verdict:
    """An opening officer takes a turn at opening, after the deadline, until bids are open (R29)."""
    return seat is not None and may_use_code(actor, tender)


def may_use_code(actor: Actor, tender: Tender) -> Verdict:
    """Whoever works on tenders may bring the recovery code, after the deadline (R29)."""
    if not may_see_opening(actor, tender):
        return False
    if tender.bids_system:
        return NotNow(BROUGHT)
    if tender.ended_at is not None:
        return NotNow(WITHOUT_CONTRACT)
    if is_still_coming(tender):
        return NotNow(STILL_COMING)
    stage = stage_of(tender)
    return True if stage == "closed" else NotNow(NOT_YET if stage == "open" else OPENED_ALREADY)


def may_see_opening_record(actor: Actor, tender: Tender) -> Verdict:
    """A bidder sees when and by whom bids were opened, from the opening on (R29)."""
    return may_see_own_bid(actor, tender) and now(is_at_least(tender, "opened"), NOT_OPEN)


def may_read_own_sealed(actor: Actor, tender: Tender) -> Verdict:
    """A provider reads its submitted bid here again once bids are open; before, nobody can."""
    return may_see_own_bid(actor, tender) and now(is_at_least(tender, "opened"), STILL_SEALED)


def may_read_bids(actor: Actor, tender: Tender) -> Verdict:
    """Answers under a label: the lead from the opening, approver and auditor from deciding."""
    if leads(actor, tender):
        return is_at_least(tender, "opened")
    return holds(actor, tender, APPROVER, AUDITOR) and is_at_least(tender, "deciding")
