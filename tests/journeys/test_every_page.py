"""Every kind of page of the story, as everybody who reaches it: nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

import pytest
from playwright.sync_api import Browser, Page

from tests.axe import accessibility_problems
from tests.browser import DESKTOP, PHONE, Server, sideways_problems, sticking_out, visit
from tests.journeys.pages import pieces_of
from tests.journeys.shown import Shown, shown
from tests.stages import Stages
from tests.test_links import ROUTES
from tests.walk import Seen

pytestmark = [pytest.mark.browser, pytest.mark.journey]

PARTS = ("part", "kind", "piece")
"""What in an address makes another page of it, not the same one of another row."""


@pytest.mark.parametrize("half", [0, 1])
def test_every_page_bears_axe_and_a_narrow_window(
    stages: Stages, browser: Browser, half: int
) -> None:
    problems: list[str] = []
    painted: set[str] = set()
    looked_at = 0
    with visit(browser) as window, shown() as server:
        for stage, who, seen in _new_ones(stages, half):
            found = _judged(window.page, server, seen, painted)
            problems += [f"{stage}, {who}: {each}" for each in found]
            looked_at += 1
    assert looked_at > 100
    assert not problems, "\n".join(problems)


def _new_ones(stages: Stages, half: int) -> Iterator[tuple[str, str, Seen]]:
    """Half of all kinds of pages; no known kind of known pieces comes again."""
    kinds: set[str] = set()
    pieces: set[Any] = set()
    for stage, who in ROUTES[half::2] + ROUTES[1 - half :: 2]:
        for seen in stages.walk(stage, who).pages.values():
            kind = _kind(stages, seen)
            is_page = seen.status < 300 and "Content-Type: text/html" in seen.headers
            if is_page and crc32(kind.encode()) % 2 == half:
                look = pieces_of(seen.body)
                if kind not in kinds or look - pieces:
                    yield stage, who, seen
                kinds.add(kind)
                pieces |= look


def _kind(stages: Stages, seen: Seen) -> str:
    """Which page of the house this is, whatever bid, question or other row it is about."""
    path, query = urlsplit(seen.path)[2:4]
    endpoint, values = stages.app.url_map.bind("localhost").match(path)
    return " ".join(
        [endpoint, *(values[each] for each in PARTS if each in values), "?" * bool(query)]
    )


def test_the_demos_own_pages_do_too(demo: Server, browser: Browser) -> None:
    with visit(browser) as window:
        for path in ("/", "/sign-in", "/demo/outbox", "/demo/clock"):
            window.page.goto(f"{demo.address}{path}", wait_until="load")
            assert accessibility_problems(window.page) + sideways_problems(window.page) == [], path


def _judged(page: Page, server: Shown, seen: Seen, painted: set[str]) -> list[str]:
    """Narrow and wide, beginning as the window was left: to change its width takes long."""
    page.goto(server.put(seen.path, seen.body, seen.headers), wait_until="load")
    if page.viewport_size == PHONE:
        wrong = sticking_out(page)
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
        wrong += accessibility_problems(page, painted)
    else:
        wrong = accessibility_problems(page, painted)
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        wrong += sticking_out(page)
    return [f"{seen.path}: {each}" for each in wrong]
