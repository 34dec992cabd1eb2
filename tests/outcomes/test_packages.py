"""Packages of the price schedule: bidders price all, the contract buys one, with a reason (P12)."""

from __future__ import annotations

import json
import re
import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest
from flask import Flask

from portal.bids.models import Bid
from portal.bids.schedule import priced
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.outcomes.contracting import entering, packages
from portal.specifications.models import PriceLine
from portal.specifications.price_lines import packages_of, told_lines
from portal.tenders.models import Tender
from tests import make, make_bids, make_outcomes, make_specification
from tests.client import Client
from tests.make_contracting import LAST_DAY, PUBLISHED, boxes, on
from tests.make_moderation import Panel
from tests.shelf import Prepared

DAY = timedelta(days=1)
RUNS = {"starts_on": ["1", "4", "2027"], "ends_on": ["31", "3", "2030"]}
WORDS = ("Support", "Drop-in", "One to one")
LINES = [
    PriceLine(title=title, unit="hour", quantity=10, years=2, package=package)
    for title, package in zip(WORDS, ("", "A", "B"), strict=True)
]


def test_p12_a_package_comes_to_its_lines_and_those_outside_of_packages() -> None:
    assert packages_of(LINES) == ["A", "B"]
    assert [each.get("package") for each in told_lines(LINES)] == [None, "A", "B"]
    bid = Bid(label="K")
    told: Any = {bid.id: priced(LINES, {"1": "1", "2": "2.50", "3": "4"})}
    with (
        patch.object(packages, "lines_of", lambda tender: LINES),
        patch.object(packages, "priced_lines_of", lambda tender: told),
    ):
        found = packages.packages_in(Tender(), bid)
    assert [(each.name, each.total) for each in found] == [
        ("A", Decimal("70.00")),
        ("B", Decimal("100")),
    ]


def test_p12_no_contract_is_entered_before_a_package_is_chosen_with_a_reason(
    prepared: Prepared,
) -> None:
    made = prepared(make_outcomes.released_tender)
    for bought in ((), ("C", "Best liked"), ("A", "")):
        with (
            patch.object(entering, "lines_of", lambda tender: LINES),
            pytest.raises(Refused) as refused,
            make_outcomes.then(made) as tender,
        ):
            day = make_outcomes.RELEASED.date()
            entering.enter_contract(made.house.lead.actor, tender, day, day, day, *bought)
        assert refused.value.field in ("package", "package_reason")


def test_p12_packages_from_set_up_to_the_award_notice_and_the_contract(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house, regime="ordinary")
    lead, path = make.client_of(quick_app, house.lead), f"/ambleford/tenders/{tender_id}"
    for line, package in zip(WORDS, ("", "At home", "Open house"), strict=True):
        typed = {"title": line, "unit": "hour", "quantity": "10", "years": "2", "package": package}
        assert lead.submit(f"{path}/specification/lines/new", typed).status_code == 303
        told = "There is only one package" in lead.get(f"{path}/specification/check").text
        assert told == (package == "At home")
    with make.writing(house.id), clock.at(make.START):
        make_specification.publish(house.lead.actor, tender_in(house, tender_id))
    assert "(package ‘Open house’)" in make.client_of(quick_app).get(f"/notices/{tender_id}").text
    _prices(make.client_of(quick_app, make.provider()), f"{path}/bid")
    made = _approved(house, tender_id)
    with on(quick_app, PUBLISHED):
        _award(lead, made)
    with on(quick_app, LAST_DAY + 10 * DAY):
        signed = {"signed_on": boxes(LAST_DAY + 10 * DAY), **RUNS}
        page = lead.submit(made.path("contract"), signed).text
        assert "At home: £60,000" in page
        assert "Choose the package that is bought" in page
        signed |= {"package": "At home", "package_reason": "The panel liked it best."}
        assert lead.submit(made.path("contract"), signed).status_code == 303
        text = lead.get(made.path("notice-text/contract/notice.txt")).text
        assert "£60,000, the price of the chosen bid for package ‘At home’" in text
        notice = {"published_on": boxes(LAST_DAY + 10 * DAY)}
        assert lead.submit(made.path("contract"), notice).status_code == 303
    found = json.loads(make.client_of(quick_app).get(f"/notices/{tender_id}/ocds.json").data)
    award, contract = found["releases"][-2], found["releases"][-1]
    assert award["awards"][0]["value"]["amount"] == 100000  # the dearest, until one is bought
    assert contract["contracts"][0]["value"]["amount"] == 60000


def tender_in(house: make.House, tender_id: uuid.UUID) -> Tender:
    """The tender’s row, in the session that is open."""
    return db.session.get_one(Tender, (house.id, tender_id))


def _prices(client: Client, bid: str) -> None:
    """A bidder sees which line is of which package, and what each comes to."""
    with clock.at(make_bids.BEFORE):
        page = client.get(f"{bid}/price").text
        for name in ("Bought in any case", "Package ‘At home’", "Package ‘Open house’"):
            assert name in page
        typed = {"line_1": "1", "line_2": "2", "line_3": ""}
        kept = client.submit(f"{bid}/price/draft", typed, at=f"{bid}/price")
        assert kept.json["saved_at"]
        page = client.get(f"{bid}/check").text
        assert re.search("‘At home’ is bought.*£60<", page)
        assert re.search("‘Open house’ is bought.*no price yet<", page)
        assert client.submit(f"{bid}/price", typed | {"line_3": "4"}).status_code == 303
        page = client.get(f"{bid}/check").text
        assert re.search("‘Open house’ is bought.*£100<", page)
        assert re.search("All lines together, which is what is scored:.*£140<", page)


def _approved(house: make.House, tender_id: uuid.UUID) -> Panel:
    """Two bids with prices for every line, up to the letters."""
    plain = make_bids.answered

    def answered(tender: Tender, marker: str = "", price: str = "") -> dict[str, Any]:
        dearer = int(price) - 600000  # by 1,000 from bid to bid
        lines = {"1": 1000, "2": 2000 + dearer, "3": 4000 + dearer}
        told = plain(tender, marker) | {"lines": {key: str(each) for key, each in lines.items()}}
        return {name: each for name, each in told.items() if name != "price"}

    bids = {"published_tender": lambda house: tender_id, "answered": answered}
    with patch.multiple(make_bids, **bids):
        return make_outcomes.released_tender(house, n=2)


def _award(lead: Client, made: Panel) -> None:
    """The award notice has each package’s price: which one is bought isn’t known yet."""
    text = lead.get(made.path("notice-text/award/notice.txt")).text
    assert "Package ‘At home’: £60,000, by the chosen bid; add VAT" in text
    assert "Package ‘Open house’: £100,000, by the chosen bid; add VAT" in text
    assert "£140,000" not in text
    typed = {"published_on": boxes(PUBLISHED)}
    assert lead.submit(made.path("award-notice"), typed).status_code == 303
