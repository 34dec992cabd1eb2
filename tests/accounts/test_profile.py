"""An organisation tells once what it is; each bid keeps it as it stood when it was submitted."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from jsonschema import Draft4Validator

from portal.accounts import profile
from portal.accounts.models import Provider
from portal.accounts.organisation import ending_insurances
from portal.bids.identity import profile_in
from portal.bids.names import telling_words
from portal.bids.queries import bids_of
from portal.core.database import db
from portal.outcomes.contracting.open_data import party_of
from portal.tenders.models import Tender
from tests import make, make_bids

TOLD = {
    "trading_names": "Tollerby Works\n\n Tollerby Works ",
    "company_number": "1234567",
    "charity_number": "sc012345",
    "size": "small",
    "vcse": "yes",
    "contact": "The office",
    "phone": "01632 960 001",
}
INSURED = {
    "public_insurer": "Hearth Mutual",
    "public_cover": "£5,000,000",
    "public_ends_on": ["31", "3", "2027"],
}
SCHEMA = Path(__file__).parents[1] / "outcomes" / "ocds" / "release-schema-1__1__4.json"


def test_r27_a_bid_keeps_the_profile_that_it_was_submitted_with(app: Flask) -> None:
    """Told once, shown before submitting, sealed with the bid, published of the winner alone."""
    house = make.house()
    tender_id = make_bids.published_tender(house)
    member = make.provider()
    client = make.client_of(app, member)
    assert "None of this" not in client.get("/provider").text
    wrong = client.submit("/provider/profile", TOLD | {"company_number": "12", "size": "giant"})
    assert "A company number has 8 characters" in wrong.text
    assert "Choose one of the answers on the page" in wrong.text
    assert client.submit("/provider/profile", TOLD).status_code == 303
    half = client.submit("/provider/insurances", INSURED | {"public_insurer": ""})
    assert "insurance: Enter with whom you are insured" in half.text
    assert client.submit("/provider/insurances", INSURED).status_code == 303
    page = client.get("/provider").text
    for words in ("01234567", "SC012345", "10 to 49 people", "£5,000,000", "31 March 2027"):
        assert words in page

    with make_bids.clock.at(make_bids.BEFORE), make.writing(house.id):
        tender = db.session.query(Tender).one()
        make_bids.bids.save_draft(member.actor, tender, make_bids.answered(tender))
    path = f"/ambleford/tenders/{tender_id}/bid"
    with make_bids.clock.at(make_bids.BEFORE):
        checked = client.get(f"{path}/check").text
        assert "Hearth Mutual" in checked
        assert "Public liability insurance ends on 31 March 2027" in checked
        client.submit(f"{path}/submit", {"confirm": "y"})
    client.submit("/provider/profile", TOLD | {"trading_names": "Another name"})
    make_bids.opened_bids(house, tender_id)
    with make.looking(house.id):
        kept = profile_in(bids_of(db.session.query(Tender).one())[0])
        provider = db.session.get_one(Provider, member.actor.provider_id)
        assert {"Another name", "SC012345"} <= set(telling_words(provider, ""))
    assert (kept["trading_names"], kept["is_vcse"]) == ("Tollerby Works", True)
    assert "Tollerby Works" in client.get(f"{path}/submitted").text

    party = party_of(kept)
    assert party["additionalIdentifiers"] == [
        {"scheme": "GB-COH", "id": "01234567"},
        {"scheme": "GB-SC", "id": "SC012345"},
    ]
    assert party["details"] == {"scale": "sme", "vcse": True}
    schema = json.loads(SCHEMA.read_text())
    judge = Draft4Validator(schema | {"$ref": "#/definitions/Organization"})
    assert list(judge.iter_errors(party)) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", ""), ("123456", "00123456"), ("sc 123456", "SC123456"), ("R1234567", "R1234567")]
    + [("12345", None), ("123456789", None), ("ABC12345", None)],
)
def test_a_company_number_is_kept_as_its_register_writes_it(typed: str, kept: str | None) -> None:
    assert profile.company_number(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1 234 567", "1234567"), ("1234567-2", "1234567-2"), ("nic100001", "NIC100001")]
    + [("12345", None), ("SC12", None)],
)
def test_a_charity_number_is_one_of_three_registers(typed: str, kept: str | None) -> None:
    assert profile.charity_number(typed) == kept


def test_an_insurance_that_ends_too_early_is_named() -> None:
    held = {"public": profile.Insurance("A", Decimal(1), date(2027, 3, 31)).told()}
    assert ending_insurances({"insurances": held}, date(2027, 3, 31)) == []
    assert len(ending_insurances({"insurances": held}, date(2027, 4, 1))) == 1
