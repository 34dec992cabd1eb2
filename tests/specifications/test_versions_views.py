"""A lead keeps versions; the buying side reads and compares them (P10)."""

from __future__ import annotations

import uuid
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask

from portal.core.database import db
from portal.specifications import operations as act
from portal.specifications.facts import GateFacts, PriceFacts, RuleFacts, SectionFacts
from portal.specifications.queries import criteria_of, draft_of, gates_of, sections_of
from portal.specifications.versions.operations import keep_version
from portal.tenders.models import Tender
from tests import make, make_specification
from tests.make import House
from tests.statements import statements_at


@pytest.fixture
def house(quick_app: Flask) -> House:
    """An authority."""
    return make.house()


def _path(house: House, tender_id: uuid.UUID, rest: str = "") -> str:
    return f"/{house.slug}/tenders/{tender_id}/versions{rest}"


def _keep(house: House, tender_id: uuid.UUID, times: int = 1) -> None:
    for number in range(times):
        with make.writing(house.id):
            tender = db.session.get_one(Tender, (house.id, tender_id))
            keep_version(house.lead.actor, tender, f"Reason {number + 1}")


def _change_all(house: House, tender_id: uuid.UUID) -> None:
    """Change something of every kind."""
    with make.writing(house.id):
        lead, tender = house.lead.actor, db.session.get_one(Tender, (house.id, tender_id))
        draft = draft_of(tender)
        first, scale = criteria_of(tender)[0], draft.scales[0]
        facts = make_specification.criterion(scale, "Q1", "Hearing", 20, {})
        combined = replace(facts, minimum_mark=Decimal(2), minimum_of="combined")
        act.put_criterion(lead, tender, replace(combined, group_mark="median"), first)
        act.remove(lead, tender, gates_of(tender)[0])
        act.write_section(lead, tender, SectionFacts("How", "One <b>\n\ntwo", "1\n\n2"))
        act.name_section(lead, tender, "Who it is for", sections_of(tender)[0])
        act.put_price(lead, tender, PriceFacts("fixed", price_covers="All."))
        act.put_rules(lead, tender, RuleFacts(0, "down", "others", Decimal(40)))
        act.put_tie_breaks(lead, tender, [])
        act.put_gate(lead, tender, GateFacts("G2", "References", "", "Who knows you?", ""))


def test_a_lead_keeps_a_version_with_a_reason_and_reads_it_again(
    quick_app: Flask, house: House
) -> None:
    tender_id = make_specification.ready_tender(house)
    lead = make.client_of(quick_app, house.lead)
    assert "No version is kept yet" in lead.get(_path(house, tender_id)).text
    refused = lead.submit(_path(house, tender_id, "/keep"), {"why": " "})
    assert 'href="#why"' in refused.text
    answer = lead.submit(_path(house, tender_id, "/keep"), {"why": "Before the second round"})
    assert answer.status_code == 303
    auditor = make.client_of(quick_app, house.staff["auditor"])
    listed = auditor.get(_path(house, tender_id)).text
    assert "Before the second round" in listed
    assert house.lead.name in listed
    assert "Keep a version" not in listed
    assert "Young carers." in auditor.get(_path(house, tender_id, "/1")).text
    assert "You." in auditor.get(_path(house, tender_id, "/1?words=plain")).text
    assert auditor.get(_path(house, tender_id, "/2")).status_code == 404
    assert auditor.get(_path(house, tender_id, "/keep")).status_code == 404


def test_a_version_of_an_unfinished_draft_is_read_as_it_stood(
    quick_app: Flask, house: House
) -> None:
    tender_id = make.tender(house)
    _keep(house, tender_id)
    page = make.client_of(quick_app, house.lead).get(_path(house, tender_id, "/1")).text
    assert "Nobody has said yet whether price counts." in page
    assert "Bids give no price." not in page


def test_every_kind_of_change_can_be_read(quick_app: Flask, house: House) -> None:
    tender_id = make_specification.ready_tender(house)
    _keep(house, tender_id)
    _change_all(house, tender_id)
    client = make.client_of(quick_app, house.staff["approver"])
    page = client.get(_path(house, tender_id, "/compare?from=1")).text
    for words in (
        "What changed from version 1 to now",
        "Its weight is 20 of 100 marks. It was 30.",
        "‘Professionals’ don’t mark it any more.",
        "has to be 2 or more",
        "There is no least mark.",
        "Section ‘How’",
        "One &lt;b&gt;",
        "It is called ‘Who it is for’. It was ‘Who’.",
        "Pass or fail question ‘G1 Insurance’",
        "The budget is fixed, so price isn’t scored.",
        "A bid with less than 40% of the quality marks is out.",
        "They share the place.",
        "taken out:",
    ):
        assert words in page, words
    back = client.get(_path(house, tender_id, "/compare?from=now&to=1")).text
    assert "Pass or fail question ‘G2 References’" in back
    same = client.get(_path(house, tender_id, "/compare?from=1&to=1")).text
    assert "Nothing changed" in same


def test_what_isnt_a_version_isnt_there(quick_app: Flask, house: House) -> None:
    tender_id = make_specification.ready_tender(house)
    client = make.client_of(quick_app, house.lead)
    for odd in ("7", "-1", "x", "9" * 40, "¹", ""):
        assert client.get(_path(house, tender_id, f"/compare?from={odd}")).status_code == 404, odd


def test_pages_ask_as_often_for_two_versions_as_for_twenty(quick_app: Flask) -> None:
    counts = []
    for number in (2, 20):
        house = make.house(f"council-{number}")
        tender_id = make_specification.ready_tender(house)
        _keep(house, tender_id, number)
        client = make.client_of(quick_app, house.lead)
        paths = [_path(house, tender_id), _path(house, tender_id, "/compare?from=1&to=2")]
        for path in paths:
            client.get(path)
        counts.append([statements_at(client, path) for path in paths])
    assert counts[0] == counts[1]
