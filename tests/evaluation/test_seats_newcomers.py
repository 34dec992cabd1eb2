"""Seats for people who are new: nobody but they ever know their password."""

from __future__ import annotations

import re
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from portal.accounts.models import EVALUATOR, PARTICIPATION, Invitation, Person, Role
from portal.accounts.operations import settle_seats
from portal.audit.journal import record
from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.mail import Mail
from portal.core.tenancy import tenant
from portal.evaluation.models import Seat
from portal.evaluation.queries import seat_of
from portal.tenders.models import Tender
from tests import make, make_evaluation
from tests.client import Client
from tests.make_evaluation import Marking

LINK = re.compile(r"/invitations/[a-z2-9-]+")
NEW = {"new_password": "kettle penguin moon"}
SAM = {"group": "young", "account": "sam.h", "name": "Sam H"}
JO = {"group": "professional", "account": "jo@council.example", "name": "Jo"}


def _seated(app: Flask, made: Marking, typed: dict[str, str]) -> str:
    """What the lead sees when the seat is given."""
    lead = make.client_of(app, made.house.lead)
    answer = lead.submit(f"{made.path}/seats/new", typed)
    return answer.text if answer.status_code == 200 else lead.get(f"{made.path}/seats").text


def _link(text: str) -> str:
    found = LINK.search(text)
    assert found, text
    return found[0]


def _mailed() -> str:
    with make.looking():
        return db.session.scalars(select(Mail)).one().text


def _signs_in(app: Flask, account: str, password: str) -> Client | None:
    client = make.client_of(app)
    answer = client.submit("/sign-in", {"email": account, "password": password})
    return client if answer.status_code == 303 else None


def test_somebody_without_an_email_gets_a_link_by_hand_and_chooses_a_password(app: Flask) -> None:
    made = make_evaluation.opened_tender(bids=1)
    page = _seated(app, made, SAM)
    assert "Hand this over to Sam H" in page
    link = _link(page)
    lead = make.client_of(app, made.house.lead)
    assert "Has not signed in yet" in lead.get(f"{made.path}/seats").text
    with tenant(made.house.id):
        seat = db.session.scalars(select(Seat)).one()
        role = db.session.scalars(select(Role).where(Role.person_id == seat.person_id)).one()
        assert (role.name, role.kind, role.tender_id) == (EVALUATOR, "young", made.id)
        assert len(seat.criteria) == 2
        assert db.session.get_one(Person, seat.person_id).password_hash is None
        assert db.session.scalars(select(Invitation)).one().token_sha256 not in page
    sam = make.client_of(app)
    assert "sam.h" in sam.get(link).text
    answer = sam.submit(link.upper().replace("/INVITATIONS", "/invitations"), NEW)
    assert (answer.status_code, answer.location) == (303, made.path + "/")
    assert sam.get(f"{made.path}/marking").status_code == 200
    assert _signs_in(app, "sam.h", NEW["new_password"])
    assert "doesn’t work" in make.client_of(app).get(link).text
    assert "Has not signed in yet" not in lead.get(f"{made.path}/seats").text
    with tenant(made.house.id):
        names = set(db.session.scalars(select(Event.name).where(Event.log_id == made.id)))
        assert {"link:made", "link:used"} <= names


def test_nobody_signs_in_before_a_password_is_chosen(quick_app: Flask) -> None:
    made = make_evaluation.opened_tender(bids=1)
    _seated(quick_app, made, SAM)
    for tried in ("None", "sam.h", "kettle penguin moon"):
        assert _signs_in(quick_app, "sam.h", tried) is None


def test_a_poor_password_is_refused_and_the_link_still_works(quick_app: Flask) -> None:
    made = make_evaluation.opened_tender(bids=1)
    link = _link(_seated(quick_app, made, SAM))
    sam = make.client_of(quick_app)
    assert 'href="#new_password"' in sam.submit(link, {"new_password": "short"}).text
    assert sam.submit(link, NEW).status_code == 303


def test_somebody_with_an_email_gets_the_link_there_and_the_lead_never_sees_it(
    quick_app: Flask,
) -> None:
    made = make_evaluation.opened_tender(bids=1)
    page = _seated(quick_app, made, JO)
    assert "sending a link to jo@council.example" in page
    assert not LINK.search(page)
    jo = make.client_of(quick_app)
    assert jo.submit(_link(_mailed()), NEW).status_code == 303
    assert not LINK.search(_mailed())


def test_a_new_link_ends_the_old_one_and_its_use_ends_other_sign_ins(app: Flask) -> None:
    made = make_evaluation.opened_tender(bids=1)
    first = _link(_seated(app, made, SAM))
    sam = make.client_of(app)
    sam.submit(first, NEW)
    with tenant(made.house.id):
        path = f"{made.path}/seats/{db.session.scalars(select(Seat.id)).one()}/link"
    carer = make.client_of(app, made.house.staff[PARTICIPATION])
    second = _link(carer.submit(path).text)
    third = _link(make.client_of(app, made.house.lead).submit(path).text)
    assert sam.get("/home").status_code == 200
    assert "doesn’t work" in make.client_of(app).get(second).text
    there = make.client_of(app)
    assert there.submit(third, {"new_password": "lemon badger kite"}).status_code == 303
    assert sam.get("/home").status_code == 302
    assert _signs_in(app, "sam.h", NEW["new_password"]) is None
    assert _signs_in(app, "sam.h", "lemon badger kite")


def test_a_link_expires_and_stands_in_no_mail_after_that(quick_app: Flask) -> None:
    made = make_evaluation.opened_tender(bids=1)
    _seated(quick_app, made, JO)
    link = _link(_mailed())
    with clock.at(clock.now() + timedelta(days=15)):
        assert "doesn’t work" in make.client_of(quick_app).get(link).text
        made_later = make_evaluation.opened_tender(make.house("northmere"), bids=1)
        _seated(quick_app, made_later, JO | {"account": "al@council.example"})
    with make.looking():
        old = db.session.scalars(select(Mail).where(Mail.to == "jo@council.example")).one()
        assert not LINK.search(old.text)


def test_a_lead_gets_no_link_to_what_is_somebody_elses(quick_app: Flask) -> None:
    """A link opens all that its person may do: also what another authority gave them."""
    made = make_evaluation.opened_tender(bids=1)
    other = make_evaluation.opened_tender(make.house("northmere"), bids=1)
    make.client_of(quick_app).submit(_link(_seated(quick_app, other, SAM)), NEW)
    assert not LINK.search(_seated(quick_app, made, SAM))
    with tenant(made.house.id):
        path = f"{made.path}/seats/{db.session.scalars(select(Seat.id)).one()}/link"
    page = make.client_of(quick_app, made.house.lead).submit(path)
    assert "also signs in to Evenhand for something else" in page.text
    assert not LINK.search(page.text)


def test_who_sits_on_a_panel_gets_no_other_role_until_the_letters_are_out(app: Flask) -> None:
    """R10: invited by a lead they are refused at once, by anybody else when they take it up."""
    made = make_evaluation.seated_tender(bids=1, professional=1, young=1)
    sits = made.evaluators["professional"][0]
    asked = {"name": sits.name, "email": sits.account, "role": "approver"}
    lead = make.client_of(app, made.house.lead)
    page = lead.submit(f"/{made.house.slug}/people/invite", asked)
    assert 'href="#email"' in page.text
    unknown = lead.submit(f"/{made.house.slug}/people/invite", asked | {"email": ""})
    link = _link(unknown.text)
    theirs = make.client_of(app, sits)
    assert "You hold a seat on a panel" in theirs.submit(link).text
    with made.writing() as tender:
        settle_seats(tender.id)
        record("letters:released", made.house.lead.actor, tender.id, letters=0)
    assert theirs.submit(link).status_code == 303
    assert "Approver" in theirs.get("/roles").text


def test_an_operator_learns_nothing_of_panels(quick_app: Flask) -> None:
    """R18: who sits on one is known to its own authority's leads alone."""
    made = make_evaluation.seated_tender(bids=1, professional=1, young=0)
    sits = made.evaluators["professional"][0]
    operator = make.client_of(quick_app, make.operator())
    asked = {"name": sits.name, "email": sits.account, "role": "procurement_lead"}
    path = f"/operator/authorities/{made.house.slug}/lead"
    assert "Invitation made" in operator.submit(path, asked).text
    with tenant(made.house.id):
        assert seat_of(sits.actor, db.session.get_one(Tender, (made.house.id, made.id)))
