"""Who sees the groups' views side by side, and who writes, agrees and reads a narrative."""

from __future__ import annotations

from portal.accounts.models import APPROVER, AUDITOR, EVALUATOR, LEAD, PARTICIPATION
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.evaluation.models import Seat
from portal.evaluation.policy import holds_seat
from portal.evaluation.runs.policy import may_see_parts, may_see_run
from portal.tenders.models import Tender
from portal.tenders.policy import holds, leads, until
from portal.tenders.stages import is_at_least, is_past, stage_of

LIVED = ("young", "parent")
"""Groups of people who use services or care for somebody who does."""

TOO_EARLY = say("You can write this when everybody has marked.")
SAID_YES = say("Somebody has said yes to the decision with these words, so they stay as they are.")
NO_SEAT = say("Your seat doesn’t count any more, so you can’t write here.")
NOT_YET = say("You can read this when moderation is closed.")
DECIDED = say("The decision is approved, so this can’t change any more.")


def may_see_views(actor: Actor, tender: Tender, smallest_group: int) -> Verdict:
    """Lead, approver and auditor see what each group gave once there is a run; evaluators from the
    release on, where no group is too small (P18, R19)."""
    if holds(actor, tender, EVALUATOR):
        return may_see_parts(actor, tender, smallest_group)
    return may_see_run(actor, tender)


def may_read_reasons(actor: Actor, tender: Tender) -> Verdict:
    """Reasons of single people, by group and without names, are for those who decide (R19)."""
    return not holds(actor, tender, EVALUATOR) and may_see_run(actor, tender)


def may_note_talk(actor: Actor, tender: Tender) -> Verdict:
    """The lead writes down how differences were talked through, until the approval (P18)."""
    if not leads(actor, tender):
        return False
    why = DECIDED if is_past(tender, "approved") else NOT_YET
    return now(stage_of(tender) == "deciding", why)


def may_see_own_narrative(actor: Actor, tender: Tender, seat: Seat | None) -> Verdict:
    """Young people and parents read what their group writes, from moderation on (P19)."""
    is_theirs = holds_seat(actor, tender, seat) and actor.kind in LIVED
    return is_theirs and now(is_at_least(tender, "moderating"), TOO_EARLY)


def may_write_narrative(
    actor: Actor, tender: Tender, seat: Seat | None, is_voided: bool, has_begun: bool
) -> Verdict:
    """They write and agree until an approver has said yes to the decision with it (P19)."""
    may = may_see_own_narrative(actor, tender, seat)
    if not may:
        return may
    is_open = not is_past(tender, "approved") and not has_begun
    goes_on = until(tender, "released", SAID_YES)
    return goes_on and now(is_open, SAID_YES) and now(not is_voided, NO_SEAT)


def may_read_narratives(actor: Actor, tender: Tender) -> Verdict:
    """Leads read what groups write from moderation on, approver and auditor with the decision."""
    if holds(actor, tender, APPROVER, AUDITOR):
        return now(is_at_least(tender, "deciding"), NOT_YET)
    return holds(actor, tender, LEAD, PARTICIPATION) and now(
        is_at_least(tender, "moderating"), TOO_EARLY
    )


def may_lift_narrative(actor: Actor, tender: Tender) -> Verdict:
    """A lead who reads a narrative hands its words over, until the letters are out (R31)."""
    may = holds(actor, tender, LEAD, PARTICIPATION) and may_read_narratives(actor, tender)
    return may and now(not is_past(tender, "released"), DECIDED)


def may_lift_own_narrative(actor: Actor, tender: Tender, seat: Seat | None) -> Verdict:
    """So does who is of the group that wrote it."""
    may = may_see_own_narrative(actor, tender, seat)
    return may and now(not is_past(tender, "released"), DECIDED)
