"""Who reads and who writes what a tender stands on beside its words."""

from __future__ import annotations

from portal.accounts.models import LEAD, PARTICIPATION
from portal.core.authorisation import Actor, Verdict
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.policy import BUYERS, holds, leads, until

ENTERED = say("The contract is entered, so this is closed.")


def may_see_groundwork(actor: Actor, tender: Tender) -> Verdict:
    """Everybody on the buying side reads conflicts and duties (R16, R30)."""
    return holds(actor, tender, *BUYERS)


def may_keep_groundwork(actor: Actor, tender: Tender) -> Verdict:
    """The lead keeps them under review until the contract is entered (R16)."""
    return leads(actor, tender) and until(tender, "contract", ENTERED)


def may_keep_budget(actor: Actor, tender: Tender) -> Verdict:
    """The two leads plan what taking part costs, and note what was spent, to the end (P29)."""
    return holds(actor, tender, LEAD, PARTICIPATION)
