"""The server is killed at random moments of 200 marks, half of them on each database.

What it acknowledged is there; what it was cut off from is there whole, or not at all.
"""

from __future__ import annotations

import http.client
import random
import re
import signal
import threading
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from itertools import cycle
from os import kill
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.models import Event, SealedFact
from portal.audit.verify import verify_log
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models import Mark
from tests import make, make_evaluation
from tests.browser import Server, served
from tests.make_bids import label_of
from tests.test_durability import environment_of
from tests.web import Visitor

pytestmark = pytest.mark.journey

MARKS = 100
KILLS = 4
SEALED = {"at", "mark", "reason", "replaces"}
GONE = (urllib.error.URLError, http.client.IncompleteRead, ConnectionError, TimeoutError)


@dataclass
class Marker(Visitor):
    """A young evaluator who marks as fast as the server answers, and notes what it acknowledged.

    A question whose answer was cut off is left alone from then on: `cut` has what was sent.
    """

    saved: dict[str, list[str]] = field(default_factory=dict)
    cut: dict[str, str] = field(default_factory=dict)
    token: str = ""
    acknowledged: int = 0

    def mark(self, page: str) -> None:
        """Save the next mark of this page."""
        saved = self.saved.setdefault(page, [])
        reason = f"{page[-4:]} {len(saved)} {'They listen. ' * 9}".strip()
        typed = {"mark": "2", "reason": reason, "seen": len(saved), "do": "save"}
        data = urllib.parse.urlencode(typed | {"csrf_token": self.token}).encode()
        try:
            answer = self._open(urllib.request.Request(f"{self.address}{page}", data))
        except GONE:
            self.cut[page] = reason
            return
        assert answer.status == 303, answer.text
        saved.append(reason)
        self.acknowledged += 1


def worker_of(server: Server) -> int | None:
    """The process that serves, a child of the one that watches over it."""
    number = server.process.pid
    children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    return int(children[0]) if children else None


def kill_soon(server: Server, moment: float) -> None:
    """Kill -9 what serves, a moment from now."""

    def strike() -> None:
        worker = worker_of(server)
        if worker:
            kill(worker, signal.SIGKILL)

    threading.Timer(moment, strike).start()


def test_what_was_acknowledged_survives_sudden_ends(
    fresh_app: Flask, database_url: str, tmp_path: Path
) -> None:
    made = make_evaluation.marking_tender(bids=3, professional=1, young=1)
    young = made.evaluators["young"][0]
    labels = [label_of(made.house, made.id, bidder) for bidder in made.bidders]
    pages = [f"{made.path}/marking/{label}/{code}" for label in labels for code in ("Q1", "Q2")]
    environment = environment_of(database_url, tmp_path) | {"GUNICORN_CMD_ARGS": "--preload"}
    with served(environment) as server:
        marker = Marker(server.address)
        marker.sign_in(young.account, make.PASSWORD)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', marker.get(pages[0]).text)
        assert found
        marker.token = found.group(1)
        chance = random.Random(3)
        strikes = set(chance.sample(range(MARKS), KILLS))
        for page in cycle(pages):
            if marker.acknowledged in strikes:
                strikes.remove(marker.acknowledged)
                kill_soon(server, chance.uniform(0, 0.03))
            if page not in marker.cut:
                marker.mark(page)
            if marker.acknowledged == MARKS:
                break
    assert 1 <= len(marker.cut) <= KILLS
    _is_whole(made, marker)


def _is_whole(made: make_evaluation.Marking, marker: Marker) -> None:
    with tenant(made.house.id):
        rows = db.session.scalars(select(Mark).order_by(Mark.version)).all()
        kept: dict[tuple[object, object], list[str]] = {}
        for row in rows:
            kept.setdefault((row.sheet_id, row.criterion_id), []).append(row.reason)
        unsure = {reason: page for page, reason in marker.cut.items()}
        for reasons in kept.values():  # a mark that was cut off is there whole, or not at all
            if reasons[-1] in unsure:
                marker.saved[unsure[reasons[-1]]].append(reasons[-1])
        assert sorted(kept.values()) == sorted(filter(None, marker.saved.values()))
        assert verify_log(made.id).troubles == []
        events = db.session.scalars(select(Event).where(Event.name == "mark:recorded"))
        marked = {event.id for event in events}
        assert len(marked) == len(rows)
        facts: dict[object, set[str]] = {}
        for fact in db.session.scalars(select(SealedFact)):
            facts.setdefault(fact.event_id, set()).add(fact.name)
        assert all(facts[each] == SEALED for each in marked)
