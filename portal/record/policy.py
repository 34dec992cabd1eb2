"""Who reads a tender's trail, and what of it stays hidden from them for now."""

from __future__ import annotations

from portal.accounts.models import AUDITOR, EVALUATOR, LEAD
from portal.core.authorisation import Actor, Verdict
from portal.evaluation.policy import stays_blind
from portal.tenders.models import Tender
from portal.tenders.policy import BUYERS, holds
from portal.tenders.stages import is_at_least, is_revealed


def may_read_trail(actor: Actor, tender: Tender) -> Verdict:
    """Lead, participation lead, approver and auditor read the trail in every stage."""
    return holds(actor, tender, *BUYERS)


def may_know_of_bids(tender: Tender) -> bool:
    """Before the opening nobody on the buying side sees anything of a bid, nor how many (R29)."""
    return is_at_least(tender, "opened")


def may_read_of_one_bid(actor: Actor, tender: Tender) -> bool:
    """What the trail tells of a single bid: the lead, who works with it, from the opening; approver
    and auditor once moderation is closed, as with the bids themselves, since a reason quotes its
    bid; the participation lead, who knows who is kept from whom, from the reveal (R16)."""
    if not stays_blind(actor, tender):
        return False
    return holds(actor, tender, LEAD) or is_at_least(tender, "deciding")


def may_read_labels_of_marks(actor: Actor, tender: Tender) -> bool:
    """Until marking closes its progress is told as counts alone, never by bid."""
    return is_at_least(tender, "moderating") and may_read_of_one_bid(actor, tender)


def may_read_labels_of_signatures(actor: Actor, tender: Tender) -> bool:
    """Both leads from the reveal: who was there and didn't sign may be kept from the bid (R16)."""
    is_lead = holds(actor, tender, LEAD) and not is_revealed(tender)
    return not is_lead and may_read_of_one_bid(actor, tender)


def may_know_who_is_kept_from(actor: Actor, tender: Tender) -> bool:
    """The lead sees only that an interest was decided on, until the letters are out (R16)."""
    return not holds(actor, tender, LEAD) or is_at_least(tender, "released")


def may_read_time(actor: Actor, tender: Tender, actor_role: str) -> bool:
    """No times of day near young people's marks outside the audit view (R18)."""
    return not actor_role.endswith(EVALUATOR) or holds(actor, tender, AUDITOR)
