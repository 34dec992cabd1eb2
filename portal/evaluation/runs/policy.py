"""Who may close moderation, and who sees what it came to."""

from __future__ import annotations

from portal.accounts.models import APPROVER, AUDITOR, EVALUATOR, LEAD, PARTICIPATION
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.evaluation.policy import stays_blind
from portal.tenders.models import Tender
from portal.tenders.policy import holds, leads
from portal.tenders.stages import is_again, is_at_least, is_revealed, stage_of

NOT_MODERATING = say("Moderation isn’t open, so it can’t be closed.")
NO_RESULT_YET = say("The result is worked out when moderation is closed.")
NOT_REVEALED = say("The providers’ names are shown here when they have been revealed.")
NOT_RELEASED = say("You can see the result when the outcome letters have been sent.")
IS_AGAIN = say(
    "This is being decided again. You can see the result when the new letters have been sent."
)


def may_close_moderation(actor: Actor, tender: Tender) -> Verdict:
    """The lead closes moderation, which makes the run."""
    return leads(actor, tender) and now(stage_of(tender) == "moderating", NOT_MODERATING)


def may_see_result(actor: Actor, tender: Tender) -> Verdict:
    """Lead, approver and auditor once it is there; participation lead from the reveal; evaluators
    from release, and not while what the letters told is decided again (R14)."""
    if holds(actor, tender, EVALUATOR):
        is_out = now(is_at_least(tender, "released"), NOT_RELEASED)
        return is_out and now(not is_again(tender), IS_AGAIN)
    return may_see_run(actor, tender)


def may_see_run(actor: Actor, tender: Tender) -> Verdict:
    """The whole run as a file holds groups' marks: not for evaluators (R19).

    How few steps of marks would change who is first, and how far evaluators agree, tell of
    single marks: they are for the same readers.
    """
    reads = holds(actor, tender, LEAD, PARTICIPATION, APPROVER, AUDITOR)
    is_there = now(is_at_least(tender, "deciding"), NO_RESULT_YET)
    return reads and is_there and stays_blind(actor, tender)


def may_see_parts(actor: Actor, tender: Tender, smallest_group: int) -> Verdict:
    """What each group carried: for evaluators only where no group is too small (R19).

    So for the margin by group, the ranking without a group and minimums of single groups. At
    which weight another bid draws level, and what leaving a bid out does, follow from combined
    scores, prices and published weights, which stand on the page anyway: every reader sees them.
    """
    is_shown = not holds(actor, tender, EVALUATOR) or smallest_group >= tender.least_shown
    return is_shown and may_see_result(actor, tender)


def may_see_names(actor: Actor, tender: Tender) -> Verdict:
    """Whose bid a label is: from the reveal for whoever sees the run, evaluators from release."""
    return may_see_result(actor, tender) and now(is_revealed(tender), NOT_REVEALED)
