"""Each page that a member or an evaluator reaches is for nine to eleven years, as it is shown."""

from __future__ import annotations

import pytest

from tests.reading.measure import sentences_on
from tests.reading.test_texts import problems_of
from tests.stages import Stages

pytestmark = pytest.mark.journey

WHO_WHEN = (
    ("panelist", "drafting"),
    ("panelist", "released"),
    ("panel-parent", "drafting"),
    ("young", "opened"),
    ("young", "marking"),
    ("young", "moderating"),
    ("young", "released"),
)
NOT_THEIRS = ("/providers/register", "/receipts", "/notices")
"""Pages for everybody, to which a link leads from elsewhere."""


@pytest.mark.parametrize(("who", "stage"), WHO_WHEN)
def test_r28_every_page_they_reach(stages: Stages, who: str, stage: str) -> None:
    problems, read = [], 0
    for path, seen in stages.walk(stage, who).pages.items():
        if "<html" in seen.body and path != "/" and not path.startswith(NOT_THEIRS):
            read += 1
            problems += problems_of(path, sentences_on(seen.body))
    assert read > 4
    assert problems == []
