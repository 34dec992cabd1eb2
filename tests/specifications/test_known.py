"""Insights are linked to the parts of a tender that they shaped, and show where they went (P4)."""

from __future__ import annotations

from flask import Flask

from portal.core import clock
from portal.core.database import db
from portal.participation.insights.queries import uses_in
from portal.specifications.queries import criteria_of, sections_of
from portal.tenders.models import Tender
from tests import make
from tests.make_specification import published_tender, ready_tender
from tests.participation.test_insights import entered, facts, path
from tests.statements import statements_at


def test_a_lead_links_an_insight_to_parts_and_takes_one_away(app: Flask) -> None:
    house = make.house()
    tender_id = ready_tender(house)
    (insight,) = entered(house, facts("Young carers want somebody who listens."))
    with make.looking(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        section, criterion = sections_of(tender)[0].id, criteria_of(tender)[0].id
    client = make.client_of(app, house.staff["participation_lead"])
    known = path(house, f"tenders/{tender_id}/known")
    assert "Young carers want somebody who listens." in client.get(known).text
    both = {"parts": [str(section), str(criterion)]}
    assert client.submit(f"{known}/{insight}", both).status_code == 303
    assert client.submit(f"{known}/{insight}", {"parts": [str(criterion)]}).status_code == 303
    with make.looking(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        assert list(uses_in(tender)) == [criterion]
    assert "Q1 Listening" in client.get(path(house, f"insights/{insight}")).text


def test_links_stand_from_publication_on(quick_app: Flask) -> None:
    house = make.house()
    tender_id = published_tender(house)
    (insight,) = entered(house, facts())
    client = make.client_of(quick_app, house.lead)
    known = path(house, f"tenders/{tender_id}/known")
    with clock.at(make.START):
        assert client.get(f"{known}/{insight}").status_code == 403
        assert "Say what it shaped" not in client.get(known).text


def test_what_fits_takes_a_fixed_number_of_queries(quick_app: Flask) -> None:
    house = make.house()
    tender_id = ready_tender(house)
    entered(house, facts("A carer said so."))
    client = make.client_of(quick_app, house.lead)
    page = path(house, f"tenders/{tender_id}/known?q=carer")
    client.get(page)
    few = statements_at(client, page)
    entered(house, *(facts(f"Carer number {n}") for n in range(9)))
    assert statements_at(client, page) == few
