"""A parent who hears the page: what a screen reader is told, and a mark given by names alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import DESKTOP, Server, accessibility_problems, visit
from tests.journeys.marking import ALSO_NOT_BEGUN, first_bid

pytestmark = pytest.mark.browser

CHOSEN = "It gives a real example."
TOLD = """
- heading "We asked them" [level=2]
- paragraph
- heading /They said ?, \\d+ words/ [level=2]
- paragraph
"""
ASKED = """
- group "How well does this answer the question?":
  - radio /0/
  - radio /1/
- textbox "Why that mark?"
- group: Choose sentences instead of writing
- checkbox "Somebody helped me to write this. It says what I think"
- status
- button "Save and go on"
- button "Not sure yet"
- button "Pass"
"""
AWAY = "document.activeElement.blur(); scrollTo(0, document.body.scrollHeight)"
IS_IN_SIGHT = """() => {
  const card = document.activeElement.closest(".card-choice");
  const box = card.getBoundingClientRect();
  return card.contains(document.elementFromPoint(box.left + 9, box.top + 9));
}"""


def test_a_parent_marks_a_question_by_what_the_page_is_called(
    demo: Server, browser: Browser
) -> None:
    with visit(browser) as seen:
        page = seen.page
        first_bid(page, demo.address, ALSO_NOT_BEGUN)
        _to_the_last_bid(page)
        where = page.url
        form = page.get_by_role("form", name="Your mark")
        both = page.get_by_role("region", name="The question and the answer")
        expect(both).to_match_aria_snapshot(TOLD)
        expect(form).to_match_aria_snapshot(ASKED)
        for size in ({"width": 1280, "height": 800}, {"width": 320, "height": 256}):  # and 400 %
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.evaluate(AWAY)
            form.get_by_role("radio").first.focus()
            assert page.evaluate(IS_IN_SIGHT), size
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
        form.get_by_role("radio").nth(2).check(force=True)
        form.get_by_text("Choose sentences instead of writing").click()
        chosen = form.get_by_role("checkbox", name=CHOSEN)
        chosen.check()
        reason = form.get_by_role("textbox", name="Why that mark?")
        expect(reason).to_have_value(CHOSEN)
        chosen.uncheck()
        expect(reason).to_have_value("")
        chosen.check()
        form.get_by_role("checkbox", name="Somebody helped me").check()
        assert accessibility_problems(page) == []
        form.get_by_role("button", name="Save and go on").click()
        page.wait_for_url(lambda url: url != where)
        page.goto(where)
        expect(reason).to_have_value(CHOSEN)
        expect(form.get_by_role("checkbox", name="Somebody helped me")).to_be_checked()
        expect(form.locator("[data-saved]")).to_have_text("Saved.")


def _to_the_last_bid(page: Page) -> None:
    """The first one is another journey's."""
    page.get_by_role("link", name="All your bids").click()
    page.locator("main").get_by_role("link", name=re.compile(r"^Bid [A-Z]$")).last.click()
    page.wait_for_url("**/marking/*/*")
