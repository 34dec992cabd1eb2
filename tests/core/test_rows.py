"""Rows past the session keep what the session keeps: owner, event, whole or not at all (R26)."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from portal.audit.journal import record
from portal.core.authorisation import SYSTEM
from portal.core.database import db
from portal.core.errors import NoTenant, TransactionMisuse, Unaudited
from portal.core.rows import change, drop, put, put_rows, rewrite
from portal.core.tenancy import tenant
from portal.core.transaction import transaction
from portal.tenders.models import Look
from tests import make


def _looks(house: make.House) -> list[str]:
    with make.looking(house.id):
        return sorted(db.session.scalars(select(Look.at_what)))


def _look(house: make.House, tender_id: uuid.UUID, what: str) -> Look:
    person_id = house.lead.actor.person_id
    assert person_id
    return Look(tender_id=tender_id, person_id=person_id, at_what=what)


def _event(tender_id: uuid.UUID) -> None:
    record("marking:closed", SYSTEM, tender_id, sheets=0)


def test_rows_are_written_with_their_event_and_seen_before_it(app: Flask) -> None:
    house = make.house()
    tender_id = make.tender(house)
    with tenant(house.id), transaction():
        put(_look(house, tender_id, "bids"))
        assert db.session.scalar(select(func.count()).select_from(Look)) == 1
        put(_look(house, tender_id, "letters"))
        put_rows(Look, [])
        _event(tender_id)
    assert _looks(house) == ["bids", "letters"]


@pytest.mark.parametrize("act", [lambda row: rewrite(row, at_what="trail"), drop])
def test_what_is_only_added_to_refuses_other_writes_here_too(
    app: Flask, act: Callable[[Look], None]
) -> None:
    house = make.house()
    tender_id = make.tender(house)
    with tenant(house.id), transaction():
        put(_look(house, tender_id, "bids"))
        _event(tender_id)
    with tenant(house.id), pytest.raises(DBAPIError, match="only ever added to"), transaction():
        act(db.session.scalars(select(Look)).one())
        _event(tender_id)
    assert _looks(house) == ["bids"]


def test_without_an_event_or_after_a_failure_nothing_is_written(app: Flask) -> None:
    house = make.house()
    tender_id = make.tender(house)
    with tenant(house.id), pytest.raises(Unaudited), transaction():
        put(_look(house, tender_id, "bids"))
    with tenant(house.id), pytest.raises(ZeroDivisionError), transaction():
        put(_look(house, tender_id, "bids"))
        _event(tender_id)
        raise ZeroDivisionError
    with tenant(house.id), transaction():
        _event(tender_id)
    assert _looks(house) == []


def test_a_row_needs_a_transaction_and_an_owner(app: Flask) -> None:
    house = make.house()
    tender_id = make.tender(house)
    with tenant(house.id), pytest.raises(TransactionMisuse):
        put(_look(house, tender_id, "bids"))
    db.session.remove()
    with pytest.raises(NoTenant), transaction():
        change(Look, uuid.uuid4(), at_what="bids")
