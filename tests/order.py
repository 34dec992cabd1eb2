"""In what order tests run: those that take longest first, dealt out to the processes."""

from __future__ import annotations

import importlib
import os
from contextlib import suppress

import pytest

from tests.source import ROOT

LANES = (
    (
        "tests/journeys/test_whole_tender.py",
        "tests/bids/test_desk_in_browser.py",
        "tests/bids/test_answer_in_browser.py",
        "tests/test_browser.py",
        "tests/test_read_aloud.py",
        "tests/bids/test_word_count.py",
        "tests/journeys/test_every_page.py::test_every_page_bears_axe_and_a_narrow_window[0]",
    ),
    (
        "tests/demo/",
        "tests/journeys/test_panel_members.py",
        "tests/journeys/",
        "tests/journeys/test_every_page.py::test_every_page_bears_axe_and_a_narrow_window[1]",
    ),
    (
        "tests/test_access_pages.py",
        "tests/test_links.py",
        "tests/test_blindness.py",
        "tests/reading/test_pages.py",
        "tests/test_faults",
        "tests/test_durability.py",
        "tests/test_backup",
        "tests/test_queries.py",
    ),
)
"""What each of three processes begins with; a browser serves the first two, one demo the second."""

SLOW = ("browser", "journey", "long")


def compile_a_share(processes: int) -> None:
    """In a new folder, have each process compile other files of tests, not all of them all."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for path in sorted((ROOT / "tests").rglob("test_*.py"))[number::processes]:
        with suppress(Exception):  # told where tests are collected
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def put_in_order(items: list[pytest.Item], processes: int) -> None:
    """Give each process what it begins with, then an even share of the rest, the long ones first.

    Whoever has done all goes on with what others have last: see pytest-xdist, worksteal.
    """
    lanes: list[list[pytest.Item]] = [[] for _ in range(processes)]
    slow, quick = [], []
    for item in items:
        if place := _place_of(item):
            lanes[place[0] % processes].append(item)
        else:
            slows = any(item.get_closest_marker(name) for name in SLOW)
            (slow if slows else quick).append(item)
    left = len(items)
    for number, lane in enumerate(lanes):
        lane.sort(key=lambda item: _place_of(item) or ())
        lane += slow[number::processes]
        share = max(left // (processes - number) - len(lane), 0)
        lane += quick[:share]
        del quick[:share]
        left -= len(lane)
    items[:] = [item for lane in lanes for item in lane] + quick


def _place_of(item: pytest.Item) -> tuple[int, int] | None:
    """Lane and place in it, by the longest name there that the test's begins with."""
    found = [
        (len(start), lane, place)
        for lane, starts in enumerate(LANES)
        for place, start in enumerate(starts)
        if item.nodeid.startswith(start)
    ]
    return max(found)[1:] if found else None
