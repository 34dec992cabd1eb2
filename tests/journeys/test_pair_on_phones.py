"""Two people mark one bid together, each on their own phone; it goes when both say yes (P7)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from portal.core.database import db
from tests import make_evaluation, make_pairs
from tests.browser import Server, accessibility_problems, served, sideways_problems, visit
from tests.journeys.walker import Walker
from tests.make import Human
from tests.make_bids import label_of

pytestmark = pytest.mark.browser

Pair = tuple[Server, list[Human], str]


@pytest.fixture
def pair(own_app: Flask, sqlite_url: str, tmp_path: Path) -> Iterator[Pair]:
    """A served portal, the two, and the path of the bid that one of them has marked."""
    made, second = make_pairs.paired_tender()
    first = made.evaluators["young"][0]
    make_evaluation.mark_all(made, first, send=False)
    label = label_of(made.house, made.id, made.bidders[0])
    db.session.remove()
    settings = {
        "EVENHAND_DATA": str(tmp_path),
        "EVENHAND_DATABASE": sqlite_url,
        "EVENHAND_MODE": "test",
        "EVENHAND_SECRET_KEY": "browser " * 6,
    }
    with served(settings) as server:
        yield server, [first, second], f"{made.path}/marking/{label}"


def test_two_on_two_phones_say_yes_to_the_same_marks(pair: Pair, browser: Browser) -> None:
    server, two, sheet = pair
    with visit(browser, phone=True) as here, visit(browser, phone=True) as there:
        first, second = Walker(here.page, server.address), Walker(there.page, server.address)
        for walker, human in zip((first, second), two, strict=True):
            walker.sign_in(human.account)
            walker.go(sheet)
            walker.sees("You mark together with")
        yes = f"Yes, these are our marks for Bid {sheet[-1]}"
        first.press(yes)
        first.sees("You said yes. Now")
        assert accessibility_problems(here.page) == sideways_problems(here.page) == []
        second.go(f"{sheet}/Q1")
        second.main.locator('[name="mark"]').nth(2).check()
        second.fill(reason="We talked about it. They say who listens.")
        second.press("Save and go on")
        second.go(sheet)
        expect(second.main).not_to_contain_text("is ready")
        second.press(yes)
        first.go(sheet)
        first.sees("is ready. Look at the marks, then send.", "We talked about it.")
        assert accessibility_problems(here.page) == sideways_problems(here.page) == []
        first.press(f"Send our marks for Bid {sheet[-1]}")
        second.go(sheet)
        second.sees("They can’t change any more", "We talked about it.")
