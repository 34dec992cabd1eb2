"""Eight devices in the moderation room and a wall: what the lead lays there, all see (R13, R14)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from portal.core.database import db
from tests import make
from tests.browser import Server, accessibility_problems, served, sideways_problems, visit
from tests.journeys.walker import Walker
from tests.make_moderation import Panel, moderating_tender
from tests.make_room import opened

pytestmark = pytest.mark.browser

Room = tuple[Flask, Server, Panel]


@pytest.fixture
def room(own_app: Flask, sqlite_url: str, tmp_path: Path) -> Iterator[Room]:
    """A served portal, and a session that is open; nothing is on its table."""
    made = moderating_tender(make.house(), 1, professional=3, young=3)
    opened(made, [(made.labels[0], "Q1")])
    db.session.remove()
    settings = {
        "EVENHAND_DATA": str(tmp_path),
        "EVENHAND_DATABASE": sqlite_url,
        "EVENHAND_MODE": "test",
        "EVENHAND_SECRET_KEY": own_app.config["SECRET_KEY"],
    }
    with served(settings) as server:
        yield own_app, server, made


def sits_down(
    stack: ExitStack, browser: Browser, room: Room, human: make.Human, **how: bool
) -> Page:
    """Somebody signed in, with the table before them."""
    app, server, made = room
    page = stack.enter_context(visit(browser, **how)).page
    cookie = make.client_of(app, human).get_cookie("session")
    assert cookie
    db.session.remove()
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": server.address}])
    page.goto(f"{server.address}{made.path('moderation/table')}")
    return page


def test_what_the_lead_lays_on_the_table_all_see_on_their_own_devices(
    room: Room, browser: Browser
) -> None:
    _app, server, made = room
    with ExitStack() as stack:
        lead = sits_down(stack, browser, room, made.house.lead)
        wall = lead.context.new_page()
        wall.goto(f"{server.address}{made.path('moderation/wall')}")
        young = [sits_down(stack, browser, room, h, phone=True) for h in made.people["young"]]
        adults = [sits_down(stack, browser, room, h) for h in made.people["professional"][:2]]
        plain = sits_down(stack, browser, room, made.people["professional"][2], javascript=False)
        expect(young[0].locator("main")).to_contain_text("Nothing is on the table yet")
        lead.get_by_role("button", name="Put on the table").click()
        for page in young:
            expect(page.locator("main")).to_contain_text("A reason for Q1.")
        for page in adults:
            expect(page.locator("main")).to_contain_text("Wait outside")
        expect(wall.locator("main")).to_contain_text("talk first, among themselves")
        expect(plain.locator("main")).to_contain_text("Nothing is on the table yet")
        plain.get_by_role("button", name="Show me what is on the table now").click()
        expect(plain.locator("main")).to_contain_text("Wait outside")
        young[0].get_by_role("button", name="I am here").click()
        walker = Walker(young[1], server.address)
        walker.press("Change my mark")
        walker.main.locator('[name="mark"][value="3"]').check()
        walker.fill(reason="They say who answers in the evening.")
        walker.press("Save my new mark")
        expect(young[2].locator("main")).to_contain_text("They say who answers in the evening.")
        young[2].context.set_offline(True)
        expect(young[2].get_by_role("status")).to_contain_text("We can’t reach the website")
        lead.get_by_role("button", name="Everybody together").click()
        for page in adults:
            expect(page.locator("main")).to_contain_text("They say who answers in the evening.")
        young[2].context.set_offline(False)
        expect(young[2].locator("main")).to_contain_text("Everybody talks together")
        expect(young[2].get_by_role("status")).not_to_contain_text("We can’t reach the website")
        adults[0].reload()
        expect(adults[0].locator("main")).to_contain_text("Everybody talks together")
        expect(wall.locator("main")).to_contain_text("are not shown on the wall")
        expect(wall.locator("main")).not_to_contain_text("They say who answers")
        for page in (young[2], lead, wall):
            assert accessibility_problems(page) == []
        assert sideways_problems(young[2]) == []
