"""An authority keeps what letters and notices name it by; what is out stays as it was."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from portal.audit.models import Event
from portal.core.database import db
from portal.record.retention import retention_of
from portal.tenders.models import Tender
from tests import make
from tests.make_specification import published_tender

MONTHS = {"next_cycle_months": "18"}
NEW = {
    "name": "Ambleford and Vale Council",
    "address": "2 Mill Lane",
    "contact": "ask@a.example",
    "reach": "0113 496 0000 from 9 to 5",
    "complaints": "Write to the monitoring officer.",
}


def test_a_lead_changes_its_name_address_and_contact_and_the_record_says_which(app: Flask) -> None:
    house = make.house()
    client = make.client_of(app, house.lead)
    path = f"/{house.slug}/settings/details"
    assert "Ambleford Council" in client.get(path).text
    answer = client.submit(path, NEW)
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "Saved" in page
    assert all(value in page for value in NEW.values())
    client.submit(path, NEW)
    with make.looking(house.id):
        wanted = select(Event.facts).where(Event.name == "authority:changed")
        assert [each["fields"] for each in db.session.scalars(wanted)] == [[*NEW]]


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_saved(quick_app: Flask) -> None:
    house = make.house()
    client = make.client_of(quick_app, house.lead)
    page = client.submit(f"/{house.slug}/settings/details", NEW | {"name": " ", "contact": "ask"})
    assert "Enter the name of the authority" in page.text
    assert "Enter an email address, like name@example.com" in page.text
    assert "2 Mill Lane" in page.text
    assert "Ambleford Council" in client.get(f"/{house.slug}/settings").text


def test_r19_r26_numbers_go_up_alone_and_a_published_tender_keeps_its_own(app: Flask) -> None:
    house = make.house()
    out = published_tender(house)
    draft = make.tender(house, title="Still being written")
    client, path = make.client_of(app, house.lead), f"/{house.slug}/settings/numbers"
    assert "can’t be below 5" in client.get(path).text
    wrong = client.submit(
        path, {"least_shown": "4", "kept_years": "2", "next_cycle_months": "18"}
    ).text
    assert "Enter a whole number from 5 to 30" in wrong
    assert "Enter a whole number from 3 to 50" in wrong
    assert (
        client.submit(
            path, {"least_shown": "10", "kept_years": "6", "next_cycle_months": "18"}
        ).status_code
        == 303
    )
    with make.looking(house.id):
        wanted = select(Event.facts).where(Event.name == "authority:number-set")
        assert sorted(each["value"] for each in db.session.scalars(wanted)) == [6, 10]
        least = {each.id: each.least_shown for each in db.session.scalars(select(Tender))}
        assert least == {out: 5, draft: 10}
        assert retention_of(db.session.get_one(Tender, (house.id, draft))).years == 6
    assert "fewer than 5 people gave" in make.client_of(app).get(f"/notices/{out}").text
    with pytest.raises(DatabaseError, match="least_shown stays as it is"), make.writing(house.id):
        db.session.get_one(Tender, (house.id, out)).least_shown = 10
        db.session.flush()
