"""A bid priced line by line: the exact total is its price, sealed with its lines (R9)."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from portal.bids.content import Questions, gaps, merge, total_of
from portal.bids.models import BidPrice
from portal.bids.unit_prices import priced_lines_of
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.specifications.facts import LineFacts
from portal.specifications.models import MethodSettings, PriceLine
from portal.specifications.price_lines import put_line
from portal.specifications.problems import _price_problems
from portal.specifications.queries import draft_of
from portal.specifications.versions.comparison import changes_between
from portal.specifications.versions.document import kept_document
from portal.tenders.models import Notice, Tender
from tests import make, make_bids, make_specification
from tests.make import House

LINES = (PriceLine(quantity=120, years=3), PriceLine(quantity=1, years=1))
ASKED = Questions((), (), has_price=True, refuses_nil_price=True, lines=LINES)


def test_r9_the_total_is_exact_and_waits_for_every_line() -> None:
    assert total_of(LINES, {"1": "33.33", "2": "0.01"}) == "11998.81"
    assert total_of(LINES, {"1": "33.33"}) == ""
    draft = merge({}, {"lines": {"1": "33.33"}}, ASKED)
    assert draft["price"] == ""
    assert [(gap.part, gap.reason) for gap in gaps(draft, ASKED)] == [("price", "missing")]
    draft = merge(draft, {"lines": {"2": "0.01"}, "price": "1"}, ASKED)
    assert draft["price"] == "11998.81"
    for wrong in ({"3": "1"}, {"1": "-1"}, {"1": 5}, {"1": "0", "2": "0"}):
        with pytest.raises(Refused):
            merge({}, {"lines": wrong}, ASKED)


def _tender(house: House, tender_id: uuid.UUID) -> Tender:
    return db.session.get_one(Tender, (house.id, tender_id))


def _with_lines(house: House) -> uuid.UUID:
    tender_id = make_specification.ready_tender(house)
    with make.writing(house.id), clock.at(make.START):
        tender = _tender(house, tender_id)
        put_line(house.lead.actor, tender, LineFacts("Group sessions", "hour", 120, 3))
        db.session.flush()
        put_line(house.lead.actor, tender, LineFacts("Setting up", "start", 1, 1))
        make_specification.publish(house.lead.actor, tender)
    return tender_id


def test_a_lead_writes_the_schedule_and_it_is_published(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    path = f"/ambleford/tenders/{tender_id}/specification"
    client = make.client_of(quick_app, house.lead)
    with tenant(house.id):
        before = kept_document(_tender(house, tender_id))
    typed = {"title": "Sessions", "unit": "hour", "quantity": "1.5", "years": "3"}
    assert "whole number" in client.submit(f"{path}/lines/new", typed).text
    answer = client.submit(f"{path}/lines/new", typed | {"quantity": "120"})
    assert answer.status_code == 303
    assert "120 × hour a year, for 3 years" in client.get(path).text
    with make.writing(house.id), clock.at(make.START):
        tender = _tender(house, tender_id)
        came = changes_between(before, kept_document(tender))
        assert [(each.kind, each.state) for each in came] == [("price_line", "came")]
        draft = replace(draft_of(tender), settings=MethodSettings(price_method="none"))
        assert any("price schedule" in each.message for each in _price_problems(draft))
        make_specification.publish(house.lead.actor, tender)
    with tenant(house.id):
        told = db.session.get_one(Notice, tender_id).document["specification"]["price_lines"]
    assert told == [{"title": "Sessions", "unit": "hour", "quantity": 120, "years": 3}]
    assert "Sessions: 120 × hour" in make.client_of(quick_app).get(f"/notices/{tender_id}").text


def test_a_bidder_fills_it_in_and_the_buyer_reads_it_when_prices_are_open(
    quick_app: Flask,
) -> None:
    house = make.house()
    tender_id = _with_lines(house)
    provider = make.provider()
    client = make.client_of(quick_app, provider)
    path = f"/ambleford/tenders/{tender_id}/bid"
    with clock.at(make.START):
        assert "Group sessions: your price" in client.get(f"{path}/price").text
        typed = {"line_1": "33.33", "line_2": ""}
        assert client.submit(f"{path}/price", typed).status_code == 303
        assert "no price yet" in client.get(f"{path}/check").text
        wrong = client.submit(f"{path}/price", typed | {"line_2": "ten"})
        assert "Setting up: Enter an amount" in wrong.text
        assert 'value="33.33"' in wrong.text
        assert client.submit(f"{path}/price", typed | {"line_2": "0.01"}).status_code == 303
        page = client.get(f"{path}/check").text
    assert "£11,998.80" in page
    assert "£11,998.81" in page
    with tenant(house.id):
        whole = make_bids.answered(_tender(house, tender_id))
    del whole["price"]
    make_bids.submitted_bid(tender_id, provider, whole | {"lines": {"1": "33.33", "2": "0.01"}})
    make_bids.opened_bids(house, tender_id)
    with tenant(house.id):
        price = db.session.scalars(select(BidPrice)).one()
        assert price.amount == Decimal("11998.81")
        lines = next(iter(priced_lines_of(_tender(house, tender_id)).values()))
        assert [each.total for each in lines] == [Decimal("11998.80"), Decimal("0.01")]
    with clock.at(make.START + timedelta(days=60)):
        assert "£11,998.80" in client.get(f"{path}/submitted").text
        sealed = json.loads(client.get(f"{path}/bid.json").data)
    assert (sealed["price"], sealed["lines"]) == ("11998.81", {"1": "33.33", "2": "0.01"})
