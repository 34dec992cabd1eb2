"""What the leads do before marking, and what evaluators declare, as pages."""

from __future__ import annotations

import re

from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION, Person
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models import GateConfirmation, Seat, Sheet
from portal.evaluation.queries import seat_of
from tests import make, make_evaluation
from tests.client import Client, trail_of
from tests.make_bids import label_of
from tests.make_evaluation import Marking
from tests.shelf import Prepared


def _lead(app: Flask, made: Marking) -> Client:
    return make.client_of(app, made.house.lead)


def test_the_lead_confirms_each_gate_by_label_and_a_change_is_a_new_version(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.opened_tender, bids=1)
    lead = _lead(quick_app, made)
    page = lead.get(f"{made.path}/gates")
    assert "Not confirmed yet" in page.text
    path = re.search(rf"{made.path}/gates/\w+/G1", page.text)
    assert path
    assert "Yes, for G1." in lead.get(path[0]).text
    wrong = lead.submit(path[0], {"passed": "yes"})
    assert 'href="#reason"' in wrong.text
    lead.submit(path[0], {"passed": "yes", "reason": "The certificate is there."})
    lead.submit(path[0], {"passed": "no", "reason": "It ended in May."})
    assert "Fails" in lead.get(f"{made.path}/gates").text
    with tenant(made.house.id):
        rows = db.session.scalars(select(GateConfirmation).order_by(GateConfirmation.version)).all()
        assert [(row.version, row.passed) for row in rows] == [(1, True), (2, False)]


def test_an_unknown_account_without_a_name_says_what_to_do(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.opened_tender, bids=1)
    typed = {"group": "professional", "account": "jo@council.example"}
    page = _lead(quick_app, made).submit(f"{made.path}/seats/new", typed)
    assert 'href="#name"' in page.text
    assert 'value="jo@council.example"' in page.text


def test_who_sees_prices_or_approves_holds_no_seat(quick_app: Flask, prepared: Prepared) -> None:
    """R10, R20: nor somebody who belongs to a provider."""
    made = prepared(make_evaluation.opened_tender, bids=1)
    lead = _lead(quick_app, made)
    for human in [*made.house.staff.values(), made.bidders[0]]:
        typed = {"group": "professional", "account": human.account}
        page = lead.submit(f"{made.path}/seats/new", typed)
        assert 'href="#account"' in page.text, human.name
    with tenant(made.house.id):
        assert db.session.scalars(select(Seat)).all() == []


def test_a_group_marks_its_own_criteria_alone(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(make_evaluation.opened_tender, bids=1)
    typed = {"group": "professional", "account": "jo.b", "name": "Jo", "criteria": ["Q1", "Q2"]}
    page = _lead(quick_app, made).submit(f"{made.path}/seats/new", typed)
    assert "at least one criterion" in page.text
    with make.writing():
        assert db.session.scalars(select(Person).where(Person.sign_in_name == "jo.b")).all() == []


def test_an_evaluator_declares_against_names_and_the_participation_lead_decides(
    postgres_app: Flask,
) -> None:
    """R16: both questions for every name; a link needs words; the lead never learns of whom."""
    made = make_evaluation.seated_tender(bids=2)
    young = made.evaluators["young"][0]
    client = make.client_of(postgres_app, young)
    page = client.get(f"{made.path}/declaration")
    assert "Provider 1 of 2" in page.text
    assert "Bid " not in page.text
    ids = [human.actor.provider_id.hex for human in made.bidders if human.actor.provider_id]
    typed = {f"{part}_{each}": "no" for part in ("used", "interest") for each in ids}
    first = typed | {f"used_{ids[0]}": "yes", f"interest_{ids[1]}": "yes"}
    refused = client.submit(f"{made.path}/declaration", first)
    assert f'href="#details_{ids[1]}"' in refused.text
    client.submit(f"{made.path}/declaration", first | {f"details_{ids[1]}": "My aunt."})
    assert "change your answers until marking starts" in client.get(f"{made.path}/declaration").text
    for human in made.everybody:
        if human is not young:
            make_evaluation.declare(made, human)
    lead = _lead(postgres_app, made)
    assert lead.get(f"{made.path}/conflicts").status_code == 404
    waiting = lead.get(f"{made.path}/start-marking").text
    assert "1 waits" in waiting
    assert "My aunt." not in waiting + lead.get(f"{made.path}/seats").text
    _decide(postgres_app, made)
    assert lead.submit(f"{made.path}/start-marking").status_code == 303
    with tenant(made.house.id):
        seat = db.session.scalars(select(Seat).where(Seat.person_id == young.actor.person_id)).one()
        sheets = db.session.scalars(select(Sheet).where(Sheet.seat_id == seat.id)).all()
        assert len(sheets) == 1


def _decide(app: Flask, made: Marking) -> None:
    client = make.client_of(app, made.house.staff[PARTICIPATION])
    page = client.get(f"{made.path}/conflicts")
    assert "My aunt." in page.text
    assert "Bid " not in page.text
    path = re.search(rf"{made.path}/conflicts/[0-9a-f-]+", page.text)
    assert path
    client.submit(path[0], {"kept_from": "yes", "reason": "A close relative."})
    assert "Kept from that bid" in client.get(f"{made.path}/conflicts").text


def test_marking_starts_only_when_nothing_is_missing(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(make_evaluation.opened_tender, bids=2)
    lead = _lead(quick_app, made)
    page = lead.get(f"{made.path}/start-marking")
    assert "Start marking</button>" not in page.text
    assert "2 missing" in page.text
    refused = lead.submit(f"{made.path}/start-marking", at=f"{made.path}/seats/new")
    assert refused.status_code == 200
    assert "can’t start yet" in refused.text
    with tenant(made.house.id):
        assert db.session.scalars(select(Sheet)).all() == []


def test_a_bid_that_failed_a_gate_is_not_marked(quick_app: Flask, prepared: Prepared) -> None:
    """R5: nobody can waive it."""
    made = prepared(make_evaluation.seated_tender, bids=2)
    lead = _lead(quick_app, made)
    path = re.search(rf"{made.path}/gates/(\w+)/G1", lead.get(f"{made.path}/gates").text)
    assert path
    lead.submit(path[0], {"passed": "no", "reason": "No cover."})
    for human in made.everybody:
        make_evaluation.declare(made, human)
    assert lead.submit(f"{made.path}/start-marking").status_code == 303
    client = make.client_of(quick_app, made.everybody[0])
    assert client.get(f"{made.path}/marking/{path[1]}/Q1").status_code == 404
    assert lead.get(path[0]).status_code == 403


def test_taking_a_bid_out_reads_the_same_for_somebody_who_is_kept_from_it(
    quick_app: Flask, prepared: Prepared
) -> None:
    """R16: the lead's page, message and trail can't tell who is kept from what."""
    made = prepared(
        make_evaluation.marking_tender, bids=2, professional=1, kept_from=("young", 0, 0)
    )
    tied, free = made.evaluators["young"]
    label = label_of(made.house, made.id, made.bidders[0])
    lead = make.client_of(quick_app, made.house.lead)
    told = []
    for human in (tied, free):
        with made.writing() as tender:
            seat = seat_of(human.actor, tender)
            assert seat
            path = f"{made.path}/seats/{seat.id}/void"
        typed = {"scope": label, "reason": "They talked to a neighbour about it."}
        first = lead.submit(path, typed)
        again = lead.submit(path, typed).text
        assert "taken out of the count already" in again
        told.append((first.status_code, first.headers["Location"]))
    assert told[0] == told[1]
    trail = trail_of(lead, made.path)
    assert trail.count("took a sheet of marks out of the count") == 2
    with tenant(made.house.id):
        assert len(db.session.scalars(select(Sheet)).all()) == 5
