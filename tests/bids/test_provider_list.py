"""A provider's own list of bids hears of its letter, though an authority writes it down."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from portal.bids.models import BidEntry
from portal.bids.operations import note_on_list
from portal.bids.queries_list import entries_with_notices
from portal.core import clock
from portal.core.database import db
from portal.core.errors import NoTenant
from portal.core.transaction import transaction
from tests import make, make_bids


def test_each_provider_hears_of_its_own_letter_alone(app: Flask) -> None:
    house, tender_id = make_bids.published(make.house())
    told, other = make_bids.submitted_bids(tender_id, 2)
    with clock.at(make_bids.BEFORE), make.writing(house.id):
        note_on_list(_id(told), tender_id, "answered")
        with pytest.raises(NoTenant):
            db.session.scalars(select(BidEntry)).all()
    assert _states(told) == ["answered"]
    assert _states(other) == ["submitted"]


def test_a_providers_own_wall_stands_again_after_it(app: Flask) -> None:
    _house, tender_id = make_bids.published(make.house())
    own, other = make_bids.submitted_bids(tender_id, 2)
    db.session.remove()
    with transaction():
        assert _states_of(own) == ["submitted"]
        note_on_list(_id(other), tender_id, "read")
        assert _states_of(own) == ["submitted"]
    assert _states(other) == ["read"]


def _id(human: make.Human) -> uuid.UUID:
    assert human.actor.provider_id
    return human.actor.provider_id


def _states(human: make.Human) -> list[str]:
    with make.looking():
        return _states_of(human)


def _states_of(human: make.Human) -> list[str]:
    return [entry.state for entry, _notice in entries_with_notices(_id(human), 0, 25)]
