"""The browser's checks themselves: they pass a good page and name what is wrong with a bad one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser import accessibility_problems, sideways_problems, visit

pytestmark = pytest.mark.browser
GOOD = """<!DOCTYPE html><html lang="en"><head><title>Marks – Evenhand</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Marks</h1><p>Your marks are kept.</p></main></body></html>"""


def test_a_good_page_passes(browser: Browser) -> None:
    with visit(browser) as seen:
        seen.page.set_content(GOOD)
        assert accessibility_problems(seen.page) == []
        assert sideways_problems(seen.page) == []


def test_a_picture_without_words_is_named(browser: Browser) -> None:
    with visit(browser) as seen:
        seen.page.set_content(GOOD.replace("</h1>", '</h1><img src="data:image/png;base64,">'))
        assert accessibility_problems(seen.page)[0].startswith("image-alt: ")


def test_words_too_pale_are_named_wherever_they_are_painted_anew(browser: Browser) -> None:
    painted: set[str] = set()
    with visit(browser) as seen:
        for ground, pale in (("white", False), ("silver", True), ("silver", False)):
            grey = (
                f'<p style="color: #777; background: {ground}; font-weight: bold; font-size: 20px">'
            )
            seen.page.set_content(GOOD.replace("<p>", grey))
            found = accessibility_problems(seen.page, painted)
            assert [each[:15] for each in found] == ["color-contrast:"] * pale, ground


def test_what_sticks_out_of_a_phone_is_named(browser: Browser) -> None:
    with visit(browser, phone=True) as seen:
        seen.page.set_content(GOOD.replace("<p>", '<p id="wide" style="width: 400px">'))
        wide = sideways_problems(seen.page)
    assert "in a window of 320" in wide[0]
    assert 'id="wide"' in wide[1]


def test_a_failing_script_fails_the_visit(browser: Browser) -> None:
    def fail() -> None:
        with visit(browser) as seen:
            seen.page.set_content(GOOD.replace("</h1>", "</h1><script>missing()</script>"))
            seen.page.wait_for_timeout(100)

    with pytest.raises(AssertionError, match="script error: .*missing"):
        fail()


def test_scripts_stay_off_when_told(browser: Browser) -> None:
    with visit(browser, javascript=False) as seen:
        seen.page.set_content(GOOD.replace("</h1>", "</h1><script>missing()</script>"))
        assert seen.page.title() == "Marks – Evenhand"
        assert sideways_problems(seen.page) == []
        with pytest.raises(ValueError, match="without JavaScript"):
            accessibility_problems(seen.page)
