"""What seats and marking both ask: who belongs to the panel team, and whose a seat is."""

from __future__ import annotations

from portal.accounts.models import EVALUATOR, LEAD, PARTICIPATION
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.evaluation.models import Seat
from portal.tenders.models import Tender
from portal.tenders.policy import holds
from portal.tenders.stages import is_revealed

KNOWS_TOO_MUCH = say(
    "You know who is kept from which bidder, so you can read this when the names are revealed."
)


def looks_after_panel(actor: Actor, tender: Tender) -> bool:
    """The procurement lead and the participation lead know the evaluators by name (R18)."""
    return holds(actor, tender, LEAD, PARTICIPATION)


def stays_blind(actor: Actor, tender: Tender) -> Verdict:
    """The participation lead knows who is kept from which bidder (R16): whoever also sees which
    evaluators have no part in a bid would know whose it is, so they wait for the reveal."""
    return now(not holds(actor, tender, PARTICIPATION) or is_revealed(tender), KNOWS_TOO_MUCH)


def holds_seat(actor: Actor, tender: Tender, seat: Seat | None) -> bool:
    """Whether the actor is an evaluator of this tender and the seat is their own."""
    return (
        holds(actor, tender, EVALUATOR)
        and seat is not None
        and seat.tender_id == tender.id
        and seat.person_id == actor.person_id
    )
