"""What was sent before a deadline is in time, however long it waits for its turn (R29)."""

from __future__ import annotations

import runpy
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from portal.audit.models import Event
from portal.bids.models import Submission
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.tenders.models import Tender
from portal.tenders.stages import STILL_COMING, Refused, is_still_coming, refuse_unless
from tests.bids.conftest import Scene
from tests.client import token_of
from tests.source import ROOT

DEADLINE = datetime(2026, 10, 12, 11, tzinfo=UTC)
WAITED = timedelta(seconds=30)
NOT_YET = timedelta(seconds=20)
"""It came 10 seconds before the deadline, and it is its turn 20 seconds after it."""

Sent = Callable[..., Any]


@contextmanager
def trusted(scene: Scene, name: str = "X-Request-Start") -> Iterator[None]:
    """The installation says that the web server in front tells when it had all of a request."""
    told = scene.client.application.extensions
    before = told["evenhand"]
    told["evenhand"] = replace(before, arrival_header=name)
    yield
    told["evenhand"] = before


def moment(waited: timedelta = WAITED) -> str:
    """What a server in front says of a request that has waited so long."""
    return f"t={(clock.wall() - waited).timestamp():.3f}"


@pytest.fixture
def send(quick: Scene) -> Sent:
    """Submit a whole bid whose turn it is 20 seconds after the deadline."""
    quick.write_all()
    token = token_of(quick.client.get(f"{quick.bid}/check"))

    def sent(**more: Any) -> Any:
        with clock.at(DEADLINE + NOT_YET):
            typed = {"csrf_token": token, "confirm": "y"}
            return quick.client.post(f"{quick.bid}/submit", data=typed, **more)

    return sent


def told_of(scene: Scene, name: str) -> list[tuple[datetime, str]]:
    """When events of this name were recorded, and when what they tell of had come."""
    with tenant(scene.house.id):
        events = db.session.scalars(select(Event).where(Event.name == name))
        return [(each.at, each.facts["received_at"]) for each in events]


def is_about(found: datetime, wanted: datetime) -> bool:
    return abs(found - wanted) < timedelta(seconds=5)


def test_a_bid_that_waited_in_a_queue_over_the_deadline_is_in(quick: Scene, send: Sent) -> None:
    with trusted(quick):
        answer = send(headers={"X-Request-Start": moment()})
    assert answer.headers["Location"].endswith("/bid/receipt")
    [sealed] = quick.submissions()
    came = sealed.submitted_at
    assert is_about(came, DEADLINE - timedelta(seconds=10))
    [(turn, told)] = told_of(quick, "bid:submitted")
    assert turn == DEADLINE + NOT_YET
    assert told == came.isoformat()
    local = came.astimezone(clock.LONDON)
    with clock.at(DEADLINE + NOT_YET):
        assert f"{local:%H:%M:%S}" in quick.client.get(f"{quick.bid}/receipt").text


def test_so_is_one_of_which_the_machine_itself_says_when_it_came(quick: Scene, send: Sent) -> None:
    arrived = SimpleNamespace(arrived=(clock.wall() - WAITED).timestamp())
    answer = send(environ_overrides={"gunicorn.socket": arrived})
    assert answer.headers["Location"].endswith("/bid/receipt")
    assert quick.submissions()[0].submitted_at < DEADLINE


def test_a_moment_that_nobody_vouches_for_or_that_cannot_be_counts_for_nothing(
    quick: Scene, send: Sent, capsys: pytest.CaptureFixture[str]
) -> None:
    late = DEADLINE + NOT_YET
    tried = [
        ("", moment(), ""),  # nobody said that a server in front is to be believed
        ("X-Queue-Start", moment(), "told no moment"),  # another one is
        ("X-Request-Start", moment(timedelta(minutes=6)), "too old"),
        ("X-Request-Start", moment(-timedelta(minutes=1)), "in the future"),
        ("X-Request-Start", f"{moment()},{moment()}", "told no moment"),
        ("X-Request-Start", "t=soon", "told no moment"),
    ]
    for name, told, logged in tried:
        with trusted(quick, name):
            answer = send(headers={"X-Request-Start": told})
        assert "That you tried is recorded" in answer.text
        assert f"{late.astimezone(clock.LONDON):%H:%M:%S}" in answer.text
        lines = [line for line in capsys.readouterr().out.splitlines() if '"arrival"' in line]
        assert [logged in line for line in lines] == [True] * bool(logged), told
    assert quick.submissions() == []
    assert told_of(quick, "bid:refused-late") == [(late, late.isoformat())] * len(tried)


def test_nobody_opens_bids_while_one_that_came_in_time_may_wait(quick: Scene) -> None:
    ready = DEADLINE + clock.LONGEST_WAIT
    with tenant(quick.house.id):
        tender = db.session.scalars(select(Tender)).one()
        with clock.at(ready - timedelta(seconds=1)), pytest.raises(Refused) as refused:
            refuse_unless(tender, "open_bids")
        assert refused.value.message == STILL_COMING
        with clock.at(ready):
            refuse_unless(tender, "open_bids")
            assert not is_still_coming(tender)
        assert not db.session.scalars(select(Submission)).all()


def test_the_server_reads_when_the_machine_had_the_last_byte() -> None:
    serving = runpy.run_path(str(ROOT / "portal" / "server.py"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving["when_ready"](SimpleNamespace(LISTENERS=[listener]))
        with socket.create_connection(listener.getsockname()) as sender:
            sender.sendall(b"begun before the deadline ")
            time.sleep(0.02)
            begins = time.time()
            sender.sendall(b"and ended after it")
            ends = time.time()
            time.sleep(0.02)
            accepted, _address = listener.accept()  # it waited until now
            with serving["Arriving"](fileno=accepted.detach()) as found:
                assert found.recv(8192).endswith(b"after it")
                if sys.platform == "linux":  # others can't tell
                    assert begins - 0.01 < found.arrived < ends + 0.01
