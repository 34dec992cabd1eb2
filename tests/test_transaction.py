"""The only commit: authorised, with an event, whole; and a GET that can't write."""

from __future__ import annotations

import pytest
from flask import Flask, g
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError

from portal.audit.journal import record, seal_of
from portal.audit.models import Event, Log, SealedFact
from portal.core.authorisation import SYSTEM, Actor, NotNow, authorise, now
from portal.core.database import db, reading
from portal.core.errors import HouseRule, TransactionMisuse, Unaudited, Unauthorised
from portal.core.tenancy import tenant
from portal.core.transaction import transaction
from portal.tenders.models import Tender
from tests import make


def test_a_change_without_an_event_is_refused_whole(app: Flask) -> None:
    house = make.house()
    tender_id = make.tender(house)
    with tenant(house.id), pytest.raises(Unaudited), transaction():
        db.session.scalars(select(Tender)).one().title = "changed"
    with tenant(house.id), pytest.raises(Unaudited), transaction():
        db.session.execute(update(Tender).values(title="changed"))
    with tenant(house.id):
        assert db.session.scalars(select(Tender)).one().title != "changed"
        assert tender_id


def test_rows_changed_or_flushed_before_it_are_refused(app: Flask) -> None:
    house = make.house()
    make.tender(house)
    with tenant(house.id):
        db.session.scalars(select(Tender)).one().title = "early"
        with pytest.raises(TransactionMisuse), transaction():
            pass
    with tenant(house.id):
        db.session.scalars(select(Tender)).one().title = "early"
        db.session.flush()
        with pytest.raises(TransactionMisuse), transaction():
            pass


def test_one_inside_another_is_refused(app: Flask) -> None:
    with pytest.raises(TransactionMisuse), transaction(), transaction():
        pass


def test_a_request_that_nobody_authorised_cannot_change_anything(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        g.authorised = False
        with pytest.raises(Unauthorised), transaction():
            pass


def test_an_event_with_a_missing_or_extra_fact_is_refused(app: Flask) -> None:
    house = make.house()
    with tenant(house.id):
        for facts in ({}, {"title": "a", "regime": "psr", "more": 1}):
            with pytest.raises(HouseRule), transaction():
                record("tender:created", SYSTEM, house.id, **facts)
        with pytest.raises(HouseRule), transaction():
            record("nobody:knows", SYSTEM)


def test_facts_are_open_or_sealed_and_a_seal_can_be_checked(app: Flask) -> None:
    house = make.house()
    young = make.staff(house, "evaluator", tender_id=make.tender(house), kind="young")
    with tenant(house.id):
        event = db.session.scalars(
            select(Event).where(
                Event.name == "role:granted", Event.facts["kind"].as_string() == "young"
            )
        ).one()
        assert str(young.actor.person_id) not in str(event.facts)
        fact = db.session.scalars(
            select(SealedFact).where(SealedFact.event_id == event.id, SealedFact.name == "person")
        ).one()
        assert event.seals["person"] == seal_of(fact.salt, fact.value)
        assert str(young.actor.person_id) in fact.value


def test_a_young_evaluators_event_shows_the_day_alone(app: Flask) -> None:
    house = make.house()
    tender_id = make.tender(house)
    young = make.staff(house, "evaluator", tender_id=tender_id, kind="young")
    with make.writing(house.id):
        record("sheet:sent", young.actor, tender_id, label="K", marks=[])
    with tenant(house.id):
        event = db.session.scalars(select(Event).where(Event.name == "sheet:sent")).one()
        assert (event.at.hour, event.at.minute, event.at.second) == (0, 0, 0)
        assert event.actor_role == "young_evaluator"
        assert event.actor not in (str(young.actor.person_id), "nobody")
        assert "at" in event.seals


def test_numbers_in_a_log_have_no_gaps_and_each_tender_has_its_own(app: Flask) -> None:
    house = make.house()
    first, second = make.tender(house), make.tender(house)
    with tenant(house.id):
        for log_id in (first, second, house.id):
            numbers = db.session.scalars(
                select(Event.number).where(Event.log_id == log_id).order_by(Event.number)
            ).all()
            assert list(numbers) == list(range(1, len(numbers) + 1))
            assert db.session.scalars(select(Log).where(Log.id == log_id)).one().size == len(
                numbers
            )


def test_the_log_is_only_ever_added_to(app: Flask) -> None:
    house = make.house()
    make.tender(house)
    for statement in (
        "update event set name = 'x'",
        "delete from event",
        "update sealed_fact set value = 'x'",
        "update log set size = 0",
        "delete from log",
    ):
        with tenant(house.id), pytest.raises(DBAPIError):
            db.session.execute(text(statement))


def test_the_database_itself_refuses_a_write_in_a_get(app: Flask) -> None:
    house = make.house()
    make.tender(house)
    token = reading.set(True)
    try:
        with tenant(house.id), pytest.raises((OperationalError, DBAPIError), match="read.?only"):
            db.session.execute(text("update tender set title = 'written by a GET'"))
        with pytest.raises(TransactionMisuse), transaction():
            pass
    finally:
        reading.reset(token)


def test_a_view_that_writes_in_a_get_answers_500_and_writes_nothing(
    fresh_app: Flask,
) -> None:
    house = make.house()
    make.tender(house)

    @fresh_app.get("/ambleford/naughty")
    def naughty() -> str:
        from portal.accounts.queries import open_authority
        from portal.core.authorisation import signed_in
        from portal.core.web import current_actor

        authorise(signed_in, current_actor())
        open_authority("ambleford")
        db.session.execute(text("update tender set title = 'written by a GET'"))
        db.session.commit()
        return "written"

    fresh_app.testing = False
    fresh_app.config["PROPAGATE_EXCEPTIONS"] = False
    assert make.client_of(fresh_app, house.lead).get("/ambleford/naughty").status_code == 500
    with tenant(house.id):
        assert db.session.scalars(select(Tender.title)).one() != "written by a GET"


def test_an_answer_that_no_policy_authorised_is_a_500(own_app: Flask) -> None:
    house = make.house()

    @own_app.get("/forgot")
    def forgot() -> str:
        return "secret"

    own_app.testing = False
    own_app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = make.client_of(own_app, house.lead).get("/forgot")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert make.client_of(own_app).get("/forgot").status_code == 302


def test_a_policy_says_yes_not_yours_or_not_now(own_app: Flask) -> None:
    from werkzeug.exceptions import Forbidden, NotFound

    actor = Actor(None, "visitor")
    with own_app.test_request_context():
        g.authorised = False
        with pytest.raises(NotFound):
            authorise(lambda a: False, actor)
        with pytest.raises(Forbidden, match="Closed since noon"):
            authorise(lambda a: now(False, "Closed since noon."), actor)
        assert not g.authorised
        authorise(lambda a: now(True, ""), actor)
        assert g.authorised
    assert not NotNow("x")
