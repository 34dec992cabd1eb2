"""A clock that jumps back: the log keeps its order, late stays late, and nobody stays in longer."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.journal import record
from portal.audit.models import Event
from portal.bids import operations as bids
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.core.web import IDLE
from portal.tenders.models import Tender
from tests import make, make_bids
from tests.shelf import Prepared

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)


def test_events_keep_their_order_when_the_clock_jumps_back(prepared: Prepared) -> None:
    house, tender_id = prepared(make_bids.published)
    for moment in (NOON, NOON - timedelta(hours=1)):
        with clock.at(moment), make.writing(house.id):
            record("tender:changed", house.lead.actor, tender_id, fields=[moment.isoformat()])
    with tenant(house.id):
        rows = db.session.scalars(
            select(Event).where(Event.log_id == tender_id).order_by(Event.number)
        ).all()
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert rows[-2].facts["fields"] == [NOON.isoformat()]
    assert rows[-1].at == NOON - timedelta(hours=1)  # the record tells what the clock said


def test_the_record_shows_who_was_late_before_a_clock_that_jumped_back_let_them_in(
    prepared: Prepared,
) -> None:
    """Refusing them for good would shut everybody out after a clock that had jumped forward."""
    house, tender_id = prepared(make_bids.published)
    late = make.provider("Late Trust")
    deadline = make_bids.notice_of(tender_id).deadline_at
    with clock.at(make_bids.BEFORE), make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        bids.save_draft(late.actor, tender, make_bids.answered(tender))
    with clock.at(deadline):
        with pytest.raises(Refused, match="This attempt is recorded") as refused:
            submit(house, late, tender_id)
        assert refused.value.record
        with make.writing(house.id):
            refused.value.record()
    with clock.at(deadline - timedelta(hours=1)):
        submit(house, late, tender_id)
    with tenant(house.id):
        named = select(Event).where(Event.name.startswith("bid:")).order_by(Event.number)
        first, second = db.session.scalars(named).all()
    assert (first.name, second.name) == ("bid:refused-late", "bid:submitted")
    assert first.at > second.at


def submit(house: make.House, who: make.Human, tender_id: uuid.UUID) -> None:
    """Submit the draft, at whatever the clock says."""
    with make.writing(house.id):
        bids.submit_bid(who.actor, db.session.get_one(Tender, (house.id, tender_id)))


def test_a_clock_that_jumped_back_signs_nobody_out_and_lets_nobody_stay_longer(
    quick_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make.client_of(quick_app, make.house().lead)
    real = clock.wall()

    def answers(at: datetime) -> int:
        monkeypatch.setattr(clock, "wall", lambda: at)
        return client.get("/home").status_code

    assert answers(real) == 200
    back = real - timedelta(hours=5)
    assert answers(back) == 200
    assert answers(back + IDLE - timedelta(minutes=1)) == 200
    assert answers(back + 2 * IDLE) == 302  # idle since, as the clock counts now
