"""What a provider reads of the days to come is true on each of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import Flask

from portal.bids.progress import next_dates
from portal.tenders.models import Tender


def test_a_planned_day_that_passed_while_people_still_mark_says_so(quick_app: Flask) -> None:
    tender = Tender(stage="marking", marking_ends_on=date(2026, 11, 2))
    with quick_app.test_request_context():
        said = [
            next(iter(next_dates(tender, datetime(2026, 11, day, 12, tzinfo=UTC))))["what"]
            for day in (2, 3)
        ]
        tender.stage = "moderating"
        (after,) = next_dates(tender, datetime(2026, 11, 3, 12, tzinfo=UTC))
    assert said[0] == after["what"] == "Evaluators have read and marked the bids."
    assert "It takes longer" in str(said[1])
