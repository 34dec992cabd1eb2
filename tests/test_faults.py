"""A full disk, a lost connection, a job run twice: calm, nothing half, and it works again after."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import event, select

from portal.audit.models import Checkpoint, Event
from portal.audit.verify import verify_log
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.marking import operations
from portal.evaluation.models import Mark
from tests import make, make_evaluation
from tests.client import Client, token_of
from tests.make_bids import label_of
from tests.test_backup import run

pytestmark = pytest.mark.journey

CALM = "We cannot do that just now"
LONG = " ".join(["listening" * 16] * 20)


class Marker:
    """A young evaluator on the page of one question, who knows that page's token."""

    def __init__(self, app: Flask) -> None:
        self.made = make_evaluation.marking_tender(bids=1)
        young = self.made.evaluators["young"][0]
        label = label_of(self.made.house, self.made.id, self.made.bidders[0])
        self.page = f"{self.made.path}/marking/{label}/Q1"
        self.client: Client = make.client_of(app, young)
        shown = self.client.get(self.page)
        self.token = token_of(shown)
        self.draft_of = shown.text.split('name="draft_of" value="')[1].partition('"')[0]

    def save(self, reason: str, seen: int = 0, **headers: str) -> Any:
        """Save a mark of 2 with a reason."""
        typed = {"mark": "2", "reason": reason, "seen": str(seen), "do": "save"}
        typed |= {"csrf_token": self.token, "draft_of": self.draft_of}
        return self.client.post(self.page, data=typed, headers=headers)

    def kept(self) -> list[str]:
        """The reasons of all marks in the database; each has its event, and the log holds."""
        with tenant(self.made.house.id):
            marks = db.session.scalars(select(Mark.reason).order_by(Mark.version)).all()
            assert verify_log(self.made.id).troubles == []
            events = select(Event).where(Event.name == "mark:recorded")
            assert len(db.session.scalars(events).all()) == len(marks)
            return list(marks)


@pytest.fixture
def calm_app(own_app: Flask) -> Flask:
    """An app that answers failures as it does for people."""
    own_app.testing = False
    own_app.config["PROPAGATE_EXCEPTIONS"] = False
    return own_app


@contextmanager
def no_more_pages(app: Flask) -> Iterator[None]:
    """SQLite gets no page more than the database has: what a full disk is to it."""

    def fill(connection: Any, *_: Any) -> None:
        (pages,) = connection.execute("pragma page_count").fetchone()
        connection.execute(f"pragma max_page_count={pages}")

    db.session.remove()
    db.engine.dispose()
    event.listen(db.engine, "connect", fill)
    try:
        yield
    finally:
        event.remove(db.engine, "connect", fill)
        db.engine.dispose()


@contextmanager
def no_more_bytes(app: Flask) -> Iterator[None]:
    """No file may grow any more, SQLite's journal included."""
    db.session.remove()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("fault", [no_more_pages, no_more_bytes])
def test_a_full_disk_saves_nothing_and_says_so(
    calm_app: Flask, fault: Callable[[Flask], Any]
) -> None:
    marker = Marker(calm_app)
    saved: list[str] = []
    with fault(calm_app):
        while (answer := marker.save(f"{len(saved)} {LONG}", len(saved))).status_code == 303:
            saved.append(f"{len(saved)} {LONG}")
        script = marker.save(f"{len(saved)} {LONG}", len(saved), Accept="application/json")
    assert answer.status_code == script.status_code == 503
    assert CALM in answer.text
    assert "probably not saved" in answer.text
    assert f'<blockquote class="their-words">{len(saved)} {LONG}' in answer.text
    assert script.json == {"error": "We could not save anything just now."}
    assert marker.kept() == saved
    assert marker.save("There is room again.", len(saved)).status_code == 303
    assert marker.kept() == [*saved, "There is room again."]


def end_connections(app: Flask) -> None:
    """Close every connection that the portal has, as a restarted database does."""
    url = db.engine.url
    administrator = f"postgresql://postgres@/postgres?host={url.query['host']}"
    with psycopg.connect(administrator, autocommit=True) as admin:
        admin.execute(
            "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = %s",
            (url.database,),
        )


def test_a_lost_connection_costs_one_request_at_most(
    postgres_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgres_app.testing = False
    postgres_app.config["PROPAGATE_EXCEPTIONS"] = False
    marker = Marker(postgres_app)
    db.session.remove()
    end_connections(postgres_app)
    assert marker.save("The connection broke while nobody used it.").status_code == 303
    write = operations.record

    def record_and_break(*args: Any, **facts: Any) -> None:
        write(*args, **facts)
        end_connections(postgres_app)

    monkeypatch.setattr(operations, "record", record_and_break)
    answer = marker.save("It broke in the middle.", seen=1)
    monkeypatch.undo()
    assert answer.status_code == 503
    assert CALM in answer.text
    assert marker.save("The next one works.", seen=1).status_code == 303
    assert marker.kept() == ["The connection broke while nobody used it.", "The next one works."]


def test_the_daily_signing_signs_once_what_grew(quick_app: Flask) -> None:
    house = make.house()
    make.tender(house)
    signed = []
    for _ in range(2):
        assert run(quick_app, "audit", "checkpoint").exit_code == 0
        with tenant(house.id):
            signed.append(sorted(db.session.execute(select(Checkpoint.log_id, Checkpoint.size))))
    assert len(signed[0]) == 2  # the authority's log and the tender's
    assert signed[0] == signed[1]
