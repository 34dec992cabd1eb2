"""Who sees which insights shaped a tender's parts, and who says so."""

from __future__ import annotations

from portal.accounts.models import LEAD, PARTICIPATION
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.participation.insights.models import Insight
from portal.participation.insights.policy import WITHDRAWN, may_read_all_insights
from portal.tenders.models import Tender
from portal.tenders.policy import holds
from portal.tenders.stages import stage_of

LINKED_TOO_LATE = say("The tender is published: what shaped it stands as it is.")


def may_see_known(actor: Actor, tender: Tender) -> Verdict:
    """Staff of the authority, who read its insights; partners hold a role on the tender alone."""
    return may_read_all_insights(actor, tender.authority_id)


def may_link_insights(actor: Actor, tender: Tender) -> Verdict:
    """The two leads say what an insight shaped, until the tender is published (P4, R4)."""
    leads = may_see_known(actor, tender) and holds(actor, tender, LEAD, PARTICIPATION)
    return leads and now(stage_of(tender) == "drafting", LINKED_TOO_LATE)


def may_link_insight(actor: Actor, tender: Tender, insight: Insight) -> Verdict:
    """So for one insight that wasn't taken off the list."""
    return may_link_insights(actor, tender) and now(insight.withdrawn_at is None, WITHDRAWN)
