"""A parent who hears the page: what a screen reader is told, and a mark given by names alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import DESKTOP, PHONE, Server, accessibility_problems, visit
from tests.journeys.marking import ALSO_NOT_BEGUN, bid_with_files, first_bid

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
        _marks_words_of_a_file(page)


def _marks_words_of_a_file(page: Page) -> None:
    """With a mouse on a desk, by a long press on a phone: the words, a note, and back to the
    question, where they stand among one's own and can begin the reason."""
    bid_with_files(page)
    page.get_by_role("link", name=re.compile(r"^File \d, to read")).first.click()
    words = page.locator("[data-answer] [data-at]")
    title, first = words.nth(0), words.nth(1)
    drawn = first.bounding_box()
    assert drawn
    page.mouse.move(drawn["x"] + 1, drawn["y"] + 8)
    page.mouse.down()
    page.mouse.move(drawn["x"] + 150, drawn["y"] + 8, steps=3)
    page.mouse.up()
    box = page.get_by_role("group", name="Highlight the words that you chose")
    box.get_by_role("textbox", name="A note").fill("That is how to ask.")
    box.get_by_role("button", name="Good").click()
    lit = page.locator("mark.lit-good")
    expect(lit).to_contain_text("Good 1")
    assert lit.locator("[data-at]").inner_text() in first.inner_text()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    title.evaluate("each => getSelection().selectAllChildren(each)")
    box.get_by_role("button", name="Worry").click()
    expect(page.locator("mark.lit-worry")).to_contain_text("Worry 1")
    expect(page.get_by_role("region", name="Your notes on this page")).to_contain_text("Good 2")
    assert accessibility_problems(page) == []
    page.get_by_role("link", name="Back to the question").last.click()
    page.get_by_role("button", name="Start my reason with my notes").click()
    expect(page.get_by_role("textbox", name="Why that mark?")).to_have_value(
        re.compile("That is how to ask.")
    )


def _to_the_last_bid(page: Page) -> None:
    """The first one is another journey's."""
    page.get_by_role("link", name="All your bids").click()
    page.locator("main").get_by_role("link", name=re.compile(r"^Bid [A-Z]$")).last.click()
    page.wait_for_url("**/marking/*/*")
