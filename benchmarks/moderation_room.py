"""How soon a change at the table reaches 15 devices, and what they cost while they watch.

PYTHONPATH=. python benchmarks/moderation_room.py [postgresql|sqlite]

The portal runs as bin/demo serves it, one gunicorn worker on the real database. Each device asks
as often as the room's pages do (js/live.js), on a line of its own; the lead lays answers on the
table by the page's own button. CPU is that of gunicorn and of the database, from /proc.
"""

from __future__ import annotations

import http.client
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks.log_speed import database
from benchmarks.marking_page import cpu_of
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.moderation.queries import items_of
from tests import make
from tests.apps import app_on
from tests.browser import served
from tests.client import Client, token_of
from tests.make_moderation import Panel, moderating_tender
from tests.make_room import opened

DEVICES, EVERY, CHANGES, QUIET = 15, 1.2, 12, 20.0


@dataclass
class Device:
    """Somebody's page of the table, which asks again and again."""

    address: str
    path: str
    cookie: str
    seen: list[tuple[str, float]] = field(default_factory=list)
    asked: int = 0

    def watch(self, until: threading.Event) -> None:
        """Ask again and again; note when another version came."""
        line = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        tag = ""
        until.wait(random.random() * EVERY)
        while not until.is_set():
            headers = {"Cookie": f"session={self.cookie}", "If-None-Match": tag}
            line.request("GET", self.path, None, headers)
            answer = line.getresponse()
            answer.read()
            self.asked += 1
            if answer.status == 200:
                tag = answer.headers["ETag"]
                self.seen.append((tag, time.perf_counter()))
            until.wait(EVERY)


def cookie_of(client: Client) -> str:
    """What signs somebody in."""
    found = client.get_cookie("session")
    assert found
    return found.value


@dataclass
class Lead:
    """The lead's browser, which puts answers on the table."""

    address: str
    made: Panel
    cookie: str
    token: str

    def lay(self, label: str, code: str, group: str) -> float:
        """Press the button; answers when the server had done it."""
        line = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        sent = {"label": label, "code": code, "group": group, "csrf_token": self.token}
        headers = {
            "Cookie": f"session={self.cookie}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line.request("POST", self.made.path("moderation/lay"), urlencode(sent), headers)
        answer = line.getresponse()
        answer.read()
        assert answer.status == 303, answer.status
        return time.perf_counter()


def lines(folder: Path, url: str, server: int) -> Iterator[str]:
    """Everything that is printed."""
    app = app_on(folder, url)
    environment = {
        "EVENHAND_DATA": str(folder),
        "EVENHAND_DATABASE": url,
        "EVENHAND_MODE": "test",
        "EVENHAND_SECRET_KEY": app.config["SECRET_KEY"],
    }
    with served(environment) as portal, app.app_context():
        made = moderating_tender(make.house(), 6, professional=8, young=7)
        opened(made)
        people = [make.client_of(app, each) for each in made.everybody()]
        lead = make.client_of(app, made.house.lead)
        table = made.path("moderation/table")
        token = token_of(lead.get(table))
        with tenant(made.house.id):
            items = [(i.bid.label, i.criterion.code) for i in items_of(made.tender())]
        planned = [place for place in items if f"lay-{place[0]}-{place[1]}" in lead.get(table).text]
        devices = [Device(portal.address, table, cookie_of(each)) for each in people[:DEVICES]]
        press = Lead(portal.address, made, cookie_of(lead), token)
        db.session.remove()
        db.engine.dispose()
        roots = (portal.process.pid, server) if server else (portal.process.pid,)
        yield from measured(devices, press, planned, roots)


def measured(
    devices: list[Device], press: Lead, planned: list[tuple[str, str]], roots: tuple[int, ...]
) -> Iterator[str]:
    """All watch: first nothing happens, then the lead changes the table every three seconds."""
    until = threading.Event()
    threads = [threading.Thread(target=each.watch, args=(until,)) for each in devices]
    for each in threads:
        each.start()
    time.sleep(3)
    before, start, asked = cpu_of(*roots), time.perf_counter(), sum(d.asked for d in devices)
    time.sleep(QUIET)
    used, wall = cpu_of(*roots) - before, time.perf_counter() - start
    count = sum(d.asked for d in devices) - asked
    share, each_ms = used / wall * 100, used / count * 1e3
    yield f"{len(devices)} devices watch: {share:.1f} % of a core, {each_ms:.1f} ms a question"
    before, start, waits = cpu_of(*roots), time.perf_counter(), []
    for number in range(CHANGES):
        label, code = planned[number % len(planned)]
        done = press.lay(label, code, "")
        time.sleep(3)
        waits.append(reached(devices, done) - done)
    used, wall = cpu_of(*roots) - before, time.perf_counter() - start
    until.set()
    for each in threads:
        each.join()
    last, middle = max(waits), statistics.median(waits)
    yield f"a change reaches all within {middle:.2f} s (median of {CHANGES}), {last:.2f} s at most"
    yield f"with a change every 3 s: {used / wall * 100:.1f} % of a core"


def reached(devices: list[Device], done: float) -> float:
    """When the last device had what changed; on a crowded machine it may take a while."""
    for _ in range(60):
        came = [min((at for _tag, at in d.seen if at > done), default=0.0) for d in devices]
        if all(came):
            return max(came)
        time.sleep(0.25)
    raise AssertionError("a change didn't reach somebody")


def main() -> None:
    kind = sys.argv[1] if len(sys.argv) > 1 else "postgresql"
    with tempfile.TemporaryDirectory() as folder, database(kind, Path(folder)) as found:
        for line in lines(Path(folder), *found):
            print(f"{kind}: {line}; load {os.getloadavg()[0]:.0f}", flush=True)


if __name__ == "__main__":
    main()
