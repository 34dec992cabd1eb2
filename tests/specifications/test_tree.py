"""Headings over questions: one order, weights that add up, and what becomes public (R3, R4)."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask

from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.specifications import headings
from portal.specifications.facts import HeadingFacts
from portal.specifications.headings import arrange, put_heading
from portal.specifications.operations import remove, shift
from portal.specifications.problems import problems_of
from portal.specifications.queries import criteria_of, draft_of, headings_of
from portal.specifications.starting.outline import outline_of
from portal.specifications.tree import tree_of
from portal.specifications.versions.comparison import changes_between
from portal.specifications.versions.document import kept_document
from portal.tenders.models import Notice, Tender
from tests import make, make_specification
from tests.make import House


def _tender(house: House, tender_id: uuid.UUID) -> Tender:
    return db.session.get_one(Tender, (house.id, tender_id))


def _tree(house: House, tender_id: uuid.UUID) -> list[tuple[str, int, str]]:
    with tenant(house.id):
        draft = draft_of(_tender(house, tender_id))
        lines = tree_of(draft.headings, draft.criteria)
        return [(line.row.title, line.depth, f"{line.weight:f}") for line in lines]


def _write_headings(house: House, tender_id: uuid.UUID) -> None:
    lead = house.lead.actor
    with make.writing(house.id):
        tender = _tender(house, tender_id)
        first, second, _third = criteria_of(tender)
        put_heading(lead, tender, HeadingFacts("People", "People"), None, first.id)
        put_heading(lead, tender, HeadingFacts("Joy", "Joy", 2), None, second.id)
        put_heading(lead, tender, HeadingFacts("Later", "Later"))


def test_r3_a_heading_has_the_weights_of_what_stands_under_it(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    lead = house.lead.actor
    _write_headings(house, tender_id)
    assert _tree(house, tender_id) == [
        ("People", 0, "80"),
        ("Listening", 1, "30"),
        ("Joy", 1, "50"),
        ("Fun", 2, "20"),
        ("Safety", 2, "30"),
        ("Later", 0, "0"),
    ]
    with tenant(house.id), clock.at(make.START):
        found = [each.facts.get("title") for each in problems_of(_tender(house, tender_id))]
        assert "Later" in found
    with make.writing(house.id):
        tender = _tender(house, tender_id)
        shift(lead, tender, headings_of(tender)[2], -1)
    assert _tree(house, tender_id)[-2:] == [("Later", 0, "30"), ("Safety", 1, "30")]
    with make.writing(house.id):
        tender = _tender(house, tender_id)
        remove(lead, tender, headings_of(tender)[0])
    assert _tree(house, tender_id)[0] == ("Listening", 0, "30")


def test_lines_are_arranged_all_at_once_or_not_at_all(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    _write_headings(house, tender_id)
    with tenant(house.id):
        draft = draft_of(_tender(house, tender_id))
        ids = [line.row.id for line in tree_of(draft.headings, draft.criteria)]
    for wrong in (ids[1:], [*ids, ids[0]]):
        with pytest.raises(Refused), make.writing(house.id):
            arrange(house.lead.actor, _tender(house, tender_id), wrong)
    client = make.client_of(quick_app, house.lead)
    path = f"/ambleford/tenders/{tender_id}/specification"
    assert "People" in client.get(path).text
    answer = client.submit(f"{path}/order", {"order": " ".join(str(each) for each in ids[::-1])})
    assert answer.status_code == 303
    assert [title for title, _depth, _weight in _tree(house, tender_id)][:3] == [
        "Later",
        "Safety",
        "Fun",
    ]
    with tenant(house.id):
        assert [each.code for each in criteria_of(_tender(house, tender_id))] == ["Q3", "Q2", "Q1"]


def test_headings_and_weights_have_pages(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    client = make.client_of(quick_app, house.lead)
    path = f"/ambleford/tenders/{tender_id}/specification"
    with tenant(house.id):
        second = criteria_of(_tender(house, tender_id))[1].id
    typed = {"title": "Joy", "plain_title": "Joy", "level": "2", "before": str(second)}
    assert client.submit(f"{path}/headings/new", typed).status_code == 303
    with tenant(house.id):
        heading = headings_of(_tender(house, tender_id))[0]
        assert heading.level == 2
    page = client.get(f"{path}/headings/{heading.id}").text
    assert 'value="Joy"' in page
    assert (
        client.submit(f"{path}/headings/{heading.id}", typed | {"title": "Fun"}).status_code == 303
    )
    assert "Together 80" not in client.get(f"{path}/weights").text
    typed = {"weight_0": "35.5", "weight_1": "14.5", "weight_2": "30"}
    assert client.submit(f"{path}/weights", typed).status_code == 303
    assert "Together 50" not in client.get(path).text
    assert "Together 44.5" in client.get(path).text
    assert client.submit(f"{path}/weights", typed | {"weight_0": ""}).status_code == 200


def test_r3_r4_published_headings_stand_in_the_notice_and_in_what_changed(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    with tenant(house.id):
        before = kept_document(_tender(house, tender_id))
    _write_headings(house, tender_id)
    with make.writing(house.id), clock.at(make.START):
        tender = _tender(house, tender_id)
        remove(house.lead.actor, tender, headings_of(tender)[2])
    with tenant(house.id):
        now = kept_document(_tender(house, tender_id))
        came = [each for each in changes_between(before, now) if each.kind == "heading"]
        assert [(each.title, each.state) for each in came] == [("People", "came"), ("Joy", "came")]
        outline = outline_of(draft_of(_tender(house, tender_id)))
        assert [each["before"] for each in outline["headings"]] == ["Q1", "Q2"]
    with make.writing(house.id), clock.at(make.START):
        make_specification.publish(house.lead.actor, _tender(house, tender_id))
    with tenant(house.id):
        told = db.session.get_one(Notice, tender_id).document["specification"]["headings"]
        assert [(each["before"], each["weight"]) for each in told] == [("Q1", "80"), ("Q2", "50")]
    page = make.client_of(quick_app).get(f"/notices/{tender_id}").text
    assert page.index("People") < page.index("Q1 Listening") < page.index("Joy")
    with tenant(house.id), pytest.raises(Refused):
        headings.put_heading(house.lead.actor, _tender(house, tender_id), HeadingFacts("N", "N"))
