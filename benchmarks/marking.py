"""Marking, as the figures of the log measure it: one transaction, and many writers at once."""

from __future__ import annotations

import os
import random
import secrets
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

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
from tests import make_evaluation
from tests.apps import app_on

WRITERS = (1, 2, 4)
SECONDS = 6
ROUNDS = 4
TICKS = os.sysconf("SC_CLK_TCK")

# As the portal's pages load them: statements written once, and the tender locked against its lead.
TENDER = select(Tender).where(Tender.id == bindparam("id")).with_for_update(read=True)
SHEET = select(Sheet).where(Sheet.id == bindparam("id"))
QUESTION = select(Criterion).where(Criterion.id == bindparam("id"))
QUESTION = QUESTION.options(joinedload(Criterion.scale))


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
            tender = db.session.scalars(TENDER, {"id": self.tender}).one()
            sheet = db.session.scalars(SHEET, {"id": self.sheet}).one()
            criterion = db.session.scalars(QUESTION, {"id": self.criterion}).one()
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


@dataclass
class Writer:
    """One process that marks for some seconds, on a database that others mark on too."""

    folder: Path
    url: str
    jobs: list[Job]
    together: Any

    def write(self) -> tuple[int, float]:
        """How many marks it recorded, and its CPU seconds."""
        with app_on(self.folder, self.url).app_context():
            for job in self.jobs[:20]:  # until statements are compiled and prepared
                job.do("To begin with.")
            self.together.wait()
            count, cpu, end = 0, time.process_time(), time.perf_counter() + SECONDS
            while time.perf_counter() < end:
                self.jobs[count % len(self.jobs)].do(f"Reason {secrets.token_hex(8)}.")
                count += 1
            return count, time.process_time() - cpu


def writers(folder: Path, url: str, server: int, jobs: list[Job]) -> Iterator[str]:
    """Marks a second that one tender takes from several processes: the best of some rounds."""
    for number in WRITERS:
        rounds = [at_once(number, folder, url, server, jobs) for _ in range(ROUNDS)]
        rate, portal, database = max(rounds)
        cost = f"{portal * 1e3:.1f} ms portal, {database * 1e3:.1f} ms PostgreSQL"
        yield f"{number} writers on one tender | {rate:.0f} a second | {cost}, CPU for each mark"


def at_once(
    number: int, folder: Path, url: str, server: int, jobs: list[Job]
) -> tuple[float, float, float]:
    """Marks a second from so many processes, and CPU seconds of portal and server for each mark."""
    before, context = cpu_of(server), get_context("spawn")
    with context.Manager() as manager, context.Pool(number) as pool:
        start = manager.Barrier(number)
        shares = [Writer(folder, url, jobs[each::number], start) for each in range(number)]
        done = pool.map(Writer.write, shares, chunksize=1)
        pool.close()
        pool.join()
    count, portal = sum(n for n, _cpu in done), sum(cpu for _n, cpu in done)
    begun = 20 * number
    return count / SECONDS, portal / count, (cpu_of(server) - before) / (count + begun)


def cpu_of(server: int) -> float:
    """CPU seconds of a server and of all its processes, those included that have ended."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(path.parent.name) == server:
            ticks += sum(map(int, fields[11:15]))
        elif int(fields[1]) == server:
            ticks += sum(map(int, fields[11:13]))
    return ticks / TICKS
