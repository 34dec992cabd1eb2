"""Signing in, roles, passwords, invitations, organisations: as each person meets them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from portal.accounts.models import Invitation, Person, Provider, Role, SignIn
from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.mail import Mail
from portal.core.tenancy import INSTALLATION, tenant
from tests import make
from tests.client import Client


def sign_in(client: Client, account: str, password: str = make.PASSWORD) -> int:
    return client.submit("/sign-in", {"email": account, "password": password}).status_code


def test_a_person_signs_in_by_email_or_name_in_any_case_and_lands_on_another_page(
    app: Flask,
) -> None:
    lead = make.house().lead
    client = make.client_of(app)
    answer = client.submit("/sign-in", {"email": lead.account.upper(), "password": make.PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/home")
    assert lead.name in client.get("/home").text


def test_a_wrong_password_is_refused_beside_the_field_and_recorded_without_the_account(
    app: Flask,
) -> None:
    lead = make.house().lead
    client = make.client_of(app)
    answer = client.submit("/sign-in", {"email": lead.account, "password": "wrong"})
    assert answer.status_code == 200
    assert 'href="#password"' in answer.text
    assert f'value="{lead.account}"' in answer.text
    unknown = client.submit("/sign-in", {"email": "nobody@x.example", "password": "wrong"})
    assert "isn’t the right password" in unknown.text
    with tenant(INSTALLATION):
        events = db.session.scalars(select(Event).where(Event.name == "sign-in:refused")).all()
        assert len(events) == 2
        assert lead.account not in str([event.facts for event in events])


def test_ten_wrong_passwords_close_an_account_for_a_while_and_no_other(quick_app: Flask) -> None:
    house = make.house()
    client = make.client_of(quick_app)
    for _ in range(10):
        assert sign_in(client, house.lead.account, "wrong") == 200
    assert sign_in(client, house.lead.account) == 429
    assert sign_in(client, house.staff["approver"].account) == 303


def test_next_never_leads_away_from_here(quick_app: Flask) -> None:
    lead = make.house().lead
    elsewhere = ("https://evil.example/", "//evil.example", "/\\evil.example")
    for wanted in (*elsewhere, "/%09/evil.example", "/%0A/evil.example", "/sign-in?next=/roles"):
        client = make.client_of(quick_app)
        path = f"/sign-in?next={wanted}"
        answer = client.submit(path, {"email": lead.account, "password": make.PASSWORD})
        assert answer.headers["Location"] == "/home"


def test_a_character_that_no_database_keeps_is_no_failure(app: Flask) -> None:
    house = make.house()
    assert sign_in(make.client_of(app), "nobody\0") == 200
    lead = make.client_of(app, house.lead)
    asked = {"name": "Ada\0", "role": "auditor"}
    assert "Invitation made" in lead.submit(f"/{house.slug}/people/invite", asked).text
    assert lead.get("/a%00b/people").status_code == 404


def test_signing_out_ends_the_sign_in_itself(app: Flask) -> None:
    client = make.client_of(app, make.house().lead)
    with client.session_transaction() as session:
        cookie = session["_user_id"]
    assert client.submit("/sign-out", at="/home").status_code == 303
    stolen = make.client_of(app)
    with stolen.session_transaction() as session:
        session["_user_id"] = cookie
    assert stolen.get("/home").status_code == 302


def test_a_new_password_ends_all_other_sign_ins(app: Flask) -> None:
    lead = make.house().lead
    here, there = make.client_of(app, lead), make.client_of(app, lead)
    typed = {"password": make.PASSWORD, "new_password": "another long password"}
    assert here.submit("/password", typed).status_code == 303
    assert here.get("/home").status_code == 200
    assert there.get("/home").status_code == 302
    assert sign_in(make.client_of(app), lead.account) == 200
    assert sign_in(make.client_of(app), lead.account, "another long password") == 303


def test_a_lost_token_shows_the_form_again_with_what_was_typed(quick_app: Flask) -> None:
    client = make.client_of(quick_app, make.house().lead)
    answer = client.post("/ambleford/tenders/new", data={"title": "Typed with care"})
    assert answer.status_code == 200
    assert "Typed with care" in answer.text
    assert "couldn’t be sure" in answer.text


def test_one_person_switches_between_roles_in_two_authorities(app: Flask) -> None:
    ours, theirs = make.house("ambleford"), make.house("northmere")
    lead = ours.lead
    with make.writing(theirs.id):
        from portal.accounts.operations import grant_role
        from portal.core.authorisation import SYSTEM

        person = db.session.get_one(Person, lead.actor.person_id)
        role_id = grant_role(SYSTEM, person, "approver", theirs.id).id
    client = make.client_of(app, lead)
    assert "Ambleford Council" in client.get("/home").text
    assert client.submit("/roles", {"role": str(role_id)}).status_code == 303
    assert "Northmere Council" in client.get("/home").text
    strangers = theirs.lead.role_id
    assert client.submit("/roles", {"role": str(strangers)}).status_code == 404


def test_an_invitation_lets_one_person_in_once(app: Flask) -> None:
    house = make.house()
    client = make.client_of(app, house.lead)
    typed = {"name": "Nadia", "email": "nadia@new.example", "role": "approver"}
    page = client.submit("/ambleford/people/invite", typed)
    link = page.text.split("/invitations/")[1].split("<")[0].strip()
    with make.looking():
        mail = db.session.scalars(select(Mail)).one()
        assert link in mail.text
        assert link not in mail.body
        assert db.session.scalars(select(Invitation)).one().token_sha256 not in mail.text

    newcomer = make.client_of(app)
    joining = {"name": "Nadia", "email": "nadia@new.example", "new_password": "a good long one"}
    path = f"/invitations/{link}"
    assert newcomer.submit(path, joining).status_code == 303
    assert "Ambleford Council" in newcomer.get("/home").text
    assert "doesn’t work" in make.client_of(app).get(path).text
    with make.looking():
        assert link not in db.session.scalars(select(Mail)).one().text


def test_an_invitation_expires(quick_app: Flask) -> None:
    house = make.house()
    client = make.client_of(quick_app, house.lead)
    page = client.submit("/ambleford/people/invite", {"name": "N", "role": "auditor"})
    link = page.text.split("/invitations/")[1].split("<")[0].strip()
    with clock.at(clock.now() + timedelta(days=15)):
        assert "doesn’t work" in make.client_of(quick_app).get(f"/invitations/{link}").text


def test_a_role_that_is_ended_opens_nothing_from_the_next_page_on(app: Flask) -> None:
    house = make.house()
    approver = house.staff["approver"]
    client, theirs = make.client_of(app, house.lead), make.client_of(app, approver)
    assert "Ambleford" in theirs.get("/home").text
    assert client.submit(f"/ambleford/people/{approver.role_id}/end").status_code == 303
    assert "no role" in theirs.get("/home").text
    assert client.get(f"/ambleford/people/{house.lead.role_id}/end").status_code == 403


@pytest.mark.parametrize("typed", [{}, {"slug": "notices", "name": "N", "address": "a"}])
def test_only_the_operator_adds_authorities_and_never_with_a_reserved_name(
    quick_app: Flask, typed: dict[str, str]
) -> None:
    house = make.house()
    client = make.client_of(quick_app, make.operator())
    path = "/operator/authorities/new"
    assert client.submit(path, typed | {"contact": "a@b.example"}).status_code == 200
    good = {"slug": "southmere", "name": "S", "address": "1 Street", "contact": "a@b.example"}
    assert client.submit(path, good).status_code == 303
    assert make.client_of(quick_app, house.lead).get(path).status_code == 404


def test_an_organisation_registers_itself(app: Flask) -> None:
    client = make.client_of(app)
    typed = {
        "name": "Tollerby Trust",
        "identifier": "9901137",
        "address": "1 Castle Road",
        "organisation_email": "office@tollerby.example",
        "website": "",
        "person": "Eleanor",
        "email": "eleanor@tollerby.example",
        "new_password": "a good long one",
    }
    assert client.submit("/providers/register", typed).status_code == 303
    assert "Tollerby Trust" in client.get("/home").text
    with make.looking():
        assert db.session.scalars(select(Provider.name)).all() == ["Tollerby Trust"]
    again = make.client_of(app).submit("/providers/register", typed | {"email": "b@c.example"})
    assert 'href="#identifier"' in again.text
    with make.looking():
        assert db.session.query(Role).count() == 1
        assert db.session.query(SignIn).count() == 1


def test_whoever_does_nothing_for_two_hours_is_signed_out_and_led_back(quick_app: Flask) -> None:
    client = make.client_of(quick_app, make.house().lead)
    assert client.get("/home").status_code == 200
    with client.session_transaction() as session:
        session["seen"] -= 2 * 60 * 60 + 1
    answer = client.get("/roles")
    assert answer.headers["Location"] == "/sign-in?next=/roles"


def test_a_failing_database_still_gets_a_written_page(quick_app: Flask) -> None:
    client = make.client_of(quick_app, make.house().lead)
    quick_app.testing = False
    quick_app.config["PROPAGATE_EXCEPTIONS"] = False
    with make.writing():
        db.session.execute(text("drop table sign_in"))
    answer = client.get("/home")
    assert answer.status_code == 500
    assert "<h1" in answer.text
