"""The kinds of marks in an answer, of what is told to the lead, and of orders, in words."""

from __future__ import annotations

from typing import NamedTuple

from portal.core.words import say
from portal.tenders.models import BY_BID, BY_QUESTION

GOOD, WORRY, QUESTION = "good", "worry", "question"
MARKS = {GOOD: say("Good"), WORRY: say("Worry"), QUESTION: say("Question")}
"""What somebody may mark words as."""

NAMES, UNCLEAR, HARD, OTHER = "names", "unclear", "hard", "other"
TOLD = {
    NAMES: say("It names the provider"),
    UNCLEAR: say("I don’t understand it"),
    HARD: say("It may be hard to read"),
    OTHER: say("Something else"),
}
"""What an evaluator may tell the lead of an answer."""

ORDERS = {
    BY_BID: say("Bid by bid: all questions of one bid, then the next bid"),
    BY_QUESTION: say("Question by question: one question for all bids, then the next question"),
}
"""The orders of reading; within each, every person has an order of their own (R14)."""


class Place(NamedTuple):
    """Where people are warned: before all of an answer (nothing), before a paragraph of it, or
    before a page of a file that came with it."""

    paragraph: int | None = None
    file: int = 0
    page: int = 0
