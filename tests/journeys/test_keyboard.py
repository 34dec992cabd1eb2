"""Somebody without a mouse marks a whole bid and sends it; another suggests better words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from portal.demo.sign_ins import Account, accounts
from tests.browser import Server, visit
from tests.journeys.marking import HAS_NOT_BEGUN, READS_NOTHING_YET, account_of

pytestmark = pytest.mark.browser

MOST_TABS = 60


def test_a_young_evaluator_marks_a_bid_and_sends_it_by_keyboard_alone(
    demo: Server, browser: Browser
) -> None:
    with visit(browser) as seen:
        page = seen.page
        page.goto(f"{demo.address}/sign-in")
        _sign_in(page, account_of(READS_NOTHING_YET))
        _activate(page, r"young carers")
        _activate(page, "Your marking")
        _activate(page, r"^Bid [A-Z]$")
        bid = re.search(r"/marking/([A-Z]+)/", page.url)
        assert bid, page.url
        _forget_the_mark(page)
        while f"/marking/{bid[1]}/" in page.url:
            _mark(page)
        _activate(page, f"Send my marks for Bid {bid[1]}")
        expect(page.locator("main")).to_contain_text(f"Your marks for Bid {bid[1]} are sent.")


def test_a_professional_decides_later_and_chooses_a_sentence_by_keyboard_alone(
    demo: Server, browser: Browser
) -> None:
    """‘Not sure yet’ goes on and is asked again; what is closed opens by Enter."""
    with visit(browser) as seen:
        page = seen.page
        page.goto(f"{demo.address}/sign-in")
        _sign_in(page, account_of(HAS_NOT_BEGUN))
        _activate(page, r"young carers")
        _activate(page, "Your marking")
        _activate(page, r"^Bid [A-Z]$")
        where = page.url
        _tab_to(page, "[data-sentences] summary")
        page.keyboard.press("Enter")
        _tab_to(page, '[data-sentences] [value="not-how"]')
        page.keyboard.press("Space")
        expect(page.locator("#reason")).not_to_have_value("")
        words = page.locator("#reason").input_value()
        _activate(page, "Not sure yet")
        assert page.url != where
        page.goto(where)
        expect(page.locator("#reason")).to_have_value(words)
        expect(page.locator("[data-saved]")).to_contain_text("You said ‘not sure yet’.")
        _mark(page)


def test_a_member_of_a_panel_suggests_other_words_by_keyboard_alone(
    demo: Server, browser: Browser
) -> None:
    with visit(browser, phone=True) as seen:
        page = seen.page
        page.goto(f"{demo.address}/sign-in")
        members = [each for each in accounts() if each["role"] == "young_panel_member"]
        _sign_in(page, members[0])
        _activate(page, "A youth café")
        _activate(page, "Read it and change it")
        _activate(page, "Suggest other words")
        _tab_to(page, '[name="words"]')
        page.keyboard.press("ControlOrMeta+End")
        page.keyboard.type(" The door is never locked.")
        _tab_to(page, '[name="reason"]')
        page.keyboard.type("I once stood outside in the rain.")
        _activate(page, "Check my words")
        expect(page.locator("main ins")).to_contain_text("The door is never locked.")
        _activate(page, "Send my words")
        expect(page.locator("main")).to_contain_text("I once stood outside in the rain.")


def _sign_in(page: Page, account: Account) -> None:
    for label, text in (("email", account["email"]), ("password", account["password"])):
        _tab_to(page, f'[name="{label}"]')
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/home")


def _forget_the_mark(page: Page) -> None:
    """The summary takes the focus, says what is wrong, and leads to the first mark."""
    _tab_to(page, "#reason")
    page.keyboard.type("I liked that they ask us.")
    _activate(page, "Save and go on")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert page.title().startswith("Error: ")
    _tab_until(page, "Choose a mark")
    page.keyboard.press("Enter")
    expect(page.locator('[name="mark"]').first).to_be_focused()
    expect(page.locator("#reason")).to_have_value("I liked that they ask us.")


def _mark(page: Page) -> None:
    """Choose a mark with the arrows, say why, save and go on."""
    before = page.url
    _tab_to(page, '[name="mark"]')
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator('[name="mark"]').nth(2)).to_be_checked()
    _tab_to(page, "#reason")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("They say what they do when somebody is sad.")
    _activate(page, "Save and go on")
    assert page.url != before, "the same question again"


def _activate(page: Page, words: str) -> None:
    """Tab to the link or button with these words and press Enter."""
    _tab_until(page, words)
    with page.expect_event("framenavigated"):
        page.keyboard.press("Enter")
    page.wait_for_load_state("load")


def _tab_to(page: Page, selector: str) -> None:
    for _tab in range(MOST_TABS):
        if page.evaluate("each => document.activeElement.matches(each)", selector):
            _sees_the_focus(page)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {selector} with the tab key at {page.url}")


def _tab_until(page: Page, words: str) -> None:
    for _tab in range(MOST_TABS):
        there = page.evaluate(
            "() => document.activeElement.matches('a, button')"
            " ? document.activeElement.innerText.trim() : ''"
        )
        if re.search(words, there):
            _sees_the_focus(page)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {words!r} with the tab key at {page.url}")


def _sees_the_focus(page: Page) -> None:
    """Where the focus is, there is something to see: an outline, a shadow or a colour."""
    shown = page.evaluate(
        """() => {
            const here = document.activeElement;
            const all = [here, ...(here.labels || [])];
            const styles = all.flatMap(
                each => [getComputedStyle(each), getComputedStyle(each, '::before')]);
            return styles.some(
                style => style.outlineStyle !== 'none' || style.boxShadow !== 'none');
        }"""
    )
    there = page.evaluate("document.activeElement.outerHTML")
    assert shown, f"nobody sees the focus at {page.url}: {there}"
