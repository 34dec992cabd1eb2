"""Who asks about a published tender, who answers, and until when."""

from __future__ import annotations

from portal.accounts.models import PROVIDER
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.policy import BUYERS, WITHOUT_CONTRACT, holds, leads
from portal.tenders.stages import stage_of

NOT_PUBLISHED = say("Providers can ask when the tender is published.")
BIDDING_OVER = say("The deadline for bids has passed, so no answer can go out any more.")


def may_see_own_questions(actor: Actor, tender: Tender) -> Verdict:
    """A provider reads what it asked, and what it was answered."""
    is_provider = actor.role == PROVIDER and actor.provider_id is not None
    return is_provider and tender.published_at is not None


def may_see_questions(actor: Actor, tender: Tender) -> Verdict:
    """All on the buying side read the questions; none of them sees who asked."""
    return holds(actor, tender, *BUYERS) and now(tender.published_at is not None, NOT_PUBLISHED)


def may_answer(actor: Actor, tender: Tender) -> Verdict:
    """The lead answers, and lets answers go out, until the deadline for bids."""
    if not leads(actor, tender):
        return False
    why = WITHOUT_CONTRACT if tender.ended_at else BIDDING_OVER
    return may_see_questions(actor, tender) and now(stage_of(tender) == "open", why)
