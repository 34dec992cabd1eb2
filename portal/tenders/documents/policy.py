"""Who adds documents to a tender, and until when."""

from __future__ import annotations

from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.policy import BUYERS, WITHOUT_CONTRACT, holds, leads
from portal.tenders.stages import stage_of

BIDDING_OVER = say("The deadline for bids has passed, so no document can be added any more.")


def may_see_documents(actor: Actor, tender: Tender) -> Verdict:
    """All on the buying side read them before everybody does."""
    return holds(actor, tender, *BUYERS)


def may_add_document(actor: Actor, tender: Tender) -> Verdict:
    """The lead adds documents until the deadline; what is out stays as it is (R4)."""
    why = WITHOUT_CONTRACT if tender.ended_at else BIDDING_OVER
    return leads(actor, tender) and now(stage_of(tender) in ("drafting", "open"), why)
