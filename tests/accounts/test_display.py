"""How this looks: kept for each person, worn by every page, and the language that is offered."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION, Display
from portal.audit.models import Event
from portal.core.database import db
from portal.core.look import Look, look_of
from portal.core.tenancy import INSTALLATION, tenant
from portal.core.web import reads_plain
from portal.record.erasure.operations import erase
from tests import make
from tests.client import Client

PAGE = "/how-this-looks"
LARGEST = {"size": "largest", "spacing": "wide", "words": "plain"}
WORN = "text-largest space-wide"


def test_what_a_person_chose_is_on_every_page_and_on_every_device(quick_app: Flask) -> None:
    lead = make.house().lead
    client = make.client_of(quick_app, lead)
    assert WORN not in client.get("/home").text
    assert client.submit(PAGE, LARGEST).status_code == 303
    assert WORN in client.get("/roles").text
    assert WORN in make.client_of(quick_app, lead).get("/home").text


def test_nothing_of_it_stays_on_the_device_of_who_is_signed_in(quick_app: Flask) -> None:
    client = make.client_of(quick_app, make.house().lead)
    client.submit(PAGE, LARGEST)
    with client.session_transaction() as session:
        assert "look" not in session
        assert not session.permanent
    client.submit("/sign-out", at="/home")
    assert WORN not in client.get("/sign-in").text


def test_a_visitor_keeps_a_look_until_the_browser_closes_and_takes_it_in(quick_app: Flask) -> None:
    lead = make.house().lead
    client = make.client_of(quick_app)
    answer = client.submit(PAGE, LARGEST)
    assert "Expires" not in answer.headers["Set-Cookie"]
    assert WORN in client.get("/sign-in").text
    client.submit("/sign-in", {"email": lead.account, "password": make.PASSWORD})
    assert WORN in client.get("/home").text
    assert db.session.scalars(select(Display)).all() == []


def test_the_page_leads_back_to_where_somebody_was(quick_app: Flask) -> None:
    client = make.client_of(quick_app, make.house().lead)
    answer = client.submit(PAGE, LARGEST | {"back": "http://localhost/roles"})
    assert answer.headers["Location"] == "/roles"
    assert "Saved. This is how pages look now." in client.get("/roles").text


@pytest.mark.parametrize("back", ["//bad.example/x", "https://bad.example/", "/no/such/page", "x"])
def test_it_leads_to_no_page_that_isnt_ours(quick_app: Flask, back: str) -> None:
    client = make.client_of(quick_app, make.house().lead)
    assert client.submit(PAGE, LARGEST | {"back": back}).headers["Location"] == "/home"


def test_each_choice_must_be_one_of_the_pages_own(quick_app: Flask) -> None:
    client = make.client_of(quick_app, make.house().lead)
    answer = client.submit(PAGE, LARGEST | {"size": "9em"})
    assert answer.status_code == 200
    assert "Choose one of the answers on the page" in answer.text
    assert "9em" not in client.get("/home").text
    assert look_of({"size": "9em", "spacing": "wide"}) == Look(spacing="wide")
    assert look_of("nonsense") == Look()


def test_every_page_has_it_one_tap_away(quick_app: Flask) -> None:
    lead = make.house().lead
    for page in ("/", "/sign-in", "/join", "/notices", "/no-such-page"):
        assert f'href="{PAGE}"' in make.client_of(quick_app).get(page).text, page
    assert f'href="{PAGE}"' in make.client_of(quick_app, lead).get("/home").text


def test_words_follow_the_person_and_never_the_role(quick_app: Flask) -> None:
    """All begin with plain words; whoever chose standard ones reads those."""
    house = make.house()
    with quick_app.test_request_context():
        assert reads_plain()
    for words, is_plain in (("standard", False), ("plain", True)):
        client = make.client_of(quick_app, house.lead)
        client.submit(PAGE, LARGEST | {"words": words})
        page = client.get(PAGE).text
        assert ('value="plain" checked' in page) is is_plain
        assert ('value="standard" checked' in page) is not is_plain


def test_welsh_is_off_until_an_authority_offers_it(quick_app: Flask) -> None:
    house = make.house()
    participation = make.client_of(quick_app, house.staff[PARTICIPATION])
    assert "Cymraeg" not in participation.get(PAGE).text
    participation.submit(PAGE, LARGEST | {"language": "cy"})
    assert '<html lang="en"' in participation.get("/home").text
    path = f"/{house.slug}/languages"
    assert participation.submit(path, {"welsh": "yes"}).status_code == 303
    assert "Cymraeg" in participation.get(PAGE).text
    assert '<html lang="en"' in participation.get("/home").text
    participation.submit(PAGE, LARGEST | {"language": "cy"})
    page = participation.get("/home").text
    assert '<html lang="cy"' in page
    assert "draft-note" in page
    participation.submit(path, {"welsh": "no"})
    assert '<html lang="en"' in participation.get("/home").text


def test_offering_a_language_is_in_the_authoritys_record_once(quick_app: Flask) -> None:
    house = make.house()
    client = make.client_of(quick_app, house.lead)
    for _ in range(2):
        client.submit(f"/{house.slug}/languages", {"welsh": "yes"})
    with make.looking(house.id):
        found = select(Event).where(Event.name == "authority:language")
        events = [event.facts for event in db.session.scalars(found)]
    assert events == [{"language": "cy", "is_offered": True}]


def test_how_pages_look_is_in_no_record(app: Flask) -> None:
    lead = make.house().lead
    client = make.client_of(app, lead)
    client.submit(PAGE, LARGEST)
    client.submit(PAGE, LARGEST | {"size": "large"})
    with make.looking():
        rows = [(row.person_id, row.size) for row in db.session.scalars(select(Display))]
        events = [event.facts for event in _events()]
    assert rows == [(lead.actor.person_id, "large")]
    assert "largest" not in str(events)


def _events() -> list[Event]:
    with tenant(INSTALLATION):
        return list(db.session.scalars(select(Event)))


def test_a_person_is_told_what_is_kept_and_it_goes_with_them(quick_app: Flask) -> None:
    house = make.house()
    lead = house.lead
    client: Client = make.client_of(quick_app, lead)
    assert "How you want pages to look" not in client.get("/about-me").text
    client.submit(PAGE, LARGEST)
    assert "How you want pages to look" in client.get("/about-me").text
    assert lead.actor.person_id
    erase(house.staff[PARTICIPATION].actor, lead.actor.person_id, "retention")
    assert db.session.scalars(select(Display)).all() == []
