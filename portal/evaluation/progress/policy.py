"""Who sets the day until which people mark, and when."""

from __future__ import annotations

from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.policy import leads
from portal.tenders.stages import stage_of

NOT_MARKING = say("More time can be given while people mark.")


def may_give_time(actor: Actor, tender: Tender) -> Verdict:
    """The lead sets the day, and gives more time, while people mark."""
    return leads(actor, tender) and now(stage_of(tender) == "marking", NOT_MARKING)
