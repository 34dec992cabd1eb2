"""Builders of what a tender stands on beside its words: conflicts, duties, the budget."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from portal.core.authorisation import Actor
from portal.core.database import db
from portal.specifications.groundwork import operations as act
from portal.specifications.groundwork.models import DUTIES
from portal.specifications.groundwork.operations import InterestFacts, LineFacts
from portal.tenders.models import Tender

REVIEW = date(2030, 1, 1)


def get_ready(lead: Actor, tender: Tender) -> None:
    """One interest, assessed; every duty answered; a line of the budget."""
    steps = "She sees no bid."
    act.note_interest(lead, tender, InterestFacts("A councillor", "Her sister bids.", steps))
    act.put_budget_line(lead, tender, LineFacts("reward", "Vouchers", 8, Decimal(12), Decimal(2)))
    db.session.flush()
    act.assess(lead, tender, "Everybody was asked.", REVIEW)
    act.answer_duties(lead, tender, dict.fromkeys(DUTIES, (True, "The panel wrote it.")))
