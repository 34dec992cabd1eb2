"""What every list costs with 2,000 tenders, 20,000 bids and a million marks, and with 20 tenders.

PYTHONPATH=. python benchmarks/lists.py [TENDERS [WORD]]     WORD: of the pages that are called so

PostgreSQL with stock durability settings, gunicorn with one worker. CPU is that of gunicorn and of
PostgreSQL, from /proc; queries are counted in a process of their own, on the same database. The
figure: under 60 ms of server CPU, with the same number of queries as with 20 tenders. By turns the
floor app is asked: the ratio, and what it would be on a machine with nobody else (`FLOOR`).
"""

from __future__ import annotations

import contextlib
import http.client
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from benchmarks.log_speed import database
from benchmarks.many_tenders import fill
from benchmarks.marking_page import cpu_of
from portal.accounts.models import APPROVER, AUDITOR, PARTICIPATION
from portal.core.database import db
from tests import make, make_outcomes
from tests.apps import app_on
from tests.browser import served
from tests.statements import counted

FEW, BIDS, ASKED, ROUNDS = 20, 10, 10, 3
WARM = 64
"""Requests until each of eight threads' connections had its statements planned once for all, which
the driver does at the fifth time."""
FLOOR = 1.14
"""Milliseconds of the floor's page on this machine when it is quiet."""
Pages = list[tuple[str, make.Human | None, str]]


def pages_of(made: Any, bidder: make.Human, operator: make.Human) -> Pages:
    """Each list, who reads it, and where it stands."""
    house, path = made.house, made.path
    staff, lead = house.staff, house.lead
    evaluator, slug = made.people["young"][0], f"/{house.slug}"
    tender = (
        *("", "specification", "seats", "gates", "progress", "opening", "moderation"),
        *("moderation/minutes", "result", "decision", "views", "report", "letters", "trail"),
        *("compliance", "exclusions", "claims", "contract"),
    )
    pages: Pages = [
        ("home, lead", lead, "/home"),
        ("home, lead, page 2", lead, "/home?page=2"),
        ("home, lead, searched", lead, "/home?q=e"),
        ("home, participation lead", staff[PARTICIPATION], "/home"),
        ("home, approver", staff[APPROVER], "/home"),
        ("home, auditor", staff[AUDITOR], "/home"),
        ("home, evaluator", evaluator, "/home"),
        ("home, provider", bidder, "/home"),
        ("home, provider, page 2", bidder, "/home?bids=2&page=2"),
        ("home, operator", operator, "/home"),
        ("plan, lead", lead, f"{slug}/plan"),
        ("contracts, lead", lead, f"{slug}/contracts/"),
        ("roles, evaluator", evaluator, "/roles"),
        ("public tenders, open", None, "/notices"),
        ("public tenders, closed", None, "/notices?show=closed"),
        ("public tenders, decided", None, "/notices?show=decided"),
        ("people", lead, f"{slug}/people"),
        ("panels", staff[PARTICIPATION], f"{slug}/panels"),
        ("what people said", staff[PARTICIPATION], f"{slug}/insights"),
        ("working days", lead, f"{slug}/working-days"),
        ("trail, auditor", staff[AUDITOR], path("trail")),
        ("trail, auditor, page 3", staff[AUDITOR], path("trail?page=3")),
        ("marking, evaluator", evaluator, path("marking")),
        ("bid, provider", bidder, path("bid")),
    ]
    return pages + [(f"tender: {each or 'its page'}, lead", lead, path(each)) for each in tender]


def asked(app: Any, human: make.Human | None, path: str) -> int | str:
    """How many queries a page asks at its second visit; a word where it isn't there."""
    client = make.client_of(app, human) if human else app.test_client()
    with contextlib.redirect_stdout(io.StringIO()):  # its log
        if (found := client.get(path)).status_code != 200:
            return f"({found.status_code})"
        with counted() as statements:
            client.get(path)
    return len(statements)


def session_of(app: Any, human: make.Human | None) -> str:
    """The cookie of somebody who signed in."""
    cookie = make.client_of(app, human).get_cookie("session") if human else None
    return cookie.value if cookie else ""


def timed(
    address: str, cookie: str, path: str, roots: tuple[int, ...], times: int = ASKED
) -> tuple[float, float]:
    """CPU milliseconds of the servers for one request, the least round and the middle one."""
    line, taken = http.client.HTTPConnection(urlsplit(address).netloc, timeout=600), []
    for number in range(ROUNDS + 1):
        before = cpu_of(*roots)
        for _ in range(times if number else max(times, WARM)):
            line.close()
            line.request("GET", path, headers={"Cookie": f"session={cookie}"})
            line.getresponse().read()
        if number:  # the first one compiles, remembers, and has statements planned
            taken.append((cpu_of(*roots) - before) / times * 1e3)
    return min(taken), statistics.median(taken)


def lines(tenders: int, word: str, folder: Path, url: str, server: int) -> Iterator[str]:
    """Everything that is printed."""
    app = app_on(folder, url)
    owner = url.replace("evenhand_app", "postgres")
    with app.app_context():
        made = make_outcomes.released_tender(make.house("ambleford"), n=BIDS)
        bidder, operator = made.members[0], make.operator()
        pages = [each for each in pages_of(made, bidder, operator) if word in each[0]]
        people = [each.actor.person_id for each in made.everybody()]
        db.session.remove()
    fill(owner, made.id, range(1, FEW), people)
    with app.app_context():
        few = [asked(app, human, path) for _name, human, path in pages]
    begun = time.perf_counter()
    fill(owner, made.id, range(FEW, tenders), people)
    yield f"{counts(owner)}, filled in {time.perf_counter() - begun:.0f} s"
    with app.app_context():
        many = [asked(app, human, path) for _name, human, path in pages]
        cookies = [session_of(app, human) for _name, human, _path in pages]
        db.session.remove()
        db.engine.dispose()
    environment = {
        "EVENHAND_DATA": str(folder),
        "EVENHAND_DATABASE": url,
        "EVENHAND_MODE": "test",
        "EVENHAND_SECRET_KEY": app.config["SECRET_KEY"],
    }
    os.environ["BENCH_FLOOR"] = owner
    from benchmarks import floor_app

    floor_app.fill()
    floor_app.engine.dispose()
    with (
        served(environment) as portal,
        served({"BENCH_FLOOR": owner}, app="benchmarks.floor_app:app") as bare,
    ):
        roots, floor = (portal.process.pid, server), (bare.process.pid, server)
        for (name, _human, path), cookie, before, after in zip(
            pages, cookies, few, many, strict=True
        ):
            least, middle = timed(portal.address, cookie, path, roots)
            ratio = least / timed(bare.address, "", "/page", floor, 5 * ASKED)[0]
            quiet = f"{ratio:.0f}× | {ratio * FLOOR:.0f}"
            yield f"{name} | {before} | {after} | {least:.1f} | {middle:.1f} | {quiet}"


def counts(owner: str) -> str:
    """How much there is."""
    with psycopg.connect(owner) as line:
        found = [
            f"{line.execute(f'select count(*) from {table}').fetchone()[0]:,} {table}s"  # type: ignore[index]
            for table in ("tender", "bid", "mark")
        ]
    return f"{', '.join(found)}, load {os.getloadavg()[0]:.0f}"


def main() -> None:
    given = sys.argv[1:]
    tenders, word = (given + ["2000", ""][len(given) :])[:2]
    with tempfile.TemporaryDirectory() as folder, database("postgresql", Path(folder)) as found:
        for line in lines(int(tenders), word, Path(folder), *found):
            print(f"| {line} |", flush=True)


if __name__ == "__main__":
    main()
