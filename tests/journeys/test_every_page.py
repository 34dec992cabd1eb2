"""Every kind of page of the story, as everybody who reaches it: nothing is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.browser import ROOT, Server, accessibility_problems, sideways_problems, visit
from tests.journeys.pages import look_of
from tests.stages import Stages
from tests.test_links import ROUTES
from tests.walk import Seen

pytestmark = [pytest.mark.browser, pytest.mark.journey]

STATIC = ROOT / "portal" / "static"
PORTAL = "http://portal.test"
POLICY = re.compile(r"(?m)^Content-Security-Policy: (.*)$")
STAFF = ("lead", "participation", "approver", "auditor", "officer", "safeguarding", "deputy")
STAFF += ("other-lead", "other-safeguarding", "operator")


@pytest.mark.parametrize("is_staff", [True, False], ids=["staff", "everybody else"])
def test_every_page_bears_axe_and_a_narrow_window(
    stages: Stages, browser: Browser, is_staff: bool
) -> None:
    kinds: set[str] = set()
    pieces: set[Any] = set()
    problems: list[str] = []
    shown: dict[str, Seen] = {}
    with visit(browser) as window:
        _serve(window.page.context, shown)
        for stage, who in (each for each in ROUTES if (each[1] in STAFF) == is_staff):
            for seen in stages.walk(stage, who).pages.values():
                kind, look = look_of(seen.path, seen.body)
                if "<html" not in seen.body or (kind in kinds and not look - pieces):
                    continue  # no known kind of known pieces is judged again
                kinds.add(kind)
                pieces |= look
                problems += [
                    f"{stage}, {who}: {each}" for each in _judged(window.page, shown, seen)
                ]
    assert len(kinds) > 50, sorted(kinds)
    assert not problems, "\n".join(problems)


def test_the_demos_own_pages_do_too(demo: Server, browser: Browser) -> None:
    with visit(browser) as window:
        for path in ("/", "/sign-in", "/demo/outbox", "/demo/clock"):
            window.page.goto(f"{demo.address}{path}", wait_until="load")
            assert accessibility_problems(window.page) + sideways_problems(window.page) == [], path


def _judged(page: Page, shown: dict[str, Seen], seen: Seen) -> list[str]:
    shown.clear()
    shown[seen.path] = seen
    page.goto(f"{PORTAL}{seen.path}", wait_until="load")
    wrong = [*accessibility_problems(page), *sideways_problems(page)]
    return [f"{seen.path}: {each}" for each in wrong]


def _serve(context: BrowserContext, shown: dict[str, Seen]) -> None:
    """Answer with the page as it was answered on the walk, with its policy, and with our files."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(PORTAL)
        if seen := shown.get(path):
            policy = POLICY.search(seen.headers)
            headers = {"Content-Type": "text/html; charset=utf-8"}
            headers |= {"Content-Security-Policy": policy[1]} if policy else {}
            route.fulfill(body=seen.body, headers=headers)
        elif path.startswith("/static/"):
            route.fulfill(path=Path(STATIC / path.partition("/static/")[2].partition("?")[0]))
        else:
            route.fulfill(status=204)

    context.route("**/*", answer)
