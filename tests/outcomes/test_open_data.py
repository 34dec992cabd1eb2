"""What is published as open data holds against the standard's schemas, and tells nothing early."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft4Validator
from referencing import Registry
from referencing.jsonschema import DRAFT4

from portal.accounts.models import Provider
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.outcomes.contracting import entering
from portal.outcomes.contracting.notice import record_award_notice
from portal.tenders import open_data
from tests import make
from tests import make_outcomes as outcomes
from tests.make_contracting import PUBLISHED, noon
from tests.make_moderation import Panel
from tests.shelf import Prepared

SCHEMAS = Path(__file__).parent / "ocds"
RELEASE = "https://standard.open-contracting.org/schema/1__1__5/release-schema.json"
SIGNED = date(2026, 12, 7)


def _schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / name).read_text())
    return found


@pytest.fixture(scope="module")
def judge() -> Draft4Validator:
    """The package's schema, with that of its releases behind it."""
    release = _schema("release-schema-1__1__4.json")
    registry = Registry().with_resource(RELEASE, DRAFT4.create_resource(release))
    return Draft4Validator(_schema("release-package-schema-1__1__5.json"), registry=registry)


def test_r27_each_release_is_as_the_standard_asks_and_comes_at_its_time(
    quick_app: Flask, prepared: Prepared, judge: Draft4Validator
) -> None:
    made = prepared(outcomes.released_tender, regime="ordinary")
    visitor, lead = make.client_of(quick_app), made.house.lead.actor
    winner = db.session.get_one(Provider, made.members[0].actor.provider_id).name

    first = _package(visitor, made, judge)
    assert [each["tag"] for each in first["releases"]] == [["tender"]]
    assert winner not in json.dumps(first)
    assert "bids" not in json.dumps([list(each) for each in first["releases"]])

    with outcomes.then(made, noon(PUBLISHED)) as tender:
        record_award_notice(lead, tender, PUBLISHED, has_standstill=True)
    award = _package(visitor, made, judge)["releases"][-1]
    assert award["tag"] == ["award"]
    told = award["awards"][0]
    assert (told["status"], told["suppliers"][0]["name"]) == ("pending", winner)
    assert told["standstillPeriod"] == {
        "startDate": "2026-11-24T00:00:00+00:00",
        "endDate": "2026-12-04T23:59:59+00:00",
    }
    _judge_kingdom(told)
    counts = {each["measure"]: each["value"] for each in award["bids"]["statistics"]}
    assert counts == {"bids": 3, "finalStageBids": 3}
    statistic = Draft4Validator(_schema("bids-statistic.json")["BidsStatistic"])
    assert [e.message for s in award["bids"]["statistics"] for e in statistic.iter_errors(s)] == []

    with outcomes.then(made, noon(SIGNED)) as tender:
        entering.enter_contract(lead, tender, SIGNED, date(2027, 4, 1), date(2030, 3, 31))
    assert len(_package(visitor, made, judge)["releases"]) == 2
    with outcomes.then(made, noon(SIGNED)) as tender:
        entering.record_contract_notice(lead, tender, SIGNED)
    last = _package(visitor, made, judge)["releases"][-1]
    assert (last["awards"][0]["status"], last["tag"]) == ("active", ["contract"])
    assert last["contracts"][0]["dateSigned"] == "2026-12-07T00:00:00+00:00"


def _package(visitor: Any, made: Panel, judge: Draft4Validator) -> dict[str, Any]:
    """What everybody reads now, held against the schemas; no mark or score is in it."""
    answer = visitor.get(f"/notices/{made.id}/ocds.json")
    package: dict[str, Any] = json.loads(answer.data, parse_float=Decimal)
    plain = json.loads(answer.data)
    assert [error.message for error in judge.iter_errors(plain)] == []
    assert {word for word in ("score", "mark", "rank") if f'"{word}' in answer.text} == set()
    ids = [each["id"] for each in package["releases"]]
    assert len(set(ids)) == len(ids)
    return package


def _judge_kingdom(award: dict[str, Any]) -> None:
    """The extension: `standstillPeriod` is a period, `assessmentSummariesDateSent` a date-time,
    `aboveThreshold` says yes or no, `mainProcurementCategory` is one of three."""
    period = _schema("release-schema-1__1__4.json")["definitions"]["Period"]
    assert list(Draft4Validator(period).iter_errors(award["standstillPeriod"])) == []
    moments = [award["assessmentSummariesDateSent"], *award["standstillPeriod"].values()]
    assert all(datetime.fromisoformat(each).tzinfo for each in moments)
    assert award["aboveThreshold"] is True
    assert award["mainProcurementCategory"] in {"goods", "services", "works"}


def test_r27_nothing_is_public_before_the_tender_is(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make.tender(house)
    with tenant(house.id):
        assert make.client_of(quick_app).get(f"/notices/{tender_id}/ocds.json").status_code == 404


def test_r27_production_publishes_nothing_under_a_prefix_that_nobody_was_given(
    quick_app: Flask, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = prepared(outcomes.released_tender)
    visitor, here = make.client_of(quick_app), quick_app.extensions
    public = f"/notices/{made.id}"
    with outcomes.then(made, noon(PUBLISHED)) as tender:
        record_award_notice(made.house.lead.actor, tender, PUBLISHED, has_standstill=True)
    monkeypatch.setitem(here, "evenhand", replace(here["evenhand"], mode="production"))
    refused = visitor.get(f"{public}/ocds.json")
    assert refused.status_code == 403
    assert "no registered prefix" in refused.text
    assert "ocds.json" not in visitor.get(public).text
    monkeypatch.setitem(open_data.settings(), "prefix", "ocds-abc123")
    told = visitor.get(f"{public}/ocds.json")
    releases = json.loads(told.data)["releases"]
    assert [each["ocid"] for each in releases] == [f"ocds-abc123-{made.id}"] * 2
    assert "ocds-000000" not in told.text
