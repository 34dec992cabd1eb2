"""'Read to me': only with a voice of the device's own, only the main text, until it is stopped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser import DESKTOP, ROOT

pytestmark = pytest.mark.browser

STATIC = ROOT / "portal" / "static"
ADDRESS = "http://portal.test/"
PAGE = """<!DOCTYPE html><html lang="{language}"><head><title>Ideas</title>
<script type="module" src="/static/js/read-aloud.js"></script></head>
<body><nav>Home</nav><main id="main-content">
<div data-read-aloud hidden>
<button data-read="Read to me" data-stop="Stop reading"><span>Read to me</span></button></div>
<h1>What others wrote</h1><p>We want <b>more</b> trips.</p><ul><li>One</li><li>Two</li></ul>
<label for="say">Your idea</label><textarea id="say">secret words</textarea><button>Send</button>
<p hidden>Not to be seen</p><details><summary>More</summary><p>Folded away</p></details>
</main><footer>The foot</footer></body></html>"""
VOICES = """(voices) => {
  const said = [];
  class Said { constructor(text) { this.text = text; } }
  window.SpeechSynthesisUtterance = Said;
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => voices, addEventListener: () => {},
    speak: (what) => said.push([what.text, what.voice.name]),
    cancel: () => said.push("cancel"),
  }});
  window.said = said;
}"""
OWN = {"name": "Own", "lang": "en-GB", "localService": True, "default": False}
AWAY = {"name": "Away", "lang": "en-GB", "localService": False, "default": True}
WELSH = {"name": "Own Welsh", "lang": "cy-GB", "localService": True, "default": False}
READ = ["What others wrote", "We want more trips.", "One", "Two", "Your idea", "More"]


def opened(browser: Browser, voices: list[dict[str, Any]] | None, language: str = "en") -> Page:
    """The page in a browser with these voices; none: the browser's own."""
    page = browser.new_context(viewport=DESKTOP).new_page()  # type: ignore[arg-type]
    if voices is not None:
        page.add_init_script(
            f"({VOICES})({voices!r})".replace("True", "true").replace("False", "false")
        )

    def serve(route: Route) -> None:
        place = route.request.url.partition("/static/")[2]
        if place:
            route.fulfill(path=Path(STATIC / place))
        else:
            route.fulfill(body=PAGE.format(language=language), content_type="text/html")

    page.route("**/*", serve)
    page.goto(ADDRESS)
    page.wait_for_load_state("networkidle")
    return page


def test_it_reads_the_main_text_alone_with_the_devices_own_voice(browser: Browser) -> None:
    page = opened(browser, [AWAY, OWN])
    page.get_by_role("button", name="Read to me").click()
    said = page.evaluate("said.filter((each) => each !== 'cancel')")
    assert said == [[text, "Own"] for text in READ]
    page.context.close()


def test_it_can_be_stopped(browser: Browser) -> None:
    page = opened(browser, [OWN])
    page.get_by_role("button", name="Read to me").click()
    page.get_by_role("button", name="Stop reading").click()
    assert page.evaluate("said.at(-1)") == "cancel"
    assert page.get_by_role("button", name="Read to me").is_visible()
    page.context.close()


@pytest.mark.parametrize("voices", [None, [], [AWAY], [WELSH]])
def test_without_an_own_voice_in_the_pages_language_there_is_no_button(
    browser: Browser, voices: list[dict[str, Any]] | None
) -> None:
    page = opened(browser, voices)
    english = "speechSynthesis.getVoices().some((v) => v.localService && v.lang.startsWith('en'))"
    assert page.locator("[data-read-aloud]").is_visible() is page.evaluate(english)
    page.context.close()


def test_a_page_in_welsh_is_read_by_a_welsh_voice(browser: Browser) -> None:
    page = opened(browser, [OWN, WELSH], "cy")
    page.locator("[data-read-aloud] button").click()
    assert page.evaluate("said.at(-1)[1]") == "Own Welsh"
    page.context.close()
