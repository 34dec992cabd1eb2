"""Who forgot their password gets back in by their own e-mail, and nobody learns who is here."""

from __future__ import annotations

import re
from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from portal.accounts.models import PasswordLink, SignIn
from portal.accounts.operations import create_person
from portal.audit.journal import record_for_installation
from portal.audit.models import Event
from portal.core import clock
from portal.core.authorisation import SYSTEM
from portal.core.database import db
from portal.core.mail import Mail
from portal.core.tenancy import INSTALLATION, tenant
from tests import make
from tests.client import Client

NEW = "a kettle for nine"


def ask_and_read(client: Client, account: str) -> str:
    """The way in the mail that came of asking."""
    assert client.submit("/forgotten-password", {"email": account}).status_code == 303
    newest = select(Mail).order_by(Mail.created_at.desc(), Mail.link.is_(None))
    mail = db.session.scalars(newest).first()
    assert mail is not None
    found = re.search(r"http\S+", mail.text)
    assert found, mail.text
    db.session.rollback()
    return "/new-password/" + found[0].rpartition("/")[2]


def test_a_link_by_mail_gives_a_new_password_once(quick_app: Flask) -> None:
    lead = make.house().lead
    client, elsewhere = make.client_of(quick_app), make.client_of(quick_app, lead)
    way = ask_and_read(client, lead.account.upper())
    assert "10 characters or more" in client.submit(way, {"new_password": "short"}).text
    assert client.submit(way, {"new_password": NEW}).headers["Location"] == "/sign-in"
    assert "Your password is changed" in client.get("/sign-in").text
    for password, status in ((make.PASSWORD, 200), (NEW, 303)):
        tried = {"email": lead.account, "password": password}
        assert client.submit("/sign-in", tried).status_code == status
    assert elsewhere.get("/home").status_code == 302, "signed out everywhere else"
    assert "Ask for a new link" in client.get(way).text
    told = [mail.subject for mail in db.session.scalars(select(Mail))]
    assert "Your password for Evenhand was changed" in told
    assert not db.session.scalars(select(Mail.link).where(Mail.link.is_not(None))).all()
    with tenant(INSTALLATION):
        asked = db.session.scalars(select(Event).where(Event.name == "password:forgotten")).one()
        assert lead.account not in str(asked.facts)


def test_a_link_ends_after_an_hour_and_when_a_new_one_is_asked_for(quick_app: Flask) -> None:
    lead = make.house().lead
    client = make.client_of(quick_app)
    first, second = (ask_and_read(client, lead.account) for _ in range(2))
    assert "Ask for a new link" in client.get(first).text
    assert "Choose a new password" in client.get(second).text
    with clock.at(clock.now() + timedelta(minutes=61)):
        assert "Ask for a new link" in client.get(second).text
    assert "Ask for a new link" in client.get("/new-password/nothing").text


def test_the_answer_is_the_same_whether_somebody_is_there_or_not(quick_app: Flask) -> None:
    house = make.house()
    client = make.client_of(quick_app)
    pages = set()
    for account in (house.lead.account, "nobody@x.example"):
        answer = client.submit("/forgotten-password", {"email": account})
        pages.add((answer.status_code, answer.headers["Location"]))
    assert len(pages) == 1
    assert db.session.scalar(select(func.count()).select_from(PasswordLink)) == 1
    wrong = client.submit("/forgotten-password", {"email": "no address"})
    assert wrong.status_code == 200
    assert 'value="no address"' in wrong.text


def test_who_signs_in_with_a_name_asks_whoever_gave_them_their_place(quick_app: Flask) -> None:
    with make.writing():
        news_go_to = "ottilie@home.example"
        person = create_person("Ottilie", "otter-maple-31", None, news_go_to)
        db.session.flush()
        record_for_installation("person:added", SYSTEM, person=person.id)
    client = make.client_of(quick_app)
    client.submit("/forgotten-password", {"email": news_go_to})
    assert db.session.scalars(select(PasswordLink)).all() == []
    assert "Ask whoever gave you your place" in client.get("/forgotten-password").text


def test_a_mailbox_is_asked_at_most_five_times_an_hour(quick_app: Flask) -> None:
    lead = make.house().lead
    client = make.client_of(quick_app)
    for _ in range(5):
        assert client.submit("/forgotten-password", {"email": lead.account}).status_code == 303
    assert client.submit("/forgotten-password", {"email": lead.account}).status_code == 429
    assert db.session.scalars(select(SignIn)).all() == []
