"""A young person marks on a phone: the line goes, the page closes, the session ends, and no word is
lost; on their own device because they said so, and forgotten when they leave."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Server, sideways_problems, visit
from tests.journeys.marking import LOSES_THE_LINE, account_of, first_bid

pytestmark = pytest.mark.browser

FIRST = "They say who listens."
STORED = "Object.keys(localStorage).filter((key) => key.startsWith('evenhand')).length"
CALLED_OURS = "localStorage.setItem('evenhand-own-device', 'yes')"
VOICE = """
speechSynthesis.getVoices = () => [{localService: true, default: true, lang: "en-GB"}];
speechSynthesis.speak = () => {};
Object.defineProperty(SpeechSynthesisUtterance.prototype, "voice", {set() {}, get() {}});
"""
AT_THE_TOP = """[5, 100].map((x) => (scrollTo(0, 700),
  document.elementFromPoint(x, 30).className))"""
"""What lies beside 'Leave quickly' on a page that is scrolled: a bar of its own, and no words."""


def test_a_young_person_on_a_phone_loses_the_line_and_no_word(
    demo: Server, browser: Browser
) -> None:
    with visit(browser, phone=True) as seen:
        page, line = seen.page, seen.page.context
        line.add_init_script(VOICE)
        first_bid(page, demo.address, LOSES_THE_LINE)
        where = page.url
        expect(page.get_by_role("button", name="Plain words")).to_be_visible()
        page.get_by_role("button", name="Read to me").click()
        page.locator('[name="mark"]').nth(1).check()
        page.locator("#reason").fill(FIRST)
        _is_saved(page)
        line.set_offline(True)
        page.locator("#reason").fill(f"{FIRST} Not how often.")
        expect(page.get_by_text("Is this device yours alone?")).to_be_visible(timeout=20_000)
        assert page.evaluate(STORED) == 0
        assert sideways_problems(page) == []
        assert page.evaluate(AT_THE_TOP) == ["leave-strip govuk-width-container"] * 2, "a bar"
        page.get_by_role("button", name="Yes, it is mine").click()
        expect(page.locator("[data-saved]")).to_contain_text("kept on this device")
        page.get_by_role("button", name="Save and go on").click()
        expect(page.locator("#reason")).to_have_value(f"{FIRST} Not how often.")
        assert page.url == where
        page.close()
        line.set_offline(False)
        page = line.new_page()
        page.goto(where)
        expect(page.locator("#reason")).to_have_value(f"{FIRST} Not how often.")
        _is_saved(page)
        _both_stay(page, where)
        _signs_in_again(page)
        _leaves_quickly(page, where)
        page.evaluate(CALLED_OURS)
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/sign-in")
        assert page.evaluate(STORED) == 0
        told = ("/draft answered 409", "/draft answered 401")  # what the server is asked to say
        seen.problems[:] = [each for each in seen.problems if not each.endswith(told)]


def _both_stay(page: Page, where: str) -> None:
    """Another window saves first; this one shows both, and the person joins them."""
    other = page.context.new_page()
    other.goto(where)
    other.locator("#reason").fill("From the other window.")
    _is_saved(other)
    other.close()
    page.locator("#reason").fill("From this one.")
    expect(page.get_by_role("heading", name="You wrote this in two places")).to_be_visible(
        timeout=20_000
    )
    expect(page.locator("[data-both-words]")).to_contain_text("From the other window.")
    assert sideways_problems(page) == []
    page.get_by_role("button", name="Keep both").click()
    expect(page.locator("#reason")).to_have_value("From the other window.\n\nFrom this one.")
    _is_saved(page)


def _signs_in_again(page: Page) -> None:
    """The session ends; sign-in opens over the page, and 'Leave quickly' stays within reach."""
    page.context.clear_cookies()
    page.locator("#reason").fill("Still mine.")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="Leave quickly").click(trial=True)
    account = account_of(LOSES_THE_LINE)
    dialog.locator('[name="email"]').fill(account["email"])
    dialog.locator('[name="password"]').fill(account["password"])
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog).to_be_hidden(timeout=20_000)
    expect(page.locator("#reason")).to_have_value("Still mine.")
    _is_saved(page)


def _leaves_quickly(page: Page, where: str) -> None:
    """Words that couldn't be sent are on the device; who leaves quickly leaves nothing there."""
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="Weather"))
    page.route("**/draft", lambda route: route.abort())
    page.locator("#reason").fill("Kept here alone.")
    expect(page.locator("[data-saved]")).to_contain_text("kept on this device", timeout=20_000)
    assert page.evaluate(STORED) == 2
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url("https://www.bbc.co.uk/**")
    page.unroute("**/draft")
    page.goto(where)
    assert page.evaluate(STORED) == 0
    expect(page.locator("#reason")).to_have_value("Still mine.")


def _is_saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_contain_text("Draft saved at", timeout=20_000)
