"""Two people change one paragraph: the lead at a desk, the participation lead on a phone (P10)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from portal.demo.sign_ins import accounts
from tests.browser import Server, accessibility_problems, sideways_problems, visit
from tests.journeys.walker import ERRORS, Walker

pytestmark = pytest.mark.browser

TENDER = "Support for young carers, Ambleford North"
SECTION = "Young carers here"


def test_who_saves_second_merges_and_a_version_shows_what_became_of_it(
    demo: Server, browser: Browser
) -> None:
    with visit(browser) as desk, visit(browser, javascript=False, phone=True) as phone:
        lead, other = Walker(desk.page, demo.address), Walker(phone.page, demo.address)
        for walker, role in ((lead, "procurement_lead"), (other, "participation_lead")):
            _comes_to_the_section(walker, role)
        section = lead.path
        lead.go(section.split("/specification/")[0] + "/versions/keep")
        lead.fill(why="Before two of us write")
        lead.press("Keep it")
        lead.go(section)
        for walker in (lead, other):
            walker.follow("Change paragraph 1")
        first = lead.main.locator('[name="words"]').input_value()
        lead.fill(words=f"{first} We asked at school.")
        lead.press("Save and go on")
        other.fill(words=f"{first} We asked at home.")
        other.main.get_by_role("button", name="Save and go on").click()
        expect(other.page.locator(ERRORS)).to_contain_text("Nothing is saved yet")
        expect(other.main.locator(".changes del")).to_contain_text("school.")
        expect(other.main.locator(".changes ins")).to_contain_text("home.")
        other.fill(words=f"{first} We asked at school and at home.")
        other.press("Save my words in place of theirs")
        other.sees("We asked at school and at home.")
        _what_changed(lead, section)


def _comes_to_the_section(walker: Walker, role: str) -> None:
    account = next(
        each for each in accounts() if (each["role"], each["place"]) == (role, "Ambleford Council")
    )
    walker.sign_in(account["email"], account["password"])
    walker.follow(TENDER)
    path = walker.path.partition("?")[0]
    walker.go(f"{path}/specification")
    walker.follow(f"of the section ‘{SECTION}’")


def _what_changed(lead: Walker, section: str) -> None:
    """The second sees the page of both texts with scripts too, where it is judged."""
    lead.go(section)
    lead.follow("Change paragraph 1")
    lead.page.evaluate("document.querySelector('[name=version]').value = '1'")
    lead.fill(words="Something quite different.")
    lead.main.get_by_role("button", name="Save and go on").click()
    expect(lead.page.locator(ERRORS)).to_be_focused()
    assert [*accessibility_problems(lead.page), *sideways_problems(lead.page)] == []
    lead.go(section.split("/specification/")[0] + "/versions")
    lead.follow("What changed from version 1 to now")
    expect(lead.main.locator(".changes ins")).to_contain_text("We asked at school and at home.")
    assert [*accessibility_problems(lead.page), *sideways_problems(lead.page)] == []
