"""Who reads at the desk, and who reads bids only when the desk is through with them."""

from __future__ import annotations

from portal.accounts.models import OFFICER
from portal.bids.policy import may_read_bids
from portal.core.authorisation import Actor, NotNow, Verdict, now
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.policy import holds, leads
from portal.tenders.stages import is_at_least, stage_of

NOT_OPENED = say("The desk begins when the bids have been opened.")
RELEASED = say("The evaluators have the bids, so nothing at the desk can change any more.")
DESK_FIRST = say(
    "The desk reads the bids first, and takes out what tells whose they are. You can read them when"
    " it is through."
)


def may_see_desk(actor: Actor, tender: Tender) -> Verdict:
    """The desk's officer alone sees each bid as it came, and who sent it, from the opening."""
    return holds(actor, tender, OFFICER) and now(is_at_least(tender, "opened"), NOT_OPENED)


def may_name_officer(actor: Actor, tender: Tender, is_released: bool) -> Verdict:
    """The lead says who is at the desk of one tender, until it is through or marking starts."""
    is_before = not is_at_least(tender, "marking") and not is_released
    return leads(actor, tender) and now(is_before, RELEASED)


def may_work_at_desk(actor: Actor, tender: Tender, is_released: bool) -> Verdict:
    """The officer cleans, deals with findings and releases, once, before marking starts."""
    seen = may_see_desk(actor, tender)
    if not seen:
        return seen
    return NotNow(RELEASED) if is_released or stage_of(tender) != "opened" else True


def may_read_shown_bids(actor: Actor, tender: Tender, waits_for_desk: bool) -> Verdict:
    """Who reads bids under their labels does so when the desk is through with them."""
    return may_read_bids(actor, tender) and now(not waits_for_desk, DESK_FIRST)
