"""Which of an authority's own pages somebody may open from its home."""

from __future__ import annotations

import uuid

from portal.accounts.policy import may_see_people
from portal.core.authorisation import Actor
from portal.monitoring.policy import may_see_register
from portal.outcomes.contracting.policy import may_see_days
from portal.overview.policy import may_see_plan
from portal.participation.insights.policy import may_read_insights
from portal.specifications.starting.policy import may_use_library
from portal.tenders.policy import may_create_tender, may_enter_school_days

DOORS = {
    "may_create": may_create_tender,
    "may_read_insights": may_read_insights,
    "may_see_people": may_see_people,
    "may_use_library": may_use_library,
    "may_enter_school_days": may_enter_school_days,
    "may_see_days": may_see_days,
    "may_see_register": may_see_register,
    "may_see_plan": may_see_plan,
}


def doors_of(actor: Actor, authority_id: uuid.UUID) -> dict[str, bool]:
    """By the name that the page's template asks for."""
    return {name: bool(policy(actor, authority_id)) for name, policy in DOORS.items()}
