"""What policies of insights and of agreeing are asked about, for the permission matrix."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from portal.core.authorisation import Actor, NotNow
from portal.participation.insights.models import Insight
from portal.participation.panels.models import Panel
from portal.specifications.agreeing.models import SignOffAsked
from portal.specifications.agreeing.outcome import Count
from portal.specifications.agreeing.queries import Agreement
from portal.specifications.cowriting.part import Part
from portal.tenders.models import Tender

OURS = uuid.UUID(int=1)
LATER, BEFORE = date(2026, 10, 9), date(2026, 9, 30)
"""Days on both sides of the table's own."""

PartOf = Callable[..., Part]
Arguments = Callable[[Actor, Tender], tuple[Any, ...]]


def insight(permission: str = "panels", **more: Any) -> Insight:
    """An insight of our authority."""
    return Insight(authority_id=OURS, permission=permission, withdrawn_at=None, **more)


def off_the_list() -> Insight:
    """One that was withdrawn."""
    found = insight()
    found.withdrawn_at = found.entered_at = LATER  # type: ignore[assignment]
    return found


def standing(closes_on: date | None = LATER, outcome: str = "open") -> Agreement:
    """Where the panel of the story stands; without a day it wasn't asked."""
    asked = SignOffAsked(closes_on=closes_on) if closes_on else None
    return Agreement(Panel(), asked, [], {}, Count(Counter(), 9, 9), outcome, is_over=False)


def situations(part_of: PartOf) -> dict[str, Arguments]:
    """Each case of the table with what its policy is asked about."""
    say, insights = "specifications.agreeing.may_say", "participation.insights."
    known = "specifications.known.may_link_insight"
    return {
        f"{insights}may_read_insights": lambda a, t: (a, OURS),
        f"{insights}may_read_all_insights": lambda a, t: (a, OURS),
        f"{insights}may_enter_insight": lambda a, t: (a, OURS),
        f"{insights}may_see_asks": lambda a, t: (a, OURS),
        f"{insights}may_ask_panel": lambda a, t: (a, OURS),
        f"{insights}may_read_insight: for panels": lambda a, t: (a, insight()),
        f"{insights}may_read_insight: for staff": lambda a, t: (a, insight("staff")),
        f"{insights}may_read_insight: off the list": lambda a, t: (a, off_the_list()),
        f"{insights}may_withdraw_insight: on the list": lambda a, t: (a, insight()),
        f"{insights}may_withdraw_insight: off the list": lambda a, t: (a, off_the_list()),
        f"{known}: on the list": lambda a, t: (a, t, insight()),
        f"{known}: off the list": lambda a, t: (a, t, off_the_list()),
        f"{say}: asked": lambda a, t: (a, t, part_of(a), standing()),
        f"{say}: not asked": lambda a, t: (a, t, part_of(a), standing(None, "not_asked")),
        f"{say}: too late": lambda a, t: (a, t, part_of(a), standing(BEFORE, "agreed")),
        f"{say}: changed since": lambda a, t: (a, t, part_of(a), standing(LATER, "old")),
        f"{say}: consent missing": lambda a, t: (
            a,
            t,
            part_of(a, ready=NotNow("You haven’t said yes.")),
            standing(),
        ),
        f"{say}: another’s part": lambda a, t: (
            a,
            t,
            part_of(Actor(uuid.uuid4(), "person")),
            standing(),
        ),
    }
