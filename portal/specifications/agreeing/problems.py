"""What of the agreement is missing before publication (R4)."""

from __future__ import annotations

from collections.abc import Iterator

from portal.core.words import say
from portal.participation.panels.models import PANEL_KINDS
from portal.specifications.agreeing.influence import missing_in
from portal.specifications.agreeing.models import WithoutSignOff
from portal.specifications.agreeing.queries import (
    Agreement,
    agreements_of,
    coproduction_lead_of,
    without_of,
)
from portal.specifications.agreeing.queries_influence import stated_of, understanding_of
from portal.specifications.problem import Problem
from portal.tenders.models import Tender

PAGE = "agreeing.agreement"
STANDS = {
    "not_asked": say("‘%(panel)s’ wrote with you and wasn’t asked whether it agrees."),
    "old": say("‘%(panel)s’ agreed to something else: how bids are marked has changed since."),
    "open": say("‘%(panel)s’ is still being asked whether it agrees."),
    "not_agreed": say("‘%(panel)s’ doesn’t agree with how bids will be marked."),
}

MISSING = {
    "young": say("What young people can do isn’t said at %(number)s of the 5 steps."),
    "parent": say("What parents and carers can do isn’t said at %(number)s of the 5 steps."),
}
NO_PANEL = say("No panel wrote with you. Say why it is published without a panel’s agreement.")
NOT_UNDERSTOOD = say("Not every member of a panel has said that they understand their influence.")


def agreement_problems(tender: Tender) -> Iterator[Problem]:
    """A panel that hasn't agreed, or none that was asked; worries without an answer; no lead."""
    standing, reason = agreements_of(tender), without_of(tender)
    if not standing and reason is None:
        yield Problem(NO_PANEL, "agreeing.without")
    for each in standing:
        yield from _problems(each, is_explained=_explains(reason, each))
    yield from _influence_problems(tender)
    if coproduction_lead_of(tender) is None:
        message = say("Nobody is named who leads the writing together.")
        yield Problem(message, "agreeing.name_lead")


def _explains(reason: WithoutSignOff | None, standing: Agreement) -> bool:
    """Whether a reason was given after the panel was asked last; an older one is about another."""
    if reason is None:
        return False
    return standing.asked is None or standing.asked.asked_at <= reason.given_at


def _problems(standing: Agreement, *, is_explained: bool) -> Iterator[Problem]:
    facts = {"panel": standing.panel.title}
    if not standing.is_agreed:
        yield Problem(STANDS[standing.outcome], PAGE, facts=facts, warns=is_explained)
    if standing.unanswered:
        yield Problem(say("Worries of ‘%(panel)s’ aren’t answered yet."), PAGE, facts=facts)


def _influence_problems(tender: Tender) -> Iterator[Problem]:
    """What each group can do is said at every step, or why not, before anything goes out (P1)."""
    stated = stated_of(tender)
    for kind in PANEL_KINDS:
        if missing := missing_in(stated, kind):
            yield Problem(MISSING[kind], "agreeing.influence", facts={"number": len(missing)})
    if not all(each.is_everybody for each in understanding_of(tender).values()):
        yield Problem(NOT_UNDERSTOOD, "agreeing.influence", warns=True)
