"""Conflicts, duties and the participation budget of a tender of the story."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from portal.core.authorisation import Actor
from portal.core.database import db
from portal.specifications.charter import SUGGESTED, SUGGESTED_PLAIN, put_charter
from portal.specifications.groundwork import operations as act
from portal.specifications.groundwork.operations import InterestFacts, LineFacts
from portal.tenders.models import Tender

INTERESTS = (
    InterestFacts(
        "A councillor of the committee that sets the budget",
        "Her brother works for a charity that may bid.",
        "She has no part in this tender, sees no bid, and leaves the room when it is talked about.",
    ),
    InterestFacts(
        "The officer who manages the present contract",
        "He has worked with the present provider for four years.",
        "He answered questions about the service before publication. He marks nothing and doesn’t"
        " sit in moderation.",
    ),
)
FOUND = (
    "Everybody who works on this tender was asked in writing: six officers, one adviser, and the"
    " committee’s members. Two have an interest. What is done about each is enough: neither of them"
    " sees a bid or decides. Who marks is asked again against the names of the bidders."
)
DUTIES = {
    "views": (True, "Young people wrote on the specification, mark bids, and are told what came."),
    "send": (True, "Parents and young people with special needs were asked at two open days."),
    "care": (False, "The service isn’t care and support of adults."),
    "nhs": (False, "No part of it is a health service."),
    "best_value": (True, "A public consultation ran for six weeks. Its report is on our website."),
    "youth": (False, "It isn’t a youth service under section 507B."),
}
BUDGET = (
    LineFacts("reward", "Vouchers for marking and moderation", 4, Decimal(12), Decimal(9)),
    LineFacts("travel", "Bus tickets to the meetings", 24, Decimal("4.40"), spent=Decimal("61.60")),
    LineFacts("interpreter", "Sign language at two meetings", 2, Decimal(180)),
    LineFacts("venue", "Room and food", 3, Decimal(85), spent=Decimal(170)),
)


def prepare(lead: Actor, tender: Tender, review_on: date) -> None:
    """All that is asked for beside the words before a tender is published (R16, R30, P29)."""
    for interest in INTERESTS:
        act.note_interest(lead, tender, interest)
        db.session.flush()
    for line in BUDGET:
        act.put_budget_line(lead, tender, line)
        db.session.flush()
    put_charter(lead, tender, SUGGESTED, SUGGESTED_PLAIN)
    act.assess(lead, tender, FOUND, review_on)
    act.answer_duties(lead, tender, DUTIES)
