"""Who plans sessions, who sees the table and the wall, and who may change their mind."""

from __future__ import annotations

from portal.accounts.models import EVALUATOR, FACILITATOR, LEAD
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.evaluation.moderation.policy import (
    CLOSED,
    TOO_EARLY,
    may_moderate,
    may_see_agenda,
    may_sign_off,
)
from portal.tenders.models import Tender
from portal.tenders.policy import holds, leads
from portal.tenders.stages import is_at_least, is_past, stage_of

NOT_OPEN = say("Name who leads the talks once the tender is published.")
OVER = say("Moderation is closed, so nobody leads talks any more.")
NOT_ON_TABLE = say(
    "This answer isn’t on the table now. You can change your mark while it is talked about."
)


def may_plan_sessions(actor: Actor, tender: Tender) -> Verdict:
    """The lead plans and opens sessions, and writes down what groups say."""
    return may_moderate(actor, tender)


def may_steer_rounds(actor: Actor, tender: Tender) -> Verdict:
    """The lead, or who leads the talks, puts answers on the table, says whose round it is, and ends
    a session so that there is a break."""
    if holds(actor, tender, FACILITATOR):
        return may_lead_talks(actor, tender)
    return may_moderate(actor, tender)


def may_name_facilitator(actor: Actor, tender: Tender) -> Verdict:
    """The lead names who leads the talks of this tender, until moderation is closed."""
    before = not is_past(tender, "deciding")
    return leads(actor, tender) and now(is_at_least(tender, "open"), NOT_OPEN) and now(before, OVER)


def may_lead_talks(actor: Actor, tender: Tender) -> Verdict:
    """A facilitator reads when the sessions are and what lies on the table; they mark and write
    nothing."""
    if not holds(actor, tender, FACILITATOR):
        return False
    early = not is_at_least(tender, "moderating")
    return now(stage_of(tender) == "moderating", TOO_EARLY if early else CLOSED)


def may_see_sessions(actor: Actor, tender: Tender) -> Verdict:
    """Whoever sees what is to be talked about, and who leads the talks."""
    if holds(actor, tender, FACILITATOR):
        return may_lead_talks(actor, tender)
    return may_see_agenda(actor, tender)


def may_see_table(actor: Actor, tender: Tender) -> Verdict:
    """Lead, evaluators and who leads the talks sit at the table while moderation is open."""
    if holds(actor, tender, FACILITATOR):
        return may_lead_talks(actor, tender)
    if holds(actor, tender, LEAD):
        return may_moderate(actor, tender)
    return holds(actor, tender, EVALUATOR) and may_sign_off(actor, tender)


def may_show_wall(actor: Actor, tender: Tender) -> Verdict:
    """The lead shows the projector’s page: it tells no individual mark of a young person (R19)."""
    return may_moderate(actor, tender)


def may_come(actor: Actor, tender: Tender) -> Verdict:
    """An evaluator says that they are here (R13)."""
    return may_sign_off(actor, tender)


def may_change_mark(
    actor: Actor, tender: Tender, is_theirs: bool, is_on_table: bool = True
) -> Verdict:
    """Each may change their own mind while the answer is on the table (R15); who doesn't mark it,
    or is kept from the bid, finds nothing."""
    if not is_theirs:
        return False
    return may_sign_off(actor, tender) and now(is_on_table, NOT_ON_TABLE)
