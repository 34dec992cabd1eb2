"""What is missing before somebody can open the bids, or bring them from another system (R29)."""

from __future__ import annotations

from collections.abc import Iterator

from portal.core.words import say
from portal.specifications.problem import Problem
from portal.tenders.models import Tender
from portal.tenders.openers.models import OFFICERS, RECOVERY
from portal.tenders.openers.queries import openers_of


def opener_problems(tender: Tender) -> Iterator[Problem]:
    """What is missing before bids can be sealed and opened by two of three, or brought (R29)."""
    openers, page = openers_of(tender), "tenders.openers"
    if not openers.are_named:
        yield Problem(say("The two opening officers aren’t named yet."), page)
        return
    if tender.bids_system:
        return  # nothing is sealed here: they bring the bids when the other system has opened them
    for seat in OFFICERS:
        if not openers.rows[seat].public:
            message = say("%(name)s hasn’t chosen their opening phrase yet.")
            yield Problem(message, page, facts={"name": openers.name_of(seat)})
    if RECOVERY not in openers.rows:
        yield Problem(say("Nobody has made the recovery code yet."), page)
    if openers.are_ready and not openers.is_rehearsed:
        yield Problem(say("The opening officers haven’t rehearsed the opening yet."), page)
