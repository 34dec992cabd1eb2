"""Who asks a bidder, sees prices, checks for exclusion and disregards a bid, and when."""

from __future__ import annotations

from portal.accounts.models import APPROVER, AUDITOR, LEAD, OFFICER
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.evaluation.models_compliance import PURPOSES
from portal.tenders.models import Tender
from portal.tenders.policy import holds, leads
from portal.tenders.stages import is_at_least, stage_of

NOT_OPENED = say("You can do this when the bids have been opened.")
AFTER_MODERATION = say("You can read this when moderation is closed.")
PRICES_LATER = say("Prices are shown when marking is closed.")
TOO_LATE = say("The decision is approved, so this can’t change any more.")
WHILE_MARKING = say(
    "People are marking. A bid can’t be taken out or put back while they do: what is left would"
    " tell them that something is wrong with it. Decide when marking is closed."
)
OFFICER_CHECKS = say("Somebody is named for the desk. They check this.")

OPEN_STAGES = ("opened", "marking", "moderating", "deciding")
UNDER_LABEL = tuple(each for each in PURPOSES if each != "exclusion")
BY_LABEL = ("low_price", "procedural")
"""Grounds that are decided under a label; exclusion is by name."""


def may_see_compliance(actor: Actor, tender: Tender) -> Verdict:
    """The lead from the opening; approver and auditor once moderation is closed. Evaluators and the
    participation lead never: what a bidder explains doesn't change what is marked."""
    if holds(actor, tender, APPROVER, AUDITOR):
        return now(is_at_least(tender, "deciding"), AFTER_MODERATION)
    return leads(actor, tender) and now(is_at_least(tender, "opened"), NOT_OPENED)


def may_ask(actor: Actor, tender: Tender) -> Verdict:
    """The lead asks one bidder under its label, from the opening until the decision is approved."""
    return leads(actor, tender) and _while_open(tender)


def may_see_prices(actor: Actor, tender: Tender) -> Verdict:
    """The lead sees prices when marking is closed, approver and auditor from deciding (R10)."""
    if holds(actor, tender, APPROVER, AUDITOR):
        return now(is_at_least(tender, "deciding"), AFTER_MODERATION)
    return leads(actor, tender) and now(is_at_least(tender, "moderating"), PRICES_LATER)


def may_rule(actor: Actor, tender: Tender) -> Verdict:
    """The lead decides whether a bid is disregarded, but never while people mark."""
    return may_ask(actor, tender) and now(stage_of(tender) != "marking", WHILE_MARKING)


def may_see_exclusions(actor: Actor, tender: Tender) -> Verdict:
    """Checks stand beside bidders’ names: lead and desk from the opening, approver and auditor once
    moderation is closed (R17)."""
    if holds(actor, tender, OFFICER):
        return now(is_at_least(tender, "opened"), NOT_OPENED)
    return may_see_compliance(actor, tender)


def may_check(actor: Actor, tender: Tender, has_officer: bool) -> Verdict:
    """The desk’s officer checks, who knows the names anyway; the lead where nobody is named."""
    if not holds(actor, tender, LEAD, OFFICER):
        return False
    is_theirs = holds(actor, tender, OFFICER) or not has_officer
    return now(is_theirs, OFFICER_CHECKS) and _while_open(tender)


def may_lift_from(actor: Actor, tender: Tender, is_by_name: bool) -> Verdict:
    """Who reads what a bidder answered hands its words to the safeguarding lead (R31)."""
    if is_by_name:
        return may_see_exclusions(actor, tender)
    return may_see_compliance(actor, tender)


def _while_open(tender: Tender) -> Verdict:
    early = not is_at_least(tender, "opened")
    return now(stage_of(tender) in OPEN_STAGES, NOT_OPENED if early else TOO_LATE)
