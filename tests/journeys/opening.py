"""Two officers are named, choose phrases and rehearse; after the deadline they open the bids."""

from __future__ import annotations

from tests.journeys.bidding import PROVIDERS
from tests.journeys.cast import Cast
from tests.journeys.walker import Walker
from tests.journeys.writing import APPROVER, PARTICIPATION

PHRASES = {
    PARTICIPATION: "seven kites above a harbour",
    APPROVER: "two lamps and a long road",
}


def the_officers_get_ready(cast: Cast, lead: Walker) -> None:
    """The lead names them and makes the recovery code; each chooses a phrase; they rehearse."""
    page = f"{cast.tender}/openers".replace("//", "/")
    lead.go(page)
    people = lead.values("first")  # by name: the approver, the lead, the participation lead
    lead.choose("first", people[0])
    lead.choose("second", people[2])
    lead.press("Save")
    lead.sees("The officers are named.")
    lead.follow("Make the recovery code")
    code = lead.finds(r"\b((?:[a-z2-9]{4}-){6}[a-z2-9]{4})\b")
    lead.fill(code=code)
    lead.press("Use this code")
    lead.sees("The recovery code is made.")
    officers = [(cast.comes(account), phrase) for account, phrase in PHRASES.items()]
    for officer, phrase in officers:
        officer.go(page)
        officer.press("Choose your opening phrase")
        officer.fill(new_phrase=phrase, again=phrase)
        officer.press("Choose this phrase")
    for officer, phrase in officers:
        officer.go(page)
        officer.press("Rehearse the opening")
        officer.fill(phrase=phrase)
        officer.press("Take my turn")
    officers[-1][0].sees("It works: the two of you can open the bids.")
    lead.go(f"{cast.tender}/specification")


def the_officers_open(cast: Cast, lead: Walker) -> None:
    """Each in a session of their own; the record says so, and how many bids there are."""
    for account, button in ((PARTICIPATION, "Take my turn"), (APPROVER, "Open the bids")):
        officer = cast.comes(account)
        officer.go(f"{cast.tender}/opening")
        officer.fill(phrase=PHRASES[account])
        officer.press(button)
    officer.sees("The record of the opening")
    lead.go(f"{cast.tender}/opening")
    lead.sees("There are 2 bids.")


def they_open_the_bids(cast: Cast, lead: Walker) -> list[str]:
    """The labels, which say nothing of who sent a bid."""
    the_officers_open(cast, lead)
    links = lead.links()
    labels = [text.removeprefix("Bid ") for text in links if text.startswith("Bid ")]
    assert len(labels) == 2, links
    for label in labels:
        lead.go(f"{cast.tender}/bids/{label}")
        words = lead.words
        assert not any(name in words for name in PROVIDERS.values())
    return labels
