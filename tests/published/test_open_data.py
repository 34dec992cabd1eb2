"""An amendment and an end are releases of open data as the standard asks (R27)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from jsonschema import Draft4Validator

from portal.core import clock
from portal.core.database import db
from portal.published.amendments.operations import Amended, amend
from portal.published.ending.operations import end_tender
from portal.tenders.models import Tender
from tests import make, make_bids
from tests.outcomes.test_open_data import judge as judge

LATER = Amended(
    reason="Providers asked for more time.",
    is_material=False,
    deadline_at=datetime(2026, 10, 20, 11, tzinfo=UTC),
    marking_ends_on=date(2026, 11, 2),
    decision_on=date(2026, 11, 20),
    starts_on=date(2027, 4, 1),
)


@pytest.mark.parametrize("regime", ["light_touch", "psr"])
def test_r27_an_amendment_and_an_end_are_releases_of_their_own(
    quick_app: Flask, judge: Draft4Validator, regime: str
) -> None:
    house, tender_id = make_bids.published(make.house(), regime=regime)
    with clock.at(make_bids.BEFORE):
        with make.writing(house.id):
            amend(house.lead.actor, db.session.get_one(Tender, (house.id, tender_id)), LATER)
        with make.writing(house.id):
            tender = db.session.get_one(Tender, (house.id, tender_id))
            end_tender(house.lead.actor, tender, "cancelled", "No money.")
        package = make.client_of(quick_app).get(f"/notices/{tender_id}/ocds.json").json
    assert [error.message for error in judge.iter_errors(package)] == []
    tags = [each["tag"] for each in package["releases"]]
    assert tags == [["tender"], ["tenderAmendment"], ["tenderCancellation"]]
    first, second, last = (each["tender"] for each in package["releases"])
    assert first["tenderPeriod"]["endDate"].startswith("2026-10-12")
    assert second["tenderPeriod"]["endDate"].startswith("2026-10-20")
    assert second["amendments"][0]["rationale"] == LATER.reason
    assert last["status"] == "cancelled"
