"""Two who mark as one: seated by the lead, each for themselves, one sheet, both say yes (P7)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.models import Event
from portal.bids.models import Bid
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.evaluation.marking import operations as marking
from portal.evaluation.marking.queries import own_sheets, progress_of
from portal.evaluation.models import Mark, Seat, SeatPair, Sheet
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.queries import seat_of, seats_of, voices_of
from portal.evaluation.seats import operations as seats
from portal.evaluation.seats.pairs import pair
from portal.evaluation.seats.readiness import readiness_of
from portal.record.checks import CHECKS
from portal.tenders.models import Tender
from tests import make, make_evaluation
from tests.client import Client
from tests.make_evaluation import MARKING, Marking
from tests.make_pairs import pair_with, paired_tender


def test_the_lead_pairs_two_who_agreed_and_somebody_new_gets_a_link(quick_app: Flask) -> None:
    made = make_evaluation.seated_tender(bids=1)
    lead = make.client_of(quick_app, made.house.lead)
    with tenant(made.house.id):
        seat = seat_of(made.evaluators["young"][0].actor, _tender(made))
        assert seat
        page = f"{made.path}/seats/{seat.id}/pair"
    assert page in lead.get(f"{made.path}/seats").text
    asked = lead.submit(page, {"account": "sam.h", "name": "Sam H"})
    assert "Ask both of them first" in asked.text
    assert 'value="sam.h"' in asked.text
    given = lead.submit(page, {"account": "sam.h", "name": "Sam H", "agreed": "y"})
    assert "Hand this over to Sam H" in given.text
    listed = lead.get(f"{made.path}/seats").text
    assert f"Marks as one with {made.evaluators['young'][0].name}" in listed
    assert page not in listed
    again = lead.submit(page, {"account": "kim.h", "name": "Kim H", "agreed": "y"})
    assert "Somebody marks together with this person already" in again.text
    with tenant(made.house.id):
        second = db.session.scalars(select(SeatPair)).one()
        assert second.beside_id == seat.id
    assert lead.get(f"{made.path}/seats/{second.id}/pair").status_code == 404


def test_the_two_count_as_one_and_each_answers_for_themselves(quick_app: Flask) -> None:
    made = make_evaluation.seated_tender(bids=1)
    second = pair_with(made, made.evaluators["young"][0])
    for human in made.everybody:
        make_evaluation.declare(made, human)
    with tenant(made.house.id):
        tender = _tender(made)
        assert [each.person_id for each in readiness_of(tender).undeclared] == [
            second.actor.person_id
        ]
    make_evaluation.declare(made, second, made.bidders[0])
    make_evaluation.keep_from(made, second, made.bidders[0])
    with tenant(made.house.id):
        tender, first = _tender(made), made.evaluators["young"][0]
        own = seat_of(first.actor, tender)
        ready = readiness_of(tender)
        assert {seat.id: bids for seat, bids in ready.sheets}[own.id if own else None] == []
        assert len(seats_of(tender)) == 5
        assert len(voices_of(tender)) == len(ready.sheets) == 4


def test_both_mark_one_sheet_and_it_goes_when_both_say_yes_to_it(quick_app: Flask) -> None:
    made, second = paired_tender()
    first = made.evaluators["young"][0]
    make_evaluation.mark_all(made, first, send=False)
    one, two = (_client(quick_app, human) for human in (first, second))
    home, label = f"{made.path}/marking", _label(made)
    sheet = f"{home}/{label}"
    with clock.at(MARKING):
        assert f"Bid {label}" in two.get(home).text
        assert f"You mark together with {first.name}" in two.get(sheet).text
        assert one.submit(sheet, {}).status_code == 303
        assert "You said yes. Now" in one.get(sheet).text
        assert f"{first.name} is ready. Look at the marks" in two.get(sheet).text
        _changes(made, second)
        assert "is ready" not in two.get(sheet).text
        assert two.submit(sheet, {}).status_code == 303
        assert f"{second.name} is ready" in one.get(sheet).text
        one.submit(sheet, {})
        assert "They can’t change any more" in two.get(sheet).text
    with tenant(made.house.id):
        tender = _tender(made)
        told = db.session.scalars(select(Event.name).order_by(Event.number)).all()
        assert [told.count(name) for name in ("seat:paired", "sheet:agreed", "sheet:sent")] == [
            1,
            2,
            1,
        ]
        assert [each.sent for each in progress_of(tender)].count(1) == 1
        assert [str(each) for check in CHECKS for each in check(tender.id)] == []


def test_who_was_taken_out_sees_nothing_and_the_other_sends_alone(quick_app: Flask) -> None:
    made, second = paired_tender()
    first, lead = made.evaluators["young"][0], made.house.lead.actor
    make_evaluation.mark_all(made, first, send=False)
    with made.writing() as tender:
        seat = seat_of(second.actor, tender)
        assert seat
        seats.void_seat(lead, tender, seat, "They asked to stop.")
    with clock.at(MARKING):
        two = _client(quick_app, second)
        assert two.get(f"{made.path}/marking/{_label(made)}").status_code == 404
        assert f"Bid {_label(made)}" not in two.get(f"{made.path}/marking").text
    with made.writing() as tender:
        sheet = _sheet(first, tender)
        assert marking.send_sheet(first.actor, tender, sheet)


def test_the_second_stops_by_themself_and_reminders_go_to_both(quick_app: Flask) -> None:
    made, second = paired_tender()
    first, lead = made.evaluators["young"][0], _client(quick_app, made.house.lead)
    one, two = (_client(quick_app, human) for human in (first, second))
    for client in (one, two):
        client.submit(f"{made.path}/reminders")
    week = datetime(2026, 10, 27, 16, tzinfo=UTC)
    make_evaluation.mark_all(made, first, send=False)
    with clock.at(week):
        one.submit(f"{made.path}/marking/{_label(made)}", {})
        assert _remind(quick_app) == "Reminders: 1.", "the first only waits for the second"
        _changes(made, second)
        assert _remind(quick_app) == "Reminders: 1.", "and is asked again"
        page, home = f"{made.path}/stop-marking", f"{made.path}/marking"
        assert "goes on alone" in two.get(page).text
        assert two.submit(page).status_code == 303
        shown = lead.get(f"{made.path}/progress").text
        assert f"{second.name} stops: decide" in shown
        with tenant(made.house.id):
            seat_id = db.session.scalars(select(SeatPair.id)).one()
            own = seat_of(first.actor, _tender(made))
        decide = f"{made.path}/progress/stopped/{seat_id}"
        assert "goes on alone: their yes is enough" in lead.get(decide).text
        assert "How many mark" not in lead.get(decide).text
        wrong = lead.submit(decide, {"outcome": "void", "ground": "said"})
        assert 'href="#outcome' in wrong.text
        assert lead.submit(decide, {"outcome": "leaves", "ground": "said"}).status_code == 303
        assert "You stop here" in two.get(home).text
        assert two.get(page).status_code == 403
        assert own
        wrong = lead.submit(f"{made.path}/progress/stopped/{own.id}", {"outcome": "leaves"})
        assert 'href="#outcome' in wrong.text
    with made.writing() as tender:
        assert marking.send_sheet(first.actor, tender, _sheet(first, tender))
    with tenant(made.house.id):
        assert [str(each) for check in CHECKS for each in check(made.id)] == []


def _remind(app: Flask) -> str:
    return app.test_cli_runner().invoke(args=["reminders", "send"]).output.strip()


def test_the_second_talks_for_the_shared_seat_and_nobody_sits_twice(quick_app: Flask) -> None:
    made, second = paired_tender()
    with tenant(made.house.id):
        tender, first = _tender(made), made.evaluators["young"][0]
        panel, own = panel_of(tender), seat_of(first.actor, tender)
        assert panel.seat_of(second.actor) == own
        assert len(panel.seats) == 4
    with pytest.raises(Refused, match="holds a seat here"):
        _sits_again(made, second)


def _sits_again(made: Marking, known: make.Human) -> None:
    """Seat somebody a second time, beside another one."""
    with made.writing() as tender:
        seat = seat_of(made.evaluators["young"][1].actor, tender)
        assert seat
        pair(made.house.lead.actor, tender, seat, known.account, "", "https://x.example/TOKEN")


def _tender(made: Marking) -> Tender:
    return db.session.get_one(Tender, (made.house.id, made.id))


def _label(made: Marking) -> str:
    with tenant(made.house.id):
        return db.session.scalars(select(Bid.label)).one()


def _client(app: Flask, human: make.Human) -> Client:
    return make.client_of(app, human)


def _sheet(human: make.Human, tender: Tender) -> Sheet:
    seat = seat_of(human.actor, tender)
    assert seat
    return db.session.scalars(select(Sheet).where(Sheet.seat_id == seat.sheets_seat_id)).one()


def _changes(made: Marking, human: make.Human) -> None:
    with made.writing(MARKING + timedelta(minutes=5)) as tender:
        seat = db.session.scalars(select(Seat).where(Seat.person_id == human.actor.person_id)).one()
        own = own_sheets(tender, seat)[0]
        words = "We talked about it."
        marking.record_mark(human.actor, tender, own.sheet, own.criteria[0], Decimal(3), words)
        assert db.session.query(Mark).filter_by(version=2).count() == 1
