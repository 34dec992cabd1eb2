"""What stands in the database once bids are open, on both kinds of it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from portal.audit.models import Event
from portal.bids import operations as bids
from portal.bids.models import BidPrice, Origin
from portal.bids.queries import (
    bidders_of,
    bids_of,
    blind_bid,
    origins_of,
    prices_of,
)
from portal.bids.queries_gates import gate_answers_of
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.tenders.models import Tender
from tests import make, make_bids
from tests.shelf import Prepared

SECOND = timedelta(seconds=1)


def _tender(tender_id: Any) -> Tender:
    return db.session.scalars(select(Tender).where(Tender.id == tender_id)).one()


def test_the_opening_makes_each_bids_rows_apart_from_its_origin(app: Flask) -> None:
    house = make.house()
    tender_id = make_bids.published_tender(house)
    _, members = make_bids.opened_tender(house, tender_id, 3)
    with tenant(house.id):
        tender = _tender(tender_id)
        assert tender.stage == "opened"
        opened = bids_of(tender)
        assert len(opened) == 3
        assert {origin.provider_id for origin in origins_of(tender).values()} == {
            member.actor.provider_id for member in members
        }
        assert [each.name for each in bidders_of(tender)] == [
            f"Provider {number} of 3" for number in (1, 2, 3)
        ]
        assert sorted(prices_of(tender).values()) == [600000, 601000, 602000]
        assert set(prices_of(tender)) == {bid.id for bid in opened}
        assert len(gate_answers_of(tender)) == 3
        blind = blind_bid(tender, opened[0].label)
        assert blind.answers == {
            "Q1": "Our answer to Q1.",
            "Q2": "Our answer to Q2.",
            "Q3": "Our answer to Q3.",
        }
        assert blind.words == {"Q1": 4, "Q2": 4, "Q3": 4}


def test_a_withdrawn_bid_is_never_opened(quick_app: Flask) -> None:
    house, stays, goes = make.house(), make.provider("Stays"), make.provider("Goes")
    tender_id = make_bids.published_tender(house)
    for provider in (stays, goes):
        make_bids.submitted_bid(tender_id, provider)
    with clock.at(make_bids.BEFORE + SECOND), make.writing(house.id):
        bids.withdraw_bid(goes.actor, _tender(tender_id))
    make_bids.opened_bids(house, tender_id)
    with tenant(house.id):
        assert [each.name for each in bidders_of(_tender(tender_id))] == ["Stays"]


def test_a_tender_without_bids_is_opened_too_and_the_record_says_so(prepared: Prepared) -> None:
    house, tender_id = prepared(make_bids.published)
    make_bids.opened_bids(house, tender_id)
    with tenant(house.id):
        assert _tender(tender_id).stage == "opened"
        assert bids_of(_tender(tender_id)) == []
        event = db.session.scalars(select(Event).where(Event.name == "bids:opened")).one()
        assert event.facts == {
            "labels": [],
            "bids": [],
            "seats": ["first", "second"],
            "roles": ["participation_lead", "approver"],
        }


def test_the_log_keeps_providers_and_their_labels_sealed(prepared: Prepared) -> None:
    house, tender_id = prepared(make_bids.published)
    _, members = make_bids.opened_tender(house, tender_id, 2)
    with tenant(house.id):
        for event in db.session.scalars(select(Event).where(Event.log_id == tender_id)):
            for member in members:
                assert str(member.actor.provider_id) not in json.dumps(event.facts)
        assert db.session.scalars(select(Origin)).all()
        assert db.session.scalars(select(BidPrice)).all()
