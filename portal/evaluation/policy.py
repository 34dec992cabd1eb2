"""What seats and marking both ask: who belongs to the panel team, and whose a seat is."""

from __future__ import annotations

from portal.accounts.models import EVALUATOR, LEAD, PARTICIPATION
from portal.core.authorisation import Actor
from portal.evaluation.models import Seat
from portal.tenders.models import Tender
from portal.tenders.policy import holds


def looks_after_panel(actor: Actor, tender: Tender) -> bool:
    """The procurement lead and the participation lead know the evaluators by name (R18)."""
    return holds(actor, tender, LEAD, PARTICIPATION)


def holds_seat(actor: Actor, tender: Tender, seat: Seat | None) -> bool:
    """Whether the actor is an evaluator of this tender and the seat is their own."""
    return (
        holds(actor, tender, EVALUATOR)
        and seat is not None
        and seat.tender_id == tender.id
        and seat.person_id == actor.person_id
    )
