"""Pages of panel members have words that a child of ten knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
TEXT = re.compile(r"(?:_|gettext)\((?:'((?:[^'\\]|\\.)*)'|\"([^\"]*)\")")
STAFF = r"\b(insights?|specifications?|procurement|stakeholders?|governance)\b"
MEMBERS = [
    "overview/panel.html",
    "overview/evaluator.html",
    "insights/list.html",
    "insights/insight.html",
    "insights/own_asks.html",
    "cowriting/together.html",
    "cowriting/read.html",
    "cowriting/others.html",
    "cowriting/suggest.html",
    "feedback/told.html",
    "feedback/ask.html",
    "feedback/mine.html",
    "feedback/after.html",
    "agreeing/say.html",
    "panels/mine.html",
    "panels/after.html",
    "panels/leave.html",
    "safety/help.html",
    "safety/sent.html",
    "thanks/diary.html",
]


@pytest.mark.parametrize("name", MEMBERS)
def test_a_members_page_has_no_word_of_staff(name: str) -> None:
    said = ["".join(found) for found in TEXT.findall((TEMPLATES / name).read_text("utf-8"))]
    assert [text for text in said if re.search(STAFF, text, re.IGNORECASE)] == []
