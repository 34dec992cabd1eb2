"""Builders of tenders that are read in another order."""

from __future__ import annotations

from portal.evaluation.seats.operations import start_marking
from portal.tenders.models import BY_QUESTION
from portal.tenders.operations import set_marking_order
from tests.make import House
from tests.make_evaluation import Marking, declare, promise, seated_tender
from tests.shelf import shelved


@shelved
def by_question_tender(house: House | None = None) -> Marking:
    """Three bids that are marked question by question."""
    made = seated_tender(house)
    with made.writing() as tender:
        set_marking_order(made.house.lead.actor, tender, BY_QUESTION)
    started(made)
    return made


def started(made: Marking) -> None:
    """Everybody declares and promises, and marking begins."""
    for human in made.everybody:
        declare(made, human)
        promise(made, human)
    with made.writing() as tender:
        start_marking(made.house.lead.actor, tender)
