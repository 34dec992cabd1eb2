"""The last hour before a deadline: providers who save drafts and submit at once, and are never told
that they are late while they aren't.

PYTHONPATH=. python benchmarks/last_hour.py 300        so many providers

PostgreSQL with stock durability settings, gunicorn with 2 workers; who asks is a process apart.
The hour is pressed into SECONDS: everybody reads their first answer, keeps a draft every 2.5 to 7.5
seconds, and submits at a moment of their own in its second half; each twentieth after the deadline.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import select

from benchmarks.browsing import Bidder
from benchmarks.log_speed import database
from benchmarks.marking_page import ROOT, cpu_of
from portal.bids import operations as bids
from portal.core import clock
from portal.core.database import db
from portal.tenders.models import Tender
from tests import make, make_bids
from tests.apps import app_on
from tests.browser import served

PROVIDERS, SECONDS, WAIT = 300, 60, 8
THINKS, LATE = (2.5, 7.5), 20
MOVE = "update {} set deadline_at = %s"


def laid(app: Any, number: int) -> list[tuple[str, str]]:
    """A published tender and so many providers with a whole draft: the session and bid of each."""
    house = make.house()
    tender_id = make_bids.published_tender(house)
    members = make.providers(f"Provider {each}" for each in range(number))
    for member in members:
        with clock.at(make_bids.BEFORE), make.writing(house.id):
            tender = db.session.scalars(select(Tender)).one()
            bids.save_draft(member.actor, tender, make_bids.answered(tender))
    path = f"/{house.slug}/tenders/{tender_id}/bid"
    cookies = (make.client_of(app, each).get_cookie("session") for each in members)
    return [(cookie.value, path) for cookie in cookies if cookie]


def move_deadline(url: str, moment: datetime) -> None:
    """The deadline is soon: past the triggers, which let nobody do that."""
    with psycopg.connect(url.replace("evenhand_app", "postgres"), autocommit=True) as admin:
        admin.execute("set session_replication_role = replica")
        for table in ("tender", "notice"):
            admin.execute(MOVE.format(table), (moment,))


def work(each: Bidder, place: int, begins: float, ends: float, found: dict[str, list[Any]]) -> None:
    """One provider, from its first answer to its submission."""
    chance = random.Random(place)
    is_late = place % LATE == 0
    sends = ends + chance.uniform(0.05, 3) if is_late else chance.uniform((begins + ends) / 2, ends)
    time.sleep(max(0, begins + chance.uniform(0, THINKS[1]) - time.time()))
    try:
        found["page"].append(each.read())
        while (pause := chance.uniform(*THINKS)) + time.time() < min(sends, ends - 1):
            time.sleep(pause)
            found["draft"].append(each.keep())
        time.sleep(max(0, sends - time.time()))
        sent = time.time()
        taken, lasted = each.submit()
        found["submit"].append(lasted)
        if taken and sent > ends:
            found["wrong"].append(f"taken though sent {sent - ends:.3f} s after the deadline")
        if not taken and sent < ends:
            found["queued"].append(sent - ends)
        if not taken and sent + lasted < ends:
            found["wrong"].append(f"late though answered {ends - sent - lasted:.3f} s before it")
        found["taken" if taken else "late"].append(sent - ends)
    except Exception as error:
        found["wrong"].append(f"{type(error).__name__}: {error}")


def drive(plan: str) -> None:
    """All providers at once; prints JSON."""
    told = json.loads(Path(plan).read_text())
    names = ("page", "draft", "submit", "wrong", "taken", "late", "queued")
    found: dict[str, list[Any]] = {name: [] for name in names}
    threads = [
        threading.Thread(
            target=work,
            args=(Bidder(told["address"], *each), place, told["begins"], told["ends"], found),
        )
        for place, each in enumerate(told["bidders"])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(found))


def lines(number: int, folder: Path, url: str, server: int) -> Iterator[str]:
    """What the hour was like, and whether what was told to providers is what stands."""
    app = app_on(folder, url)
    with app.app_context():
        bidders = laid(app, number)
        db.session.remove()
        db.engine.dispose()
    environment = {
        "EVENHAND_DATA": str(folder),
        "EVENHAND_DATABASE": url,
        "EVENHAND_MODE": "test",
        "EVENHAND_SECRET_KEY": app.config["SECRET_KEY"],
    }
    with served(environment, workers=2) as portal:
        deadline = datetime.now(UTC) + timedelta(seconds=WAIT + SECONDS)
        move_deadline(url, deadline)
        ends = deadline.timestamp()
        plan = {"address": portal.address, "bidders": bidders}
        (folder / "plan").write_text(json.dumps(plan | {"begins": ends - SECONDS, "ends": ends}))
        before = cpu_of(portal.process.pid, server)
        command = [sys.executable, __file__, "drive", str(folder / "plan")]
        kept = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, env=kept, stdout=subprocess.PIPE, check=True)
        used = cpu_of(portal.process.pid, server) - before
    found = json.loads(done.stdout)
    for act in ("page", "draft", "submit"):
        yield _shares(act, found[act])
    yield f"errors and wrong answers | {len(found['wrong'])} {found['wrong'][:3]}"
    told = [len(found[each]) for each in ("taken", "late", "queued")]
    yield f"taken, late, of them sent before the deadline | {told}"
    with psycopg.connect(url.replace("evenhand_app", "postgres")) as admin:
        stands = "select count(*), max(submitted_at) < %s from submission"
        yield f"stand, all in time | {admin.execute(stands, (deadline,)).fetchone()}"
    yield f"CPU | {used:.1f} s, load {os.getloadavg()[0]:.0f}"


def _shares(act: str, times: list[float]) -> str:
    ordered = sorted(times)
    middle, most = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    told = f"{middle * 1e3:.0f}, {most * 1e3:.0f}, {ordered[-1] * 1e3:.0f} ms"
    return f"{act}: median, p95, most | {told} of {len(ordered)}"


def main() -> None:
    if sys.argv[1:2] == ["drive"]:
        drive(sys.argv[2])
        return
    number = int(sys.argv[1]) if sys.argv[1:] else PROVIDERS
    with tempfile.TemporaryDirectory() as folder, database("postgresql", Path(folder)) as found:
        for line in lines(number, Path(folder), *found):
            print(f"| {line} |", flush=True)


if __name__ == "__main__":
    main()
