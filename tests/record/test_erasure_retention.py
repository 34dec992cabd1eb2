"""The retention clock: from when, how long, and until when a tender's record is kept (R26)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.core import clock
from portal.record.retention import retention_of, years_after
from tests import make
from tests.stages import Stages


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 11, 23), date(2029, 11, 23)),
        (date(2028, 2, 29), date(2031, 3, 1)),
        (date(2025, 2, 28), date(2028, 2, 28)),
    ],
)
def test_three_years_later(day: date, end: date) -> None:
    assert years_after(day, 3) == end


def test_the_clock_begins_with_the_latest_day_that_is_known(stages: Stages) -> None:
    with stages.at("released") as story, make.looking(story.house.id):
        tender = story.tender()
        assert tender.released_at
        tender_days = [tender.released_at.date(), tender.starts_on]
        kept = retention_of(tender)
        assert kept.begins_on
        assert kept.begins_on >= max(day for day in tender_days if day)
        assert kept.ends_on == years_after(kept.begins_on, 3)
        assert not kept.is_over
        with clock.at(datetime(2035, 1, 1, tzinfo=UTC)):
            assert retention_of(tender).is_over


def test_before_the_letters_the_clock_stands(stages: Stages) -> None:
    with stages.at("revealed") as story:
        page = stages.client("lead").get(story.path("retention")).text
        assert "The clock hasn’t started" in page
        assert "3 years from the contract (Procurement Act 2023, section 98)" in page


def test_the_page_says_the_day_and_the_trail_leads_to_it(stages: Stages) -> None:
    with stages.at("released") as story:
        client = stages.client("auditor")
        assert "/retention" in client.get(story.path("trail")).text
        page = client.get(story.path("retention")).text
        assert "Kept at least until" in page
        assert "Take a name out" not in page
        assert "Take a name out" in stages.client("lead").get(story.path("retention")).text
