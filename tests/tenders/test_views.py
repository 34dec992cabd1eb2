"""A lead starts a tender and mends its facts; nothing typed is lost."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from portal.core.database import db
from portal.core.tenancy import tenant
from portal.tenders.models import Tender
from tests import make

TYPED = {
    "title": "Support for young carers",
    "reference": "CYP-014",
    "description": "What is bought.",
    "plain_description": "Help.",
    "regime": "light_touch",
    "regime_reason": "Social services.",
    "deadline_day": ["12", "10", "2026"],
    "deadline_time": "12:00",
    "marking_ends_on": ["2", "11", "2026"],
}


def test_a_lead_starts_a_tender(app: Flask) -> None:
    house = make.house()
    client = make.client_of(app, house.lead)
    answer = client.submit("/ambleford/tenders/new", TYPED)
    assert answer.status_code == 303
    with tenant(house.id):
        tender = db.session.scalars(select(Tender)).one()
        assert tender.title == "Support for young carers"
        assert tender.deadline_at is not None
        assert tender.deadline_at.isoformat() == "2026-10-12T11:00:00+00:00"
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_day_before_the_one_above_it_is_refused_beside_its_field(app: Flask) -> None:
    house = make.house()
    client = make.client_of(app, house.lead)
    typed = TYPED | {"marking_ends_on": ["1", "10", "2026"]}
    answer = client.submit("/ambleford/tenders/new", typed)
    assert answer.status_code == 200
    assert 'href="#marking_ends_on' in answer.text
    assert 'value="CYP-014"' in answer.text
    with tenant(house.id):
        assert db.session.scalars(select(Tender)).all() == []


def test_only_a_lead_of_the_authority_starts_one(quick_app: Flask) -> None:
    house, other = make.house(), make.house("northmere")
    for human in (*list(house.staff.values())[1:], other.lead):
        assert make.client_of(quick_app, human).get("/ambleford/tenders/new").status_code == 404
