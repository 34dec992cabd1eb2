"""What the log costs, in one run: marking with it and without, many writers, verifying, proofs.

PYTHONPATH=. python benchmarks/log_speed.py            every case, as Markdown tables
PYTHONPATH=. python benchmarks/log_speed.py DATABASE   one database: sqlite or postgresql

A loop is the CPU time of `sum(map(int, range(10_000_000)))`: how fast the machine is just then.
The portal is set up by the tests' own builders; PostgreSQL runs with stock durability settings.
"""

from __future__ import annotations

import gc
import os
import random
import secrets
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event, select

from benchmarks.long_log import long_log
from benchmarks.marking import Job, jobs_of, writers
from portal.audit import proofs
from portal.audit import reading as rows
from portal.audit.journal import record, write_down
from portal.audit.merkle import Peaks, is_included
from portal.audit.models import Event, Log
from portal.audit.verify import verify_log
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.core.transaction import transaction
from tests import make, make_evaluation, postgres
from tests.apps import app_on

MANY = 100_000
ROUNDS = 6


def both(app: Flask, jobs: list[Job]) -> dict[bool, list[tuple[float, float]]]:
    """Seconds on the clock and of this process's CPU, with log and without by turns."""
    taken: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for turn in range(ROUNDS):
        for place, job in enumerate(jobs):
            has_log = (place + turn) % 2 == 0
            app.extensions["journal"] = write_down if has_log else lambda _entries: None
            wall, cpu = time.perf_counter(), time.process_time()
            job.do(f"They rang her back the same day, {turn}.")
            taken[has_log].append((time.perf_counter() - wall, time.process_time() - cpu))
    app.extensions["journal"] = write_down
    return {has_log: times[20:] for has_log, times in taken.items()}


def ratio(app: Flask, jobs: list[Job]) -> Iterator[str]:
    """Marking with log against the same without, as medians."""
    taken = both(app, jobs)
    for which, name in enumerate(("clock", "CPU of the portal")):
        log, none = (statistics.median(t[which] for t in taken[k]) for k in (True, False))
        yield f"marking, {name} | {ms(none)} | {ms(log)} | {log / none:.2f}×"


def held(jobs: list[Job]) -> Iterator[str]:
    """How long a mark keeps others of its tender waiting: from the lock on its log to the end."""
    moments: dict[str, float] = {}

    def after(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "FROM log " in statement:
            moments["locked"] = time.perf_counter()

    def commit(_connection: Any) -> None:
        moments["committing"] = time.perf_counter()

    event.listen(db.engine, "after_cursor_execute", after)
    event.listen(db.engine, "commit", commit)
    appending, whole = [], []
    for job in jobs:
        job.do("One more.")
        whole.append(time.perf_counter() - moments["locked"])
        appending.append(moments["committing"] - moments["locked"])
    event.remove(db.engine, "after_cursor_execute", after)
    event.remove(db.engine, "commit", commit)
    append, all_of_it = statistics.median(appending), statistics.median(whole)
    yield f"its log locked | {ms(all_of_it)} | {ms(all_of_it - append)} of it the commit"


def disk(folder: Path) -> Iterator[str]:
    """How long this disk takes to keep 8 kB for good: no commit can be shorter."""
    times = []
    with open(folder / "kept", "wb") as file:
        for _ in range(200):
            os.pwrite(file.fileno(), secrets.token_bytes(8192), 0)
            start = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - start)
    yield f"fdatasync of 8 kB | {ms(statistics.median(times))} | {ms(min(times))} at best"


def appending(house: make.House, log_id: uuid.UUID) -> float:
    """The median of one event's transaction on a log, in seconds."""
    times = []
    for number in range(60):
        with tenant(house.id):
            start = time.perf_counter()
            with transaction():
                record("section:moved", house.lead.actor, log_id, title=f"Section {number}")
            times.append(time.perf_counter() - start)
    return statistics.median(times[10:])


def growth(house: make.House, short: uuid.UUID, long: uuid.UUID) -> Iterator[str]:
    """An append to a log of a few events, and to one of a hundred thousand."""
    few, many = appending(house, short), appending(house, long)
    yield f"an append to 5 and to {MANY:,} events | {ms(few)} | {ms(many)} | {many / few:.2f}×"


def reading(house: make.House, log_id: uuid.UUID) -> Iterator[str]:
    """The best of three readings of a long log, beside a loop that says how fast the machine is."""
    with tenant(house.id):
        sizes = verify_log(log_id).size
    whole = best(lambda: verified(house, log_id))
    bare = best(lambda: leaves_alone(house, log_id))
    loop = best(lambda: sum(map(int, range(10_000_000))))
    yield f"{sizes:,} events, contents and tree | {bare:.2f} s CPU | {bare / loop:.2f} loops"
    yield f"the same with 3 sealed values each | {whole:.2f} s CPU | {whole / loop:.2f} loops"


def verified(house: make.House, log_id: uuid.UUID) -> None:
    """Verify a log, as `flask audit verify` does."""
    with tenant(house.id):
        assert verify_log(log_id).troubles == []


def leaves_alone(house: make.House, log_id: uuid.UUID) -> None:
    """Only work every leaf and the tree out again, to see what the sealed values cost."""
    kept, peaks = rows._sealed, Peaks()
    rows._sealed = lambda *_: []
    gc.disable()
    try:
        with tenant(house.id):
            for stretch in rows.stretches_of(log_id):
                for event, leaf in zip(stretch.events, stretch.leaves(), strict=True):
                    assert leaf.hex() == event.leaf
                    peaks.append(leaf)
            assert peaks.root == proofs.root(log_id, peaks.size)
    finally:
        rows._sealed = kept
        gc.enable()


def proving(house: make.House, log_id: uuid.UUID) -> Iterator[str]:
    """Inclusion and consistency proofs at random places of a long log."""
    places, times, others = random.Random(1), [], []
    with tenant(house.id):
        size = db.session.scalars(select(Log.size).where(Log.id == log_id)).one()
        root = proofs.root(log_id, size)
        for _ in range(200):
            number = places.randrange(1, size + 1)
            start = time.perf_counter()
            proof = proofs.inclusion(log_id, number, size)
            times.append(time.perf_counter() - start)
            wanted = select(Event.leaf).where(Event.log_id == log_id, Event.number == number)
            leaf = bytes.fromhex(db.session.scalars(wanted).one())
            assert is_included(leaf, number - 1, size, proof, root)
            start = time.perf_counter()
            proofs.consistency(log_id, number, size)
            others.append(time.perf_counter() - start)
    yield f"an inclusion proof | {ms(statistics.median(times[10:]))}"
    yield f"a consistency proof | {ms(statistics.median(others[10:]))}"


def best(run: Callable[[], object]) -> float:
    """The least CPU seconds of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def ms(seconds: float) -> str:
    return f"{seconds * 1e3:.2f} ms"


@contextmanager
def database(kind: str, folder: Path) -> Iterator[tuple[str, int]]:
    """An empty migrated database: the address that the portal is given, and the server's number."""
    if kind == "sqlite":
        url = f"sqlite:///{folder}/evenhand.db"
        migrate(folder, url)
        yield url, 0
        return
    postgres.SETTINGS = ("listen_addresses=''", "shared_buffers=128MB", "max_connections=60")
    with postgres.running_cluster(folder) as cluster:
        cluster.template("bench", lambda url: migrate(folder, url))
        server = int((cluster.folder / "data" / "postmaster.pid").read_text().split()[0])
        with cluster.copy("bench") as copy:
            yield copy.app_url, server


def migrate(folder: Path, url: str) -> None:
    """Lay out the tables."""
    with app_on(folder, url).app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()


def cases(folder: Path, url: str, server: int) -> Iterator[str]:
    """Every line of the table of one database."""
    app = app_on(folder, url)
    yield from disk(folder)
    with app.app_context():
        made = make_evaluation.marking_tender(bids=8, professional=6, young=2)
        jobs = jobs_of(made)
        yield from ratio(app, jobs)
        yield from held(jobs)
        db.session.remove()
        db.engine.dispose()
        if server:
            yield from writers(folder, url, server, jobs)
        long = long_log(made.house, MANY)
        yield from reading(made.house, long)
        yield from proving(made.house, long)
        yield from growth(made.house, make.tender(made.house), long)
        db.session.remove()
        db.engine.dispose()


def main() -> None:
    for kind in sys.argv[1:] or ("sqlite", "postgresql"):
        print(f"\n### {kind}\n", flush=True)
        with tempfile.TemporaryDirectory() as folder, database(kind, Path(folder)) as (url, server):
            for line in cases(Path(folder), url, server):
                print(f"| {line} |", flush=True)


if __name__ == "__main__":
    main()
