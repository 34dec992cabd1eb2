"""Every kind of page of the loaded demo, as everybody who reaches it: nothing is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from portal.demo.sign_ins import accounts
from tests.browser import Server, accessibility_problems, sideways_problems, visit
from tests.journeys.pages import Found, pages_of
from tests.web import Visitor

pytestmark = pytest.mark.browser

STAFF = [
    ("procurement_lead", "Ambleford Council"),
    ("participation_lead", "Ambleford Council"),
    ("approver", "Ambleford Council"),
    ("auditor", "Ambleford Council"),
    ("safeguarding_lead", "Ambleford Council"),
    ("procurement_lead", "Northmere Health Board"),
    ("safeguarding_lead", "Northmere Health Board"),
]
OTHERS = [
    ("visitor", ""),
    ("operator", "the installation"),
    ("person_without_role", "the tender that is being written"),
    ("professional_evaluator", "the tender that is open for bids"),
    ("young_evaluator", "the tender that is half marked"),
    ("young_evaluator", "the tender in moderation"),
    ("professional_evaluator", "the tender that waits for approval"),
    ("parent_evaluator", "the tender whose letters are out"),
    ("young_panel_member", "the panels that write tenders together"),
    ("parent_panel_member", "the panels that write tenders together"),
    ("provider_member", "the tender that is open for bids"),
    ("provider_member", "the tender that is half marked"),
    ("provider_member", "the tender whose letters are out"),
]


@pytest.mark.parametrize("people", [STAFF, OTHERS], ids=["staff", "everybody else"])
def test_every_page_bears_axe_and_a_narrow_window(
    demo: Server, browser: Browser, people: list[tuple[str, str]]
) -> None:
    problems: list[str] = []
    kinds: set[str] = set()
    pieces: set[Any] = set()
    for role, place in people:
        visitor = _comes(demo, role, place)
        new = []
        for found in pages_of(visitor, ("/home",) if place else ("/", "/sign-in")):
            if found.status >= 400:
                problems.append(f"{role}: {found.path} ({found.found_on}) answered {found.status}")
            kind, look = found.look
            if kind not in kinds or look - pieces:  # no known kind of known pieces is judged again
                kinds.add(kind)
                pieces |= look
                new.append(found)
        problems += _judge(browser, visitor, role, new)
    assert len(kinds) > 100, sorted(kinds)
    assert not problems, "\n".join(problems)


def _comes(demo: Server, role: str, place: str) -> Visitor:
    visitor = Visitor(demo.address)
    if place:
        account = next(a for a in accounts() if (a["role"], a["place"]) == (role, place))
        visitor.sign_in(account["email"], account["password"])
    return visitor


def _judge(browser: Browser, visitor: Visitor, role: str, pages: list[Found]) -> list[str]:
    """What is wrong with pages, each in a window that is signed in as the visitor is."""
    problems = []
    with visit(browser) as seen:
        _sign_in_too(seen.page.context, visitor)
        for found in pages:
            if "<html" not in found.text:
                continue  # a file, which a window would keep; or a way to another page
            seen.page.goto(f"{visitor.address}{found.path}", wait_until="load")
            wrong = [*accessibility_problems(seen.page), *sideways_problems(seen.page)]
            problems += [f"{role}: {found.path}: {each}" for each in wrong]
    return problems


def _sign_in_too(context: BrowserContext, visitor: Visitor) -> None:
    context.add_cookies(
        [
            {"name": cookie.name, "value": cookie.value or "", "url": visitor.address}
            for cookie in visitor.cookies
        ]
    )
