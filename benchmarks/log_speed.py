"""What the log costs, in one run: marking with it and without, many writers, verifying, proofs.

PYTHONPATH=. python benchmarks/log_speed.py            every case, as Markdown tables
PYTHONPATH=. python benchmarks/log_speed.py DATABASE   one database: sqlite or postgresql

The portal is set up by the tests' own builders; PostgreSQL runs with stock durability settings.
"""

from __future__ import annotations

import gc
import random
import secrets
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import insert, select

from portal.audit import proofs
from portal.audit import reading as rows
from portal.audit.contents import encode, line_of, seal_of
from portal.audit.journal import record, write_down
from portal.audit.merkle import Peaks, is_included, leaf_hash
from portal.audit.models import Event, Log, LogNode, SealedFact
from portal.audit.verify import verify_log
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.core.transaction import transaction
from portal.evaluation.marking import operations as marking
from portal.evaluation.marking.queries import own_sheets
from portal.evaluation.models import Sheet
from portal.evaluation.queries import seat_of
from portal.specifications.models import Criterion
from portal.tenders.models import Tender
from tests import make, make_evaluation, postgres
from tests.apps import app_on

MANY = 100_000
ROUNDS = 6
WRITERS = (1, 2, 4, 8)
SECONDS = 8


@dataclass
class Job:
    """One evaluator's mark for one question of one bid."""

    house: uuid.UUID
    tender: uuid.UUID
    actor: Any
    sheet: uuid.UUID
    criterion: uuid.UUID

    def do(self, words: str) -> None:
        """A marking transaction, from loading what is judged to the commit."""
        with clock.at(make_evaluation.MARKING), tenant(self.house), transaction():
            key = self.house
            tender = db.session.get_one(Tender, (key, self.tender))
            sheet = db.session.get_one(Sheet, (key, self.sheet))
            criterion = db.session.get_one(Criterion, (key, self.criterion))
            marking.record_mark(self.actor, tender, sheet, criterion, Decimal(2), words)


def jobs_of(made: make_evaluation.Marking) -> list[Job]:
    """All marks of a tender, in a random order that is the same each time."""
    jobs = []
    with clock.at(make_evaluation.MARKING), tenant(made.house.id):
        tender = db.session.get_one(Tender, (made.house.id, made.id))
        for human in made.everybody:
            seat = seat_of(human.actor, tender)
            assert seat
            for own in own_sheets(tender, seat):
                for criterion in own.criteria:
                    facts = (human.actor, own.sheet.id, criterion.id)
                    jobs.append(Job(made.house.id, made.id, *facts))
    random.Random(1).shuffle(jobs)
    return jobs


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


def write_for(folder: Path, url: str, jobs: list[Job], seconds: float) -> tuple[int, float]:
    """One process of several: how many marks it recorded, and its CPU seconds."""
    app = app_on(folder, url)
    with app.app_context():
        jobs[0].do("To begin with.")
        end, count, cpu = time.perf_counter() + seconds, 0, time.process_time()
        while time.perf_counter() < end:
            jobs[count % len(jobs)].do(f"Reason {secrets.token_hex(8)}.")
            count += 1
        return count, time.process_time() - cpu


def writers(folder: Path, url: str, jobs: list[Job]) -> Iterator[str]:
    """Marks a second that one tender takes from several processes, each with its own evaluators."""
    for number in WRITERS:
        shares = [jobs[each::number] for each in range(number)]
        with get_context("spawn").Pool(number) as pool:
            calls = [(folder, url, share, SECONDS) for share in shares]
            done = pool.starmap(write_for, calls)
        count, cpu = sum(n for n, _cpu in done), sum(c for _n, c in done)
        each = ms(cpu / count)
        yield f"{number} writers on one tender | {count / SECONDS:.0f} a second | {each} CPU each"


def held(app: Flask, jobs: list[Job]) -> Iterator[str]:
    """How long a marking transaction keeps others of its tender waiting: from lock to commit."""
    times: list[float] = []

    def journal(entries: list[Any]) -> None:
        start = time.perf_counter()
        write_down(entries)
        db.session.flush()
        times.append(time.perf_counter() - start)

    app.extensions["journal"] = journal
    for job in jobs:
        job.do("One more.")
    app.extensions["journal"] = write_down
    yield f"its log locked for, but the commit | {ms(statistics.median(times))}"


def long_log(house: make.House, size: int) -> uuid.UUID:
    """A tender's log of so many marks, three sealed values each, put in place in bulk."""
    log_id, peaks, nodes = make.tender(house), Peaks(), []
    with tenant(house.id):
        head = db.session.scalars(select(Log).where(Log.id == log_id)).one()
        peaks = Peaks(head.size, [bytes.fromhex(each) for each in head.peaks])
        while peaks.size < size:
            events, sealed = [], []
            for number in range(peaks.size + 1, min(peaks.size + 5000, size) + 1):
                event, facts = mark_event(house.id, log_id, number)
                events.append(event)
                sealed += facts
                for level, place, made in peaks.append(bytes.fromhex(event["leaf"])):
                    if proofs.is_kept(level):
                        nodes.append(node(house.id, log_id, level, place, made))
            db.session.execute(insert(Event), events)
            db.session.execute(insert(SealedFact), sealed)
        db.session.execute(insert(LogNode), nodes)
        head.size, head.peaks = peaks.size, [each.hex() for each in peaks.hashes]
        db.session.commit()
    return log_id


def mark_event(
    owner: uuid.UUID, log_id: uuid.UUID, number: int
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A row of `event` as the journal writes one, and those of `sealed_fact`."""
    event_id, nonce = uuid.uuid4(), secrets.token_hex(16)
    values = {"mark": f'"{number % 5}"', "replaces": "null"}
    values["reason"] = f'"They rang her back the same day, she says; mark {number}."'
    sealed = [
        {"authority_id": owner, "id": uuid.uuid4(), "event_id": event_id, "name": name,
         "salt": secrets.token_hex(32), "value": value}
        for name, value in values.items()
    ]  # fmt: skip
    facts = {"label": "KTRM"[number % 4], "criterion": f"Q{number % 7}"}
    seals = {each["name"]: seal_of(each["salt"], each["value"]) for each in sealed}
    told = ("mark:recorded", make_evaluation.MARKING, "0123456789abcdef", "young_evaluator")
    line = line_of(str(log_id), number, *told, encode(facts), encode(seals), nonce)
    name, at, actor, role = told
    event = {"authority_id": owner, "id": event_id, "log_id": log_id, "number": number,
             "name": name, "at": at, "actor": actor, "actor_role": role, "facts": facts,
             "seals": seals, "nonce": nonce, "leaf": leaf_hash(line.encode()).hex()}  # fmt: skip
    return event, sealed


def node(
    owner: uuid.UUID, log_id: uuid.UUID, level: int, place: int, made: bytes
) -> dict[str, Any]:
    """A row of `log_node`."""
    its = {"authority_id": owner, "id": uuid.uuid4(), "log_id": log_id}
    return its | {"level": level, "place": place, "hash": made.hex()}


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
def database(kind: str, folder: Path) -> Iterator[str]:
    """An empty migrated database, its address as the portal is given it."""
    if kind == "sqlite":
        url = owner_url = f"sqlite:///{folder}/evenhand.db"
        migrate(folder, owner_url)
        yield url
        return
    postgres.SETTINGS = ("listen_addresses=''", "shared_buffers=128MB", "max_connections=60")
    with postgres.running_cluster(folder) as cluster:
        cluster.template("bench", lambda url: migrate(folder, url))
        with cluster.copy("bench") as copy:
            yield copy.app_url


def migrate(folder: Path, url: str) -> None:
    with app_on(folder, url).app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()


def cases(kind: str, folder: Path, url: str) -> Iterator[str]:
    """Every line of the table of one database."""
    app = app_on(folder, url)
    with app.app_context():
        made = make_evaluation.marking_tender(bids=8, professional=6, young=2)
        jobs = jobs_of(made)
        yield from ratio(app, jobs)
        yield from held(app, jobs)
        long = long_log(made.house, MANY)
        yield from reading(made.house, long)
        yield from proving(made.house, long)
        yield from growth(made.house, make.tender(made.house), long)
        db.session.remove()
        db.engine.dispose()
    if kind == "postgresql":
        yield from writers(folder, url, jobs)


def main() -> None:
    for kind in sys.argv[1:] or ("sqlite", "postgresql"):
        print(f"\n### {kind}\n", flush=True)
        with tempfile.TemporaryDirectory() as folder, database(kind, Path(folder)) as url:
            for line in cases(kind, Path(folder), url):
                print(f"| {line} |", flush=True)


if __name__ == "__main__":
    main()
