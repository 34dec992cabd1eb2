"""Members' pages in the dark, with the largest text and wide spacing, on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.axe import accessibility_problems
from tests.browser import PHONE, sideways_problems
from tests.journeys.shown import shown
from tests.make_bids import label_of
from tests.stages import Stages

pytestmark = [pytest.mark.browser, pytest.mark.journey]

LOOK = {"size": "largest", "spacing": "wide", "words": "plain"}
PAGES = {
    ("panelist", "drafting"): (
        "/home",
        "/how-this-looks",
        "…together",
        "…together/read",
        "…together/others",
        "…together/mine",
        "/ambleford/help",
    ),
    ("young", "marking"): ("/home", "…marking", "…marking/LABEL/Q1"),
    ("young", "moderating"): ("…moderation/LABEL/Q2",),
    ("young", "released"): ("…result",),
}


@pytest.mark.parametrize(("who", "stage"), PAGES)
def test_contrast_and_width_hold_however_a_person_likes_it(
    browser: Browser, stages: Stages, who: str, stage: str
) -> None:
    """In the dark: what they are like in the light every page shows, in test_every_page."""
    pages = _pages(stages, who, stage)
    assert all("text-largest space-wide" in page for page in pages.values())
    assert _looked_at(browser, pages) == []


def _pages(stages: Stages, who: str, stage: str) -> dict[str, str]:
    with stages.at(stage) as story:
        client = stages.client(who)
        client.submit("/how-this-looks", LOOK)
        label = label_of(story.house, story.id, story.people["winner"]) if who == "young" else ""
        paths = [
            each.replace("…", story.path()).replace("LABEL", label) for each in PAGES[who, stage]
        ]
        return {path: client.get(path, follow_redirects=True).text for path in paths}


def _looked_at(browser: Browser, pages: dict[str, str]) -> list[str]:
    context = browser.new_context(viewport=PHONE, color_scheme="dark")  # type: ignore[arg-type]
    window = context.new_page()
    problems = []
    painted: set[str] = set()
    with shown() as server:
        for path, page in pages.items():
            window.goto(server.put(path, page))
            found = accessibility_problems(window, painted) + sideways_problems(window)
            problems += [f"{path}: {each}" for each in found]
        context.close()
    return problems
