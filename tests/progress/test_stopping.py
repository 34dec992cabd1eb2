"""Who stops says so without a reason; the lead decides, and nobody waits for them any more."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import insert, select

from portal.accounts.models import PARTICIPATION
from portal.audit.models import Event
from portal.bids.queries import bids_of
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import Mail
from portal.core.tenancy import tenant
from portal.evaluation.choosing.placing import give_seats
from portal.evaluation.marking.operations import close_marking, send_sheet
from portal.evaluation.marking.queries import own_sheets, sheets_of
from portal.evaluation.models import Seat, Voided
from portal.evaluation.models_stopping import Stopping
from portal.evaluation.progress.operations import give_time
from portal.evaluation.progress.stopping import decide_stop, say_stop
from portal.evaluation.queries import seat_of, seats_of
from portal.evaluation.seats.later import ask_to_renew, say_unchanged
from portal.record import checks_marking
from portal.tenders.models import Tender
from tests import make, make_evaluation
from tests.make_choosing import OVER, counted, standing_in
from tests.make_evaluation import Marking
from tests.make_writing import tender_of
from tests.shelf import Prepared

LATER, LATEST = date(2026, 11, 9), date(2026, 11, 16)


def _decide(made: Marking, human: make.Human, outcome: str) -> None:
    with made.writing() as tender:
        seat = seat_of(human.actor, tender)
        assert seat
        decide_stop(made.house.lead.actor, tender, seat, outcome, "said")


def _send_first(made: Marking, human: make.Human) -> None:
    make_evaluation.mark_all(made, human, send=False)
    with made.writing() as tender:
        seat = seat_of(human.actor, tender)
        assert seat
        send_sheet(human.actor, tender, own_sheets(tender, seat)[0].sheet)


def _labels_out(made: Marking) -> list[str]:
    with tenant(made.house.id):
        wanted = select(Voided.bid_id).where(Voided.bid_id.is_not(None))
        return [str(each) for each in db.session.scalars(wanted)]


def test_somebody_says_that_they_stop_goes_on_and_stops_and_the_lead_sees_it(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    young = made.evaluators["young"][0]
    client, lead = make.client_of(quick_app, young), make.client_of(quick_app, made.house.lead)
    page = f"{made.path}/stop-marking"
    assert "You don’t have to say why" in client.get(page).text
    for told in ("You said that you stop", "Do you want to stop?", "You said that you stop"):
        assert client.submit(page).status_code == 303
        assert told in client.get(f"{made.path}/marking").text
    shown = lead.get(f"{made.path}/progress").text
    assert "Says that they stop" in shown
    waits = "1 person says that they stop: decide what becomes"
    assert waits in lead.get(f"{made.path}/").text
    assert waits in lead.get("/home").text
    link = shown.partition("/progress/stopped/")[2].partition('"')[0]
    assert link
    with tenant(made.house.id):
        wanted = select(Event.name, Event.facts).where(Event.name.like("evaluator:%"))
        told_ = [tuple(row) for row in db.session.execute(wanted.order_by(Event.number))]
        mails = db.session.scalars(
            select(Mail.body).where(Mail.subject.like("Something waits%"))
        ).all()
    assert mails
    assert not [each for each in mails if young.name in each]
    names = ["evaluator:stopped", "evaluator:went-on", "evaluator:stopped"]
    assert [name for name, _facts in told_] == names
    assert all(facts == {"group": "young"} for _name, facts in told_)


def test_what_was_sent_is_kept_and_nothing_else_is_waited_for(
    quick_app: Flask, prepared: Prepared
) -> None:
    """R16: every bid that wasn't sent is taken out, also one that somebody is kept from."""
    made = prepared(make_evaluation.marking_tender, bids=3, kept_from=("young", 0, 0))
    stops, *others = made.evaluators["young"][0], *made.everybody[:2], made.evaluators["young"][1]
    _send_first(made, stops)
    for human in others:
        make_evaluation.mark_all(made, human)
    _decide(made, stops, "keep")
    assert len(_labels_out(made)) == 2
    with made.writing() as tender:
        assert len(bids_of(tender)) == 3
        seat = seat_of(stops.actor, tender)
        assert seat
        counted = [each for each in sheets_of(tender) if each.seat_id == seat.id]
        assert [each.sent_at is not None for each in counted] == [True]
        with pytest.raises(Refused):
            decide_stop(made.house.lead.actor, tender, seat, "void", "said")
    with made.writing() as tender:
        ask_to_renew(made.house.lead.actor, tender)
        for human in others:
            seat = seat_of(human.actor, tender)
            assert seat
            say_unchanged(human.actor, tender, seat)
    page = make.client_of(quick_app, made.house.lead).get(f"{made.path}/renewal").text
    assert f"They stopped, and don’t have to answer: {stops.name}" in page
    assert "Ask everybody again" in page
    with made.writing() as tender:
        close_marking(made.house.lead.actor, tender)


def test_the_page_says_before_what_follows_and_a_void_counts_nothing(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1, young=1)
    stops = made.evaluators["young"][0]
    lead = make.client_of(quick_app, made.house.lead)
    shown = lead.get(f"{made.path}/progress").text
    links = [each.partition('"')[0] for each in shown.split("/progress/stopped/")[1:]]
    with tenant(made.house.id):
        seat_id = db.session.scalars(
            select(Seat.id).where(Seat.person_id == stops.actor.person_id)
        ).one()
        db.session.rollback()
    path = f"{made.path}/progress/stopped/{seat_id}"
    assert str(seat_id) in links
    page = lead.get(path).text
    assert "A group would have nobody left" in page
    assert "They haven’t said so themselves" in page
    assert "A reserve is asked" not in page
    wrong = lead.submit(path, {}).text
    assert 'href="#outcome' in wrong
    assert 'href="#ground' in wrong
    assert lead.submit(path, {"outcome": "void", "ground": "silent"}).status_code == 303
    assert "This is decided" in lead.get(path).text
    own = make.client_of(quick_app, stops)
    assert "We couldn’t reach you" in own.get(f"{made.path}/marking").text
    assert own.get(f"{made.path}/stop-marking").status_code == 403
    with tenant(made.house.id):
        tender = db.session.get_one(Tender, (made.house.id, made.id))
        assert seat_id not in {each.id for each in seats_of(tender)}


def test_nobody_decides_twice_or_says_the_same_again(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    young = made.evaluators["young"][0]

    def say(is_stop: bool) -> None:
        with made.writing() as tender:
            seat = seat_of(young.actor, tender)
            assert seat
            say_stop(young.actor, tender, seat, is_stop=is_stop)

    say(True)
    with pytest.raises(Refused):
        say(True)
    with pytest.raises(Refused):
        _decide(made, young, "reserve")
    _decide(made, young, "keep")
    with pytest.raises(Refused):
        say(False)


def test_the_check_of_the_record_finds_a_day_or_a_word_that_no_event_tells_of(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    young = made.evaluators["young"][0]
    with made.writing() as tender:
        seat = seat_of(young.actor, tender)
        assert seat
        say_stop(young.actor, tender, seat, is_stop=True)
        give_time(made.house.lead.actor, tender, None, LATER, "asked")
        give_time(made.house.lead.actor, tender, seat, LATEST, "more")
    _decide(made, young, "keep")
    checks = (checks_marking.days, checks_marking.stops, checks_marking.stop_decisions)
    with tenant(made.house.id):
        assert [list(check(made.id)) for check in checks] == [[], [], []]
        seat_id = db.session.scalars(
            select(Seat.id).where(Seat.person_id == young.actor.person_id)
        ).one()
        own = {"id": uuid.uuid4(), "authority_id": made.house.id, "tender_id": made.id}
        said = {"seat_id": seat_id, "version": 2, "is_stop": False, "said_at": clock.now()}
        db.session.execute(insert(Stopping).values(**own, **said))
        (trouble,) = checks_marking.stops(made.id)
        assert "in no event" in str(trouble)
        db.session.rollback()


def test_where_a_reserve_steps_in_the_first_is_asked_with_the_same_word(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(counted)
    lead = made.house.lead.actor
    with clock.at(OVER), make.writing(made.house.id):
        tender, standing = tender_of(made.house, made.tender_id), standing_in(made)
        give_seats(made.house.staff[PARTICIPATION].actor, tender, standing)
        db.session.flush()
        (seat,) = seats_of(tender)
        decide_stop(lead, tender, seat, "reserve", "cannot")
        db.session.flush()
        db.session.expire_all()
        assert [each.state for each in standing_in(made).places][1:] == ["asked", "reserve"]
        assert seats_of(tender) == []
