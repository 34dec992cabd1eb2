"""Who plans interviews, who reads when theirs are, who marks them, and whom a bidder tells."""

from __future__ import annotations

from portal.accounts.models import EVALUATOR
from portal.bids.policy import may_see_own_bid
from portal.core.authorisation import Actor, NotNow, Verdict, now
from portal.core.words import say
from portal.evaluation.marking.at_interview import SENT
from portal.evaluation.marking.policy import LETTERS_OUT
from portal.evaluation.models import Seat
from portal.evaluation.policy import holds_seat, looks_after_panel
from portal.tenders.models import Tender
from portal.tenders.policy import holds, leads
from portal.tenders.stages import is_at_least, is_past, stage_of

TOO_EARLY = say("Interviews come when marking is closed, so that first marks stay blind.")
CLOSED = say("Moderation is closed, so interviews can’t change any more.")
NOT_HELD = say("You can mark this interview when it was held and you were there.")


def may_see_interviews(actor: Actor, tender: Tender, has_any: bool) -> Verdict:
    """The lead sees every interview, an evaluator who marks at one their own (R16)."""
    is_theirs = leads(actor, tender) or holds(actor, tender, EVALUATOR)
    return has_any and is_theirs and now(is_at_least(tender, "moderating"), TOO_EARLY)


def may_plan(actor: Actor, tender: Tender, has_any: bool) -> Verdict:
    """The lead plans interviews and records that they were held, while moderation is open."""
    return has_any and leads(actor, tender) and _while_open(tender)


def may_see_interview(actor: Actor, tender: Tender, seat: Seat | None) -> Verdict:
    """An evaluator reads when theirs is; of a bid that they are kept from there is none (R16)."""
    return holds_seat(actor, tender, seat) and now(is_at_least(tender, "moderating"), TOO_EARLY)


def may_mark_interview(
    actor: Actor, tender: Tender, seat: Seat | None, was_there: bool, is_sent: bool
) -> Verdict:
    """Who was there marks it, once, and sees nobody else's marks before all have sent (R15)."""
    if not holds_seat(actor, tender, seat):
        return False
    if is_sent:
        return NotNow(SENT)
    return _while_open(tender) and now(was_there, NOT_HELD)


def may_report(actor: Actor, tender: Tender, seat: Seat | None) -> Verdict:
    """An evaluator tells at any time that a bidder got in touch with them (P14, R16)."""
    return holds_seat(actor, tender, seat)


def may_read_reports(actor: Actor, tender: Tender) -> Verdict:
    """Both leads read who told of a contact, so that they can act (R16)."""
    return looks_after_panel(actor, tender)


def may_lift_report(actor: Actor, tender: Tender, is_own: bool) -> Verdict:
    """Who told of a contact, or reads it, hands words about somebody's safety to the safeguarding
    lead, until the letters are out (R31)."""
    reads = (is_own and holds(actor, tender, EVALUATOR)) or looks_after_panel(actor, tender)
    return reads and now(not is_past(tender, "released"), LETTERS_OUT)


def may_see_own_interview(actor: Actor, tender: Tender, has_any: bool) -> Verdict:
    """A provider reads when its interview is, and the rules of it, from the start (R4)."""
    return has_any and may_see_own_bid(actor, tender)


def _while_open(tender: Tender) -> Verdict:
    early = not is_at_least(tender, "moderating")
    return now(stage_of(tender) == "moderating", TOO_EARLY if early else CLOSED)
