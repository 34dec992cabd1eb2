"""Who may see what in moderation, who records it, and who signs it."""

from __future__ import annotations

from portal.accounts.models import APPROVER, AUDITOR, EVALUATOR, LEAD, PARTICIPATION
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.evaluation.policy import stays_blind
from portal.tenders.models import Tender
from portal.tenders.policy import holds, leads
from portal.tenders.stages import is_at_least, is_past, stage_of

TOO_EARLY = say("Moderation starts when marking is closed.")
CLOSED = say("Moderation is closed, so its records can’t change any more.")
LETTERS_OUT = say(
    "The letters are out, so words here stay as they are. A lead of the tender can take words out"
    " of the record, under ‘How long this is kept’ on its trail."
)
AFTER_MODERATION = say("You can read these records when moderation is closed.")


def may_see_agenda(actor: Actor, tender: Tender) -> Verdict:
    """Lead and evaluators from the end of marking; approver and auditor once moderation is closed;
    the participation lead from the reveal."""
    if holds(actor, tender, APPROVER, AUDITOR):
        return now(is_at_least(tender, "deciding"), AFTER_MODERATION)
    panel_team = holds(actor, tender, LEAD, PARTICIPATION, EVALUATOR)
    is_there = now(is_at_least(tender, "moderating"), TOO_EARLY)
    return panel_team and is_there and stays_blind(actor, tender)


def may_see_item(actor: Actor, tender: Tender, is_theirs: bool) -> Verdict:
    """An evaluator sees their own criteria, less the bids they are kept from; staff see all."""
    if holds(actor, tender, EVALUATOR) and not is_theirs:
        return False
    return may_see_agenda(actor, tender)


def may_lift(actor: Actor, tender: Tender, is_theirs: bool) -> Verdict:
    """Who reads a reason or a record among the panel team hands its words to the safeguarding lead,
    until the letters are out (R31)."""
    panel_team = holds(actor, tender, LEAD, PARTICIPATION, EVALUATOR)
    may_read = panel_team and may_see_item(actor, tender, is_theirs)
    return may_read and now(not is_past(tender, "released"), LETTERS_OUT)


def may_moderate(actor: Actor, tender: Tender) -> Verdict:
    """The lead records what was agreed, while moderation is open (R13)."""
    return leads(actor, tender) and _while_open(tender)


def may_sign_off(actor: Actor, tender: Tender) -> Verdict:
    """An evaluator signs the records of what they were present at (R13)."""
    return holds(actor, tender, EVALUATOR) and _while_open(tender)


def may_read_signatures(actor: Actor, tender: Tender) -> Verdict:
    """Names of those present stay in the panel team; others see how many there were (R18)."""
    return holds(actor, tender, LEAD, PARTICIPATION, EVALUATOR)


def may_read_conflicts(actor: Actor, tender: Tender) -> Verdict:
    """That somebody was there who is kept from the bid (R16): approver and auditor read it before
    they act, as a number; by name the participation lead from the reveal, and the lead, who must
    not learn who is kept from what, when the letters are out."""
    if holds(actor, tender, PARTICIPATION):
        return stays_blind(actor, tender)
    is_out = leads(actor, tender) and is_at_least(tender, "released")
    return is_out or holds(actor, tender, APPROVER, AUDITOR)


def may_read_ways(actor: Actor, tender: Tender) -> Verdict:
    """How a reason came about is read by the lead, who records, and by the auditor: those who
    marked beside somebody needn't learn that they were helped (R18, R19)."""
    return holds(actor, tender, LEAD, AUDITOR)


def _while_open(tender: Tender) -> Verdict:
    early = not is_at_least(tender, "moderating")
    return now(stage_of(tender) == "moderating", TOO_EARLY if early else CLOSED)
