"""What has to be there before marking starts, and what starting makes of it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts import operations as accounts
from portal.accounts.models import Person
from portal.audit.models import Event, SealedFact
from portal.bids.queries import bids_of
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.evaluation.models import Sheet, Voided
from portal.evaluation.queries import seat_of
from portal.evaluation.seats import operations as act
from portal.evaluation.seats.readiness import readiness_of
from portal.specifications.queries import gates_of
from portal.tenders.models import Tender
from tests import make, make_bids, make_evaluation, make_means
from tests.make_evaluation import Marking
from tests.shelf import Prepared


def _declared(made: Marking) -> None:
    for human in made.everybody:
        make_evaluation.declare(made, human)


def _start(made: Marking) -> None:
    with made.writing() as tender:
        act.start_marking(made.house.lead.actor, tender)


def test_each_evaluator_gets_every_bid_in_an_order_of_their_own(prepared: Prepared) -> None:
    """Order bias: the order is drawn for each person, and kept."""
    made = prepared(make_evaluation.marking_tender, bids=6, professional=3, young=3)
    with tenant(made.house.id):
        orders = set()
        for human in made.everybody:
            tender = db.session.get_one(Tender, (made.house.id, made.id))
            seat = seat_of(human.actor, tender)
            assert seat
            rows = db.session.scalars(
                select(Sheet).where(Sheet.seat_id == seat.id).order_by(Sheet.position)
            ).all()
            assert [row.position for row in rows] == [1, 2, 3, 4, 5, 6]
            orders.add(tuple(row.bid_id for row in rows))
        assert len(orders) > 1  # six equal orders of six bids: once in 10 to the 14th
        event = db.session.scalars(select(Event).where(Event.name == "marking:started")).one()
        assert len(event.facts["bids"]) == 6


@pytest.mark.parametrize("missing", ["gates", "seats", "declaration", "decision", "member"])
def test_marking_waits_for_whatever_is_missing(prepared: Prepared, missing: str) -> None:
    made = prepared(make_evaluation.opened_tender, bids=2)
    if missing != "gates":
        make_evaluation.confirm_gates(made)
    kinds = ["professional"] if missing == "seats" else ["professional", "young"]
    made.evaluators = {kind: [make_evaluation.evaluator(made, kind)] for kind in kinds}
    first, *others = made.everybody
    for human in others:
        make_evaluation.declare(made, human)
    if missing != "declaration":
        tied = made.bidders[0] if missing == "decision" else None
        make_evaluation.declare(made, first, interest=tied)
    if missing == "member":  # registering an organisation is free for everybody (R28)
        with make.writing():
            person = db.session.get_one(Person, first.actor.person_id)
            accounts.register_provider(person, make.provider_facts())
    with pytest.raises(Refused, match="can’t start yet"):
        _start(made)


@pytest.mark.parametrize(
    ("rule", "left"), [("refuse", {"young Q1", "young Q2"}), ("others", {"young Q2"})]
)
def test_a_group_that_would_lose_a_bid_is_said_before_marking_starts(
    prepared: Prepared, rule: str, left: set[str]
) -> None:
    """R16: without saying from which bid. R15: others stand in where the method says so."""
    made = prepared(make_evaluation.opened_tender, bids=2, empty_group=rule)
    make_evaluation.confirm_gates(made)
    made.evaluators = {
        kind: [make_evaluation.evaluator(made, kind)] for kind in ("professional", "young")
    }
    adult, young = made.everybody
    make_evaluation.declare(made, adult)
    make_evaluation.declare(made, young, interest=made.bidders[0])
    make_evaluation.keep_from(made, young, made.bidders[0])
    with tenant(made.house.id):
        ready = readiness_of(db.session.get_one(Tender, (made.house.id, made.id)))
        emptied = {f"{group.kind} {criterion.code}" for group, criterion in ready.emptied}
        assert emptied == left
    with pytest.raises(Refused):
        _start(made)


def test_an_average_of_fewer_than_five_who_sit_there_is_said_before_marking_starts(
    quick_app: Flask,
) -> None:
    """R19: five were planned; what counts is who really has a seat on the criterion."""
    house = make.house()
    tender_id, bidders = make_bids.opened_tender(house, make_means.published(house), 1)
    made = Marking(house, tender_id, bidders)
    for kind, codes in [("professional", ()), ("young", ())] * 4 + [("young", ("Q1",))]:
        make_evaluation.evaluator(made, kind, *codes)
    with tenant(house.id):
        ready = readiness_of(db.session.get_one(Tender, (house.id, tender_id)))
        found = [(group.kind, criterion.code, num) for group, criterion, num in ready.too_few]
        assert found == [("professional", "Q1", 4), ("young", "Q2", 4)]
        assert not ready.is_ready
    page = make.client_of(quick_app, house.lead).get(f"{made.path}/start-marking").text
    assert "Professionals, Q1: 4 of 5" in page


def test_a_bid_that_failed_a_gate_gets_no_sheet(prepared: Prepared) -> None:
    """R5: failed is out, and a later word replaces an earlier one before marking starts."""
    made = prepared(make_evaluation.seated_tender, bids=3)
    with made.writing() as tender:
        first, second, _third = bids_of(tender)
        labels = (first.label, second.label)
    make_evaluation.confirm_gates(made, failed=labels)
    with made.writing() as tender:
        back = next(bid for bid in bids_of(tender) if bid.label == labels[1])
        gate = gates_of(tender)[0]
        act.confirm_gate(made.house.lead.actor, tender, back, gate, True, "They sent it.")
    _declared(made)
    _start(made)
    with tenant(made.house.id):
        assert len(db.session.scalars(select(Sheet)).all()) == 2 * len(made.everybody)


def test_what_was_declared_is_sealed_on_the_trail(prepared: Prepared) -> None:
    """R16: neither the person, nor the bidder, nor the reason stands open."""
    made = prepared(make_evaluation.seated_tender, bids=2)
    young = made.evaluators["young"][0]
    make_evaluation.declare(made, young, interest=made.bidders[0])
    make_evaluation.keep_from(made, young, made.bidders[0])
    with tenant(made.house.id):
        events = db.session.scalars(select(Event).where(Event.name.like("conflict:%"))).all()
        assert [sorted(event.facts) for event in events] == [
            ["group", "version"],
            ["group", "kept_from"],
        ]
        sealed = {row.name for row in db.session.scalars(select(SealedFact))}
        assert {"answers", "person", "provider", "reason"} <= sealed


def test_a_seat_is_given_once_and_voided_once(prepared: Prepared) -> None:
    """R15: a voided seat stays on the record, and can't be given again."""
    made = prepared(make_evaluation.seated_tender, bids=1, professional=1, young=1)
    young, lead = made.evaluators["young"][0], made.house.lead.actor
    with made.writing() as tender:
        seat = seat_of(young.actor, tender)
        assert seat
        act.void_seat(lead, tender, seat, "They moved away.")
    with pytest.raises(Refused), made.writing() as tender:
        again = seat_of(young.actor, tender)
        assert again
        act.void_seat(lead, tender, again, "Twice.")
    with tenant(made.house.id):
        assert [row.reason for row in db.session.scalars(select(Voided))] == ["They moved away."]
