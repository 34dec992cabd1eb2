"""Who reads what people said, who writes it down, and who asks panels for their time."""

from __future__ import annotations

import uuid

from portal.accounts.models import LEAD, PANEL, PARTICIPATION
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.participation.insights.models import Insight
from portal.tenders.policy import BUYERS

WITHDRAWN = say("This was taken off the list of what people told us.")
FOR_PANELS = ("panels", "public")


def _works_for(actor: Actor, authority_id: uuid.UUID | None, *roles: str) -> bool:
    """Whether the role is held in the whole authority; a partner's on one tender isn't."""
    ours = actor.authority_id == authority_id and actor.tender_id is None
    return ours and actor.role in roles


def may_read_insights(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """Staff of the authority and members of its panels; each sees what its permission allows."""
    return _works_for(actor, authority_id, *BUYERS, PANEL)


def may_read_all_insights(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """Staff read every insight, also those that were given to staff alone (P4)."""
    return _works_for(actor, authority_id, *BUYERS)


def may_read_insight(actor: Actor, insight: Insight) -> Verdict:
    """Staff read it all; members of panels what may reach them, while it stands (P6)."""
    if _works_for(actor, insight.authority_id, PANEL):
        return insight.permission in FOR_PANELS and insight.withdrawn_at is None
    return may_read_all_insights(actor, insight.authority_id)


def may_enter_insight(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """The participation lead writes down what people said."""
    return _works_for(actor, authority_id, PARTICIPATION)


def may_withdraw_insight(actor: Actor, insight: Insight) -> Verdict:
    """The participation lead takes an insight off the list, once, with a reason."""
    is_lead = _works_for(actor, insight.authority_id, PARTICIPATION)
    return is_lead and now(insight.withdrawn_at is None, WITHDRAWN)


def may_see_asks(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """Staff see how often each panel was asked, beside the limit that it set."""
    return _works_for(actor, authority_id, *BUYERS)


def may_ask_panel(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """The leads ask a panel for its time, once they saw what is known already (P4)."""
    return _works_for(actor, authority_id, LEAD, PARTICIPATION)
