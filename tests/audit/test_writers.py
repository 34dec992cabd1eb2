"""Many writers at once: no fork, no gap, no deadlock; and nobody waits for another tender's log."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from decimal import Decimal
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from portal.audit.journal import record
from portal.audit.models import Event, Log
from portal.audit.verify import verify_log
from portal.core.authorisation import SYSTEM
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.core.transaction import reading_only, transaction
from portal.evaluation.marking import operations as marking
from portal.evaluation.marking.queries import own_sheets
from portal.evaluation.queries import seat_of
from tests import make, make_evaluation

pytestmark = pytest.mark.journey

WRITERS = 50
EACH = 2


def test_fifty_writers_leave_two_logs_whole(app: Flask) -> None:
    """They begin both logs at once, and name them in either order."""
    house, logs = make.house(), [uuid.uuid4(), uuid.uuid4()]
    start = Barrier(WRITERS)

    def write(writer: int) -> None:
        with app.app_context():
            start.wait()
            for turn in range(EACH):
                with tenant(house.id), transaction():
                    for log_id in logs[:: 1 if writer % 2 else -1]:
                        record("section:moved", SYSTEM, log_id, title=f"{writer} {turn}")

    db.session.remove()
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    with tenant(house.id):
        for log_id in logs:
            wanted = select(Event.number, Event.facts).where(Event.log_id == log_id)
            events = db.session.execute(wanted.order_by(Event.number)).all()
            assert [event.number for event in events] == [*range(1, WRITERS * EACH + 1)]
            assert len({event.facts["title"] for event in events}) == WRITERS * EACH
            report = verify_log(log_id)
            assert (report.size, report.troubles) == (WRITERS * EACH, [])


@contextmanager
def holding(house: make.House, log_id: uuid.UUID) -> Iterator[None]:
    """Somebody is in the middle of a transaction on this log."""
    with db.engine.connect() as connection:
        owner = {"owner": str(house.id), "log": str(log_id)}
        connection.execute(text("select set_config('app.tenant_id', :owner, true)"), owner)
        held = connection.execute(text("select size from log where id = :log for update"), owner)
        assert held.scalar()
        yield
        connection.rollback()


def mark_something(made: make_evaluation.Marking, wait: str) -> None:
    """An evaluator records a mark, and waits no longer than this for any lock."""
    with made.writing() as tender:
        db.session.execute(text(f"set local lock_timeout = '{wait}'"))
        human = made.evaluators["professional"][0]
        seat = seat_of(human.actor, tender)
        assert seat
        own = own_sheets(tender, seat)[0]
        marking.record_mark(
            human.actor, tender, own.sheet, own.criteria[0], Decimal(2), "They rang her back."
        )


def test_nobody_waits_for_another_tenders_log(postgres_app: Flask) -> None:
    house = make.house()
    busy, free = (
        make_evaluation.marking_tender(house, bids=1, professional=1, young=1) for _ in range(2)
    )
    with holding(house, busy.id):
        mark_something(free, "100ms")
        with pytest.raises(OperationalError, match="lock timeout"):
            mark_something(busy, "100ms")
    mark_something(busy, "100ms")


def test_a_transaction_that_fails_leaves_no_gap(quick_app: Flask) -> None:
    house = make.house()
    with pytest.raises(ZeroDivisionError), make.writing(house.id):
        record("section:moved", SYSTEM, title="Never happened")
        raise ZeroDivisionError
    with make.writing(house.id):
        record("section:moved", SYSTEM, title="Did")
    with tenant(house.id):
        assert verify_log(house.id).troubles == []
        titles = [event.facts.get("title") for event in db.session.scalars(select(Event))]
        assert titles.count("Did") == 1
        assert "Never happened" not in titles


def test_who_reads_sees_one_moment_though_others_write(app: Flask) -> None:
    """Else an append in the middle would be a false alarm, or a torn bundle."""
    house, log_id = make.house(), uuid.uuid4()
    _append(app, house, log_id)
    with tenant(house.id), reading_only():
        head = db.session.scalars(select(Log.size).where(Log.id == log_id)).one()
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_append, app, house, log_id).result()
        events = db.session.scalars(select(Event.number).where(Event.log_id == log_id)).all()
        assert (head, events) == (1, [1])
        assert verify_log(log_id).troubles == []
    with tenant(house.id), reading_only():
        assert db.session.scalars(select(Log.size).where(Log.id == log_id)).one() == 2


def _append(app: Flask, house: make.House, log_id: uuid.UUID) -> None:
    with app.app_context(), tenant(house.id), transaction():
        record("section:moved", SYSTEM, log_id, title="Another")
