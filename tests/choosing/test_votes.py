"""Secret votes: no row joins a voter to a choice, and a tie can be drawn again by anyone (P14)."""

from __future__ import annotations

import json
import uuid
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError

from portal.audit.models import Event, SealedFact
from portal.core import clock
from portal.core.authorisation import NotNow
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.choosing import operations as act
from portal.evaluation.choosing.policy import may_vote
from portal.evaluation.choosing.votes import in_order, ticket
from portal.evaluation.models_choosing import BallotBox, ChoosingResult, Place, Voted
from portal.specifications.cowriting.queries import part_of
from tests import make
from tests.make_choosing import (
    OVER,
    VOTING,
    count,
    counted,
    member_of,
    standing_in,
    voted,
)
from tests.make_writing import tender_of
from tests.shelf import Prepared

A, B, C = (uuid.UUID(int=number) for number in (1, 2, 3))


def test_the_most_votes_go_first_and_a_tie_is_drawn_by_the_lot() -> None:
    lots = {lot: in_order([A, B, C], {str(B): 2}, lot) for lot in ("one", "two", "three", "four")}
    for lot, order in lots.items():
        assert order[0] == [B]
        assert order[1] == sorted([A, C], key=lambda each: ticket(lot, each))
    assert len({str(order) for order in lots.values()}) == 2
    assert ticket("one", A) == sha256(f"one:{A}".encode()).hexdigest()


def test_nothing_that_is_stored_joins_a_voter_to_a_choice(prepared: Prepared) -> None:
    made = prepared(voted)
    with tenant(made.house.id):
        row = db.session.scalars(select(Voted)).first()
        assert set(Voted.__table__.columns.keys()) == {
            "authority_id",
            "id",
            "choosing_id",
            "tender_id",
            "member_id",
        }
        assert row
        box = db.session.scalars(select(BallotBox)).one()
        first, second, third = (str(each) for each in made.panel.member_ids[:3])
        assert box.sums == {first: 1, second: 2, third: 1}
        events = db.session.scalars(select(Event).where(Event.name == "choosing:voted")).all()
        assert [event.facts for event in events] == [{"number": 1}] * 4
        assert {name for event in events for name in event.seals} == {"at"}


def test_the_count_keeps_the_order_and_no_number(prepared: Prepared) -> None:
    made = prepared(counted)
    with tenant(made.house.id):
        assert db.session.scalars(select(BallotBox)).all() == []
        places = db.session.scalars(select(Place).order_by(Place.position)).all()
        assert [place.is_reserve for place in places] == [False, True, True]
        assert places[0].member_id == made.panel.member_ids[1]
        event = db.session.scalars(select(Event).where(Event.name == "choosing:decided")).one()
        assert set(event.facts) == {"number", "way", "lot"}


def test_anyone_draws_a_tie_again_from_the_record(prepared: Prepared) -> None:
    made = prepared(counted)
    with tenant(made.house.id):
        votes = select(Event.leaf).where(Event.name == "choosing:voted").order_by(Event.number)
        lot = db.session.scalars(votes).all()[-1]
        event = db.session.scalars(select(Event).where(Event.name == "choosing:decided")).one()
        assert event.facts["lot"] == lot == db.session.scalars(select(ChoosingResult)).one().lot
        sealed = select(SealedFact.value).where(SealedFact.event_id == event.id)
        order = json.loads(db.session.scalars(sealed.where(SealedFact.name == "order")).one())
        tied = order[1]
        drawn = sorted(tied, key=lambda each: sha256(f"{lot}:{each}".encode()).hexdigest())
        assert tied == drawn
        assert set(drawn) == {str(made.panel.member_ids[each]) for each in (0, 2)}


def test_each_member_votes_once_and_passes_are_votes_too(prepared: Prepared) -> None:
    made = prepared(voted)
    with clock.at(VOTING), tenant(made.house.id):
        tender = tender_of(made.house, made.tender_id)
        actor = made.panel.members[0].actor
        verdict = may_vote(actor, tender, part_of(actor, tender), standing_in(made))
        assert isinstance(verdict, NotNow)
        assert "already" in verdict.why


def test_who_withdraws_while_others_vote_isnt_chosen(prepared: Prepared) -> None:
    made = prepared(voted)
    with clock.at(VOTING), make.writing(made.house.id):
        standing = standing_in(made)
        own = standing.candidate_of(member_of(made.panel, 1))
        assert own
        tender = tender_of(made.house, made.tender_id)
        act.withdraw(made.panel.members[1].actor, tender, standing, own)
    with clock.at(OVER):
        count(made.house, made.tender_id)
    with tenant(made.house.id):
        places = db.session.scalars(select(Place)).all()
        assert made.panel.member_ids[1] not in {place.member_id for place in places}
        assert len(places) == 2


def test_votes_are_kept_and_counted_alike_on_both_databases(app: Flask) -> None:
    made = counted(make.house())
    with tenant(made.house.id):
        places = db.session.scalars(select(Place).order_by(Place.position)).all()
        assert places[0].member_id == made.panel.member_ids[1]
    with pytest.raises(DBAPIError), make.writing(made.house.id):
        db.session.execute(delete(Voted))
