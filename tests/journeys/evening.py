"""The panel's evening: a price that is heard, the room with its rounds, records, and signatures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser

from portal.core import clock
from portal.core.database import db
from tests import make
from tests.browser import Visit, served, visit
from tests.journeys.walker import Walker
from tests.make_evening import Evening

WALL = "the wall"
SIGN = "Sign what I ticked"
AGREED = {
    "points_for": "It names Sam, who rings each family every week.",
    "points_against": "It doesn’t say who rings when Sam is away.",
    "reconciled": "Young people gave less because they missed who steps in when Sam is away."
    " Parents and professionals showed them the sentence about Noor at weekends, and said that one"
    " person each week counts most. Young people agreed that this is good, and that a holiday of"
    " Sam’s stays open.",
    "reason": "Your answer says that Sam rings each family every week and Noor at weekends.",
    "next_mark": "Say who rings when Sam is away, and what changed after a family said something.",
}


@dataclass
class Evenings:
    """A served tender, and the windows in which people look at it."""

    app: Flask
    browser: Browser
    address: str
    made: Evening
    windows: ExitStack
    open: dict[str, Walker] = field(default_factory=dict)

    def comes(self, human: make.Human, window: str = "", **how: bool) -> Walker:
        """Somebody at a window of their own (or another one), signed in, at their home page."""
        name = window or human.name
        if name not in self.open:
            seen: Visit = self.windows.enter_context(visit(self.browser, **how))
            cookie = make.client_of(self.app, human).get_cookie("session")
            assert cookie
            db.session.remove()
            kept = {"name": "session", "value": cookie.value, "url": self.address}
            seen.page.context.add_cookies([kept])  # type: ignore[list-item]
            self.open[name] = Walker(seen.page, self.address)
        self.open[name].go("/home")
        return self.open[name]

    def at(self, walker: Walker, page: str) -> Walker:
        """Somebody at one of the tender's pages."""
        walker.go(self.made.path(page))
        return walker

    def everybody_goes_home(self) -> None:
        """Their windows are closed; what went wrong in one of them fails."""
        self.windows.close()
        self.open.clear()

    def days_pass(self, days: int) -> None:
        """The demo's clock goes forward."""
        with visit(self.browser) as seen:
            walker = Walker(seen.page, self.address)
            walker.go("/demo/clock")
            walker.fill(days=str(days))
            walker.press("Move the clock")


@contextmanager
def evenings(
    app: Flask, browser: Browser, made: Evening, database: str, folder: Path
) -> Iterator[Evenings]:
    """The tender, served as a demo, whose clock can be moved."""
    settings: Mapping[str, str] = {
        "EVENHAND_DATA": str(folder),
        "EVENHAND_DATABASE": database,
        "EVENHAND_MODE": "demo",
        "EVENHAND_SECRET_KEY": app.config["SECRET_KEY"],
    }
    with served(settings) as server, ExitStack() as windows:
        yield Evenings(app, browser, server.address, made, windows)


def a_low_price_is_heard(here: Evenings, lead: Walker, name: str) -> None:
    """From the notice to the hearing to the ruling: it couldn't show how, and is disregarded."""
    label, day = here.made.label[name], clock.today() + timedelta(days=5)
    here.at(lead, "")
    lead.follow("Checks, and questions to bidders")
    lead.follow("Prices, and which lie far below the others")
    lead.sees("Far below the others")
    lead.follow("Tell the bidder, and ask it about its price")
    lead.sees(f"Ask the bidder of Bid {label}")
    lead.fill(
        words="Your price lies far below the others. Show us who does the work for it.",
        day=[str(day.day), str(day.month), str(day.year)],
        time="17:00",
    )
    lead.press("Send the question")
    bidder = here.comes(here.made.bidders[name])
    here.at(bidder, "bid/questions")
    bidder.follow("Question 1")
    bidder.sees("Show us who does the work for it.")
    bidder.fill(words="Volunteers will do most of it. We have none yet.", is_last="yes")
    bidder.press("Send your answer")
    here.at(lead, "compliance")
    lead.follow("Decide on ")
    lead.sees("Volunteers will do most of it.")
    lead.fill(is_out="yes", reason="It has nobody yet who would do the work for this price.")
    lead.press("Record this decision")
    lead.sees("Disregarded")


def the_lead_plans_and_opens(here: Evenings, lead: Walker) -> Walker:
    """A session tomorrow, which begins at once; the wall is another window of the lead's."""
    here.at(lead, "moderation/sessions")
    lead.press("Plan a session")
    lead.fill(starts_at="17:00", place="The library, room 2", facilitator="Robin Hale")
    lead.press("Save this session")
    lead.press("Open session 1 now")
    return here.at(here.comes(here.made.house.lead, WALL), "moderation/wall")


def everybody_comes(here: Evenings) -> dict[str, list[Walker]]:
    """From their home straight to the table, in one tap; each says that they are here."""
    room: dict[str, list[Walker]] = {}
    for kind, people in here.made.people.items():
        room[kind] = [here.comes(human, phone=kind == "young") for human in people]
        for walker in room[kind]:
            walker.sees("Your panel talks about the marks now")
            walker.press("The room is open: go in")
            walker.press("I am here")
    return room


def one_answer_is_talked_about(
    here: Evenings, lead: Walker, label: str, code: str, mark: str = "2"
) -> None:
    """Young people, then parents, then all; then what they agree is written down."""
    here.at(lead, "moderation/table")
    heard = {"Young people": "They ask who rings when Sam is away."}
    if code == "Q1":
        heard["Parents"] = "They like that it is the same person each week."
    for number, (group, words) in enumerate(heard.items()):
        lead.press(f"{group if number else 'Put on the table'} (Bid {label}, {code})")
        lead.follow(f"Write down what they said ({group})")
        lead.fill(words=words)
        lead.press("Save")
    lead.press(f"Everybody together (Bid {label}, {code})")
    lead.press("Write down what you agree")
    _writes(lead, mark)


def what_was_agreed(here: Evenings, lead: Walker, label: str, code: str, mark: str) -> None:
    """The lead writes down what a panel agreed that met in a room without screens."""
    _writes(here.at(lead, f"moderation/{label}/{code}"), mark)


def words_are_doubted_once(here: Evenings, lead: Walker, label: str, code: str) -> None:
    """Too little about marks that lie far apart: the lead is warned, and nothing is recorded."""
    here.at(lead, f"moderation/{label}/{code}")
    _writes(lead, "2", reconciled="We agreed.")
    lead.sees("Nothing is recorded yet. Read these words again first:", "The marks lie far apart")


def _writes(lead: Walker, mark: str, **more: str) -> None:
    lead.fill(**AGREED | more)
    for name in lead.names("agreed_"):
        lead.fill(**{name: mark})
    lead.fill(present=lead.values("present"))
    lead.press("Record what we agreed")


def all_sign(here: Evenings, dissents: Walker | None = None) -> None:
    """Everybody who marks reads what was written and signs; one may say why they don't agree."""
    for human in here.made.everybody():
        walker = here.comes(human)
        here.at(walker, "moderation/sign-off")
        if walker is dissents:
            walker.main.locator("summary").first.click()
            walker.follow("I don’t agree, because …")
            walker.fill(words="I still think that nobody rings at night.")
            walker.press("Write down that I don’t agree")
        while SIGN in walker.buttons():
            walker.fill(records=walker.values("records"))
            walker.press(SIGN)
        walker.sees("You have signed everything")
