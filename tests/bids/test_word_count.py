"""The page counts words exactly as the server does."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from portal.bids.content import count_words

SCRIPT = Path(__file__).parents[2] / "portal" / "static" / "js" / "word-count.js"
COUNT = """async texts => {
    const { countWords } = await import('/word-count.js');
    return texts.map(countWords);
}"""
ODD = [
    "",
    " ",
    "\n\n",
    "one",
    " one  two\tthree\r\nfour\u00a0five ",
    "half-term, don’t – stop",
    "a\u200bb a\ufeffb a\u2060b",
    "a\u180eb",
    "🦉 👩🏽‍🦽 e\u0301",
    "nul\0l \x1c\x1d\x1e\x1f \x85",
    "https://x.example/a b",
    "١٢٣ 漢字 かな",
    "1. a\n2. b\n- c\n• d",
]


@pytest.mark.browser
def test_the_pages_count_is_the_servers_for_every_character(browser: Browser) -> None:
    every = [f"a{chr(code)}b" for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    texts = ODD + every
    context = browser.new_context()
    page = context.new_page()
    script = SCRIPT.read_text()
    page.route(
        "**/*",
        lambda route: (
            route.fulfill(body=script, content_type="text/javascript")
            if route.request.url.endswith(".js")
            else route.fulfill(body="<!doctype html><title>x</title>", content_type="text/html")
        ),
    )
    page.goto("http://words.test/")
    counted = page.evaluate(COUNT, texts)
    context.close()
    different = [text for text, n in zip(texts, counted, strict=True) if n != count_words(text)]
    assert different == []
