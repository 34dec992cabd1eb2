"""Who writes the practice bid, who practises, and until when."""

from __future__ import annotations

from portal.core.authorisation import Actor, NotNow, Verdict, now
from portal.core.words import say
from portal.evaluation.models import Seat
from portal.evaluation.policy import holds_seat
from portal.tenders.models import Tender
from portal.tenders.policy import leads, until

NOT_PUBLISHED = say("The practice bid is written once the tender is published.")
BIDS_OPEN = say(
    "The bids are open. A practice bid is written before that, so that it can’t lean on any of"
    " them."
)
OVER = say("Marking is over, so there is nothing to practise for any more.")


def may_see_practice_bid(actor: Actor, tender: Tender) -> Verdict:
    """The lead reads the practice bid, and how many have practised; never who, never a mark."""
    return leads(actor, tender) and now(tender.published_at is not None, NOT_PUBLISHED)


def may_write_practice_bid(actor: Actor, tender: Tender) -> Verdict:
    """The lead writes it from publication until the bids are opened: what they think an answer is
    worth can't come from a bid."""
    if not leads(actor, tender):
        return False
    if tender.published_at is None:
        return NotNow(NOT_PUBLISHED)
    return until(tender, "opened", BIDS_OPEN)


def may_see_practice(actor: Actor, tender: Tender, seat: Seat | None) -> Verdict:
    """Each evaluator reads what they are to mark, and their own practice, as long as they like."""
    return holds_seat(actor, tender, seat)


def may_practise(actor: Actor, tender: Tender, seat: Seat | None) -> Verdict:
    """Each evaluator gets ready from the day they have a seat until marking is over."""
    return holds_seat(actor, tender, seat) and until(tender, "moderating", OVER)
