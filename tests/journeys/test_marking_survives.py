"""Marking on a bus: no signal, a reload, a second window. Nothing that was written is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import Server, visit
from tests.journeys.marking import ALSO_NOT_BEGUN, HAS_NOT_BEGUN, first_bid

pytestmark = pytest.mark.browser

FIRST = "They say who listens."
MORE = " They don't say how often."


def test_a_draft_outlives_a_lost_connection_and_a_reload(demo: Server, browser: Browser) -> None:
    with visit(browser, phone=True) as seen:
        page = seen.page
        first_bid(page, demo.address, HAS_NOT_BEGUN)
        _writes(page, FIRST)
        expect(_status(page)).to_contain_text("Draft saved at")
        page.context.set_offline(True)
        page.locator("#reason").press_sequentially(MORE)
        expect(_status(page)).to_have_text(
            "Not saved: you are offline. Your words are still on this page."
        )
        expect(page.locator("#reason")).to_have_value(FIRST + MORE)
        page.context.set_offline(False)
        expect(_status(page)).to_contain_text("Draft saved at", timeout=20_000)
        page.reload()
        expect(page.locator("#reason")).to_have_value(FIRST + MORE)
        expect(page.locator('[name="mark"]').nth(1)).to_be_checked()
        expect(_status(page)).to_have_text("Kept as a draft. It isn’t your mark yet.")


def test_a_second_window_never_overwrites_what_it_has_not_seen(
    demo: Server, browser: Browser
) -> None:
    with visit(browser) as seen:
        page = seen.page
        first_bid(page, demo.address, ALSO_NOT_BEGUN)
        where, other = page.url, page.context.new_page()
        other.goto(where)
        for window, text in ((page, "From the first window."), (other, "From the second window.")):
            window.locator('[name="mark"]').nth(2).check()
            window.locator("#reason").fill(text)
        _saves(page)
        assert page.url != where
        other.get_by_role("button", name="Save and go on").click()
        expect(other.locator("[data-both-words]")).to_contain_text("From the first window.")
        expect(other.locator("main")).to_contain_text("You wrote this in two places")
        other.get_by_role("button", name="Keep what is on this page").click()
        expect(other.locator("#reason")).to_have_value("From the second window.")
        _saves(other)
        assert other.url != where
        page.goto(where)
        expect(page.locator("#reason")).to_have_value("From the second window.")
        seen.problems[:] = [each for each in seen.problems if "/draft answered 409" not in each]


def _writes(page: Page, text: str) -> None:
    page.locator('[name="mark"]').nth(1).check()
    page.locator("#reason").fill(text)


def _saves(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save and go on").click()


def _status(page: Page) -> Locator:
    return page.locator("[data-saved]")
