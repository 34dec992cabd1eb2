"""What is missing beside the words before publication: conflicts, duties, money (R16, R30)."""

from __future__ import annotations

from collections.abc import Iterator

from portal.core import clock
from portal.core.formats import day
from portal.core.words import say
from portal.specifications.groundwork.models import DUTIES
from portal.specifications.groundwork.queries import budget_of, conflicts_of, duties_of
from portal.specifications.problem import Problem
from portal.tenders.models import Tender

CONFLICTS = "groundwork.conflicts"
NO_ASSESSMENT = say("Nobody has assessed conflicts of interest yet.")
BEHIND = say("An interest was noted after conflicts were assessed. Assess them again.")
REVIEW_DUE = say("Conflicts of interest were to be reviewed by %(day)s.")
NO_DUTIES = say("Not every duty to involve people has its evidence, or why it doesn’t apply.")
NO_CHARTER = say("There is no participation charter that bidders sign up to.")
NO_BUDGET = say("Nobody has planned yet what it costs that people take part.")


def groundwork_problems(tender: Tender) -> Iterator[Problem]:
    """Conflicts are assessed and the review isn't late (R16), each duty is answered (R30), and
    there is money to take part (P29). Below the threshold the Act asks for no assessment (R2)."""
    warns = tender.regime == "below_threshold"
    found = conflicts_of(tender)
    if found.last is None:
        yield Problem(NO_ASSESSMENT, CONFLICTS, warns=warns)
    elif found.is_behind:
        yield Problem(BEHIND, CONFLICTS, warns=warns)
    elif found.last.review_on < clock.today():
        facts = {"day": day(found.last.review_on)}
        yield Problem(REVIEW_DUE, CONFLICTS, facts=facts, warns=warns)
    if set(duties_of(tender)) < set(DUTIES):
        yield Problem(NO_DUTIES, "groundwork.duties")
    if not tender.charter:
        yield Problem(NO_CHARTER, "specifications.charter", warns=True)
    if not budget_of(tender).lines:
        yield Problem(NO_BUDGET, "groundwork.budget", warns=True)
