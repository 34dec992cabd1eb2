"""What the regime asks and the draft doesn't have, or what its value says against it (R1, R2)."""

from __future__ import annotations

from collections.abc import Iterator

from portal.core import clock
from portal.core.formats import pounds
from portal.core.words import say
from portal.specifications.problem import Problem
from portal.tenders.breaks import school_breaks
from portal.tenders.calendar import own_days
from portal.tenders.models import Tender
from portal.tenders.regimes import threshold
from portal.tenders.timetable import doubts_of

PAGE = "tenders.details"
ABOVE = say(
    "It is worth %(value)s. From %(amount)s on it isn’t below the threshold, unless it is a light"
    " touch service."
)
BELOW = say("It is worth %(value)s. These rules begin at %(amount)s.")


def timetable_problems(tender: Tender) -> Iterator[Problem]:
    """What speaks against the days that are set; nobody is stopped."""
    today = clock.today()
    for doubt in doubts_of(tender, school_breaks(today), own_days(), today):
        yield Problem(doubt.message, "tenders.timetable", facts=doubt.facts, warns=True)


def regime_problems(tender: Tender) -> Iterator[Problem]:
    """The value tells which rules apply; nobody is stopped, since law has exceptions (R1)."""
    value, today = tender.estimated_value, clock.today()
    if value is None:
        if tender.regime != "psr":
            message = say("Nobody has said what it is worth. It tells which rules apply.")
            yield Problem(message, PAGE, warns=True)
        return
    is_below = tender.regime == "below_threshold"
    amount = threshold("ordinary" if is_below else tender.regime, today)
    if amount is not None and (value >= amount) == is_below:
        facts = {"value": pounds(value), "amount": pounds(amount)}
        yield Problem(ABOVE if is_below else BELOW, PAGE, facts=facts, warns=True)
