"""An authority keeps what letters and notices name it by; what is out stays as it was."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from portal.audit.models import Event
from portal.core.database import db
from tests import make

NEW = {"name": "Ambleford and Vale Council", "address": "2 Mill Lane", "contact": "ask@a.example"}


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
