"""What follows the room: result, tie, decision, approval, letters, questions, claims, contract."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from playwright.sync_api import expect

from portal.accounts.models import APPROVER
from portal.core import clock
from tests.journeys.evening import Evenings
from tests.journeys.walker import PASSWORD, Walker


def moderation_closes(here: Evenings, lead: Walker, says: str) -> None:
    """The lead closes moderation and reads the result."""
    here.at(lead, "moderation")
    lead.press("Close moderation and work out the result")
    here.at(lead, "result")
    lead.sees(says)


def a_tie_is_decided(here: Evenings, lead: Walker, label: str) -> None:
    """No rule tells them apart, so the lead says which stands first, and why (R8)."""
    here.at(lead, "decision")
    lead.sees("First place is shared")
    lead.press("Decide which bid stands first")
    why = "It says who steps in at weekends, which young people asked for most."
    lead.fill(first=label, reason=why)
    lead.press("Record which bid stands first")
    lead.sees(why)


def it_is_decided_and_approved(here: Evenings, lead: Walker) -> None:
    """The lead decides; the approver reads the report, asks, is answered, and says yes (R20)."""
    here.at(lead, "decision")
    lead.fill(reason="It stands first by the published method.")
    lead.press("Send to the approver")
    approver = here.comes(here.made.house.staff[APPROVER])
    here.at(approver, "approval")
    approver.follow("Read the decision report")
    approver.sees("It stands first by the published method.")
    here.at(approver, "approval")
    approver.fill(word="approve", reason="Fair and complete.", password=PASSWORD)
    approver.press("Record my word")


def letters_go_out(here: Evenings, lead: Walker, says: Mapping[str, str]) -> None:
    """Names are revealed, each letter is read, and all go out in one moment (R20, R21)."""
    here.at(lead, "decision")
    lead.fill(sure="y")
    lead.press("Reveal the providers")
    for name, words in says.items():
        here.at(lead, "letters")
        lead.follow(f"Read the letter to {name}")
        lead.sees(name, words)
    here.at(lead, "letters")
    lead.press("Check that you have read each")
    lead.sees(f"{len(says)} letters")
    lead.fill(sure="y")
    lead.press("Release all letters")
    lead.sees("The letters are out")


def a_question_is_answered(here: Evenings, lead: Walker, bidder: Walker, name: str) -> None:
    """A bidder asks about its letter, and is answered."""
    here.at(bidder, "letter")
    bidder.follow("Ask about this letter, and read the answers")
    bidder.fill(words="What would have told you who steps in for Sam?")
    bidder.press("Send the question")
    here.at(lead, "letters")
    lead.follow(f"Questions of {name}")
    lead.press("Answer question 1")
    lead.fill(kind="answer", words="A name, and the days on which they are there.")
    lead.press("Send the answer")
    here.at(bidder, "letter/questions")
    bidder.sees("A name, and the days on which they are there.")


def the_notice_is_out(here: Evenings, lead: Walker, *, psr: bool = False) -> date:
    """The day of the award notice is recorded; the last day of the standstill."""
    here.at(lead, "award-notice")
    lead.fill(published_on=_boxes(clock.today()))
    if not psr:
        lead.fill(has_standstill="yes")
    lead.press("Record it")
    return _day(lead.finds(r"Last day of the standstill\s+(\d+ \w+ \d{4})"))


def a_claim_stops_the_contract(here: Evenings, lead: Walker, bidder: Walker, ends: date) -> None:
    """A claim in the standstill stops the contract after it too, until its end is on record."""
    here.at(bidder, "standstill")
    bidder.fill(words="We issued a claim: our answer names Noor for weekends.")
    bidder.press("Send it to the authority")
    here.days_pass((ends - clock.today()).days + 1)
    _contract_waits(here, lead)
    here.at(lead, "claims")
    lead.follow("Claim")
    lead.sees("our answer names Noor")
    on = _boxes(ends + timedelta(days=1))
    lead.fill(step="ended", how="withdrawn", done_on=on, words="They wrote that they take it back.")
    lead.press("Put it on record")


def representations_are_answered(here: Evenings, lead: Walker, bidder: Walker) -> None:
    """A provider asks for information too; the lead gives it, and writes down the review."""
    here.at(bidder, "standstill")
    bidder.fill(words="Our answer names Noor for weekends. Who read it?", asks="y")
    bidder.press("Send it to the authority")
    _contract_waits(here, lead)
    told = {
        "information": "Three groups read it. Here is what they wrote.",
        "review": "We read it.",
    }
    for step, words in told.items():
        here.at(lead, "claims")
        lead.follow("Representation")
        lead.fill(step=step, done_on=_boxes(clock.today()), words=words)
        lead.press("Put it on record")
    here.at(bidder, "standstill")
    bidder.sees("Three groups read it.")


def a_further_decision_is_told(here: Evenings, lead: Walker, bidder: Walker) -> date:
    """The decision with its reasons is read at once; the last of five working days more (R24)."""
    here.at(lead, "further-decision")
    lead.fill(outcome="enter", reason="The groups read the words about weekends; the mark stands.")
    lead.press("Decide, and tell those concerned")
    here.at(bidder, "standstill")
    bidder.sees("the mark stands")
    _contract_waits(here, lead)
    ends = lead.finds(r"After the further decision the standstill runs until.* end of (.*)\.")
    return _day(ends)


def _contract_waits(here: Evenings, lead: Walker) -> None:
    here.at(lead, "contract")
    expect(lead.main.locator('[name^="signed_on"]')).to_have_count(0)


def the_contract_is_entered(here: Evenings, lead: Walker, on: date) -> None:
    """Nothing stands against it any more, and its day is on record."""
    here.at(lead, "contract")
    lead.fill(signed_on=_boxes(on), starts_on=_boxes(on), ends_on=_boxes(on + timedelta(days=1000)))
    lead.press("Put it on record")
    lead.sees("Entered on")


def _boxes(day: date) -> list[str]:
    return [str(day.day), str(day.month), str(day.year)]


def _day(words: str) -> date:
    return datetime.strptime(words, "%d %B %Y").date()  # noqa: DTZ007
