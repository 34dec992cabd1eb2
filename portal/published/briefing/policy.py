"""Who holds a briefing, who reads who comes, and who signs up (P13)."""

from __future__ import annotations

from portal.accounts.models import PROVIDER
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.published.clarifications.policy import may_answer, may_see_questions
from portal.tenders.models import Tender
from portal.tenders.stages import stage_of

may_see_briefing = may_see_questions
may_hold_briefing = may_answer

BIDDING_OVER = say("The deadline for bids has passed, so the briefing is over.")


def may_sign_up(actor: Actor, tender: Tender) -> Verdict:
    """A provider says until the deadline whether it comes, and reads nothing of others."""
    is_provider = actor.role == PROVIDER and actor.provider_id is not None
    if not is_provider or tender.published_at is None:
        return False
    return now(stage_of(tender) == "open", BIDDING_OVER)
