"""Who prepares the marking of a tender, and until when."""

from __future__ import annotations

from portal.accounts.models import PARTICIPATION
from portal.bids.desk.policy import DESK_FIRST
from portal.core.authorisation import Actor, NotNow, Verdict, now
from portal.core.words import say
from portal.evaluation.models import Seat
from portal.evaluation.policy import holds_seat, looks_after_panel
from portal.tenders.models import Tender
from portal.tenders.policy import holds, leads, until
from portal.tenders.stages import is_at_least, stage_of

NOT_PUBLISHED = say("Seats can be given once the tender is published.")
MARKING_BEGAN = say("Marking has started, so this can’t change any more.")
NOT_OPENED = say("This comes when the bids have been opened.")
NAMES_LATER = say("We ask you this when the bids have been opened. You don’t need to do anything.")
APPROVED = say("The decision is approved, so this can’t change any more.")
NOT_MARKING = say("This comes when people have begun to mark.")
MARKING_OVER = say("Marking is over, so this can’t be asked any more.")
RESULT_MADE = say("Moderation is closed, so the marks can’t change any more.")


def may_see_seats(actor: Actor, tender: Tender) -> Verdict:
    """Both leads see who holds a seat, by name (R18)."""
    return looks_after_panel(actor, tender) and now(tender.published_at is not None, NOT_PUBLISHED)


def may_give_seat(actor: Actor, tender: Tender, *, is_short: bool = False) -> Verdict:
    """The lead gives seats from the publication of who marks what until marking starts (R4); later
    only where a group `is_short`: it has nobody left for a bid, and the rule waits for it (R16)."""
    if not leads(actor, tender):
        return False
    if tender.published_at is None:
        return NotNow(NOT_PUBLISHED)
    steps_in = is_short and stage_of(tender) == "marking"
    return True if steps_in else until(tender, "marking", MARKING_BEGAN)


def may_pair(actor: Actor, tender: Tender, seat: Seat) -> Verdict:
    """The lead seats a second person beside somebody, as both agreed, until marking starts (P7)."""
    if not leads(actor, tender) or seat.tender_id != tender.id or seat.beside_id:
        return False
    return may_give_seat(actor, tender)


def may_make_link(actor: Actor, tender: Tender, seat: Seat) -> Verdict:
    """Both leads help an evaluator who can't sign in, with a new link (they know no password)."""
    return looks_after_panel(actor, tender) and seat.tender_id == tender.id


def may_void(actor: Actor, tender: Tender, seat: Seat) -> Verdict:
    """The lead takes a seat or sheet out of the count, until moderation is closed (R15)."""
    if not leads(actor, tender) or seat.tender_id != tender.id:
        return False
    return until(tender, "deciding", RESULT_MADE)


def may_see_gates(actor: Actor, tender: Tender, waits_for_desk: bool) -> Verdict:
    """The lead sees from the opening on what each bid says to the pass/fail questions, when the
    desk is through with them."""
    opened = leads(actor, tender) and now(is_at_least(tender, "opened"), NOT_OPENED)
    return opened and now(not waits_for_desk, DESK_FIRST)


def may_confirm_gate(actor: Actor, tender: Tender, waits_for_desk: bool) -> Verdict:
    """The lead confirms each pass/fail question by label, when the desk is through with the bids
    and before marking starts (R5)."""
    early = leads(actor, tender) and _before_marking(tender, NOT_OPENED)
    return early and now(not waits_for_desk, DESK_FIRST)


def may_see_declaration(actor: Actor, tender: Tender, seat: Seat | None) -> Verdict:
    """Each evaluator reads what they answered, and whom to tell if it isn't so any more (R16)."""
    return holds_seat(actor, tender, seat) and now(is_at_least(tender, "opened"), NAMES_LATER)


def may_declare(actor: Actor, tender: Tender, seat: Seat | None) -> Verdict:
    """Each evaluator declares against the bidders' names, or again, before marking starts; a
    reserve who steps in later, when they do (R16, P14)."""
    if not holds_seat(actor, tender, seat):
        return False
    is_late = seat is not None and seat.after_start and stage_of(tender) == "marking"
    return True if is_late else _before_marking(tender, NAMES_LATER)


def may_see_conflicts(actor: Actor, tender: Tender) -> Verdict:
    """The participation lead alone reads what evaluators declared (R16)."""
    return holds(actor, tender, PARTICIPATION) and now(is_at_least(tender, "opened"), NOT_OPENED)


def may_decide_conflict(actor: Actor, tender: Tender) -> Verdict:
    """The participation lead decides on each declared interest, before marking starts or when it
    comes to mind, until the decision is approved (R16, P14)."""
    if not holds(actor, tender, PARTICIPATION):
        return False
    if not is_at_least(tender, "opened"):
        return NotNow(NOT_OPENED)
    return until(tender, "approved", APPROVED)


def may_see_changes(actor: Actor, tender: Tender, seat: Seat | None) -> Verdict:
    """Each evaluator finds where to say that something has changed, from the day they have a seat
    until the decision is approved (R16)."""
    if not holds_seat(actor, tender, seat):
        return False
    return until(tender, "approved", APPROVED)


def may_say_changes(actor: Actor, tender: Tender, seat: Seat | None) -> Verdict:
    """They say so from the start of marking on; before, they change their answers (R16)."""
    if not holds_seat(actor, tender, seat):
        return False
    if not is_at_least(tender, "marking"):
        return NotNow(NAMES_LATER)
    return until(tender, "approved", APPROVED)


def may_renew(actor: Actor, tender: Tender, seat: Seat | None) -> Verdict:
    """They answer that nothing has changed, while marking is open."""
    if not holds_seat(actor, tender, seat):
        return False
    early = not is_at_least(tender, "marking")
    return now(stage_of(tender) == "marking", NAMES_LATER if early else MARKING_OVER)


def may_see_renewal(actor: Actor, tender: Tender) -> Verdict:
    """Both leads see who has answered, and never what (R16)."""
    return looks_after_panel(actor, tender) and now(is_at_least(tender, "marking"), NOT_MARKING)


def may_ask_to_renew(actor: Actor, tender: Tender) -> Verdict:
    """The lead asks everybody whether anything has changed, before moderation begins (R16)."""
    if not leads(actor, tender):
        return False
    early = not is_at_least(tender, "marking")
    return now(stage_of(tender) == "marking", NOT_MARKING if early else MARKING_OVER)


def may_start_marking(actor: Actor, tender: Tender) -> Verdict:
    """The lead starts the marking of opened bids."""
    return leads(actor, tender) and _before_marking(tender, NOT_OPENED)


def _before_marking(tender: Tender, too_early: str) -> Verdict:
    early = not is_at_least(tender, "opened")
    return now(stage_of(tender) == "opened", too_early if early else MARKING_BEGAN)
