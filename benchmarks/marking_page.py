"""What a marking page, a draft and a save cost, and how many evaluators two processes serve.

PYTHONPATH=. python benchmarks/marking_page.py             costs, weight, and 200 evaluators
PYTHONPATH=. python benchmarks/marking_page.py 200 400 ..  these numbers of evaluators (0: none)

PostgreSQL with stock durability settings, gunicorn with 2 workers, as `portal/server.py` says. CPU
is that of gunicorn and of PostgreSQL, from /proc. By turns with it the floor app is asked, which
does the least that Flask can do: compare ratios, for the machine is never alone.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from benchmarks.browsing import Evaluator
from benchmarks.log_speed import database
from benchmarks.marking import TICKS
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.marking.queries import own_sheets
from portal.evaluation.queries import seat_of
from portal.tenders.models import Tender
from tests import make, make_evaluation
from tests.apps import app_on
from tests.browser import served

PROFESSIONAL, YOUNG, BIDS = 12, 8, 6
ASKED, ROUNDS, SECONDS = 60, 5, 45
FLOOR_TIMES = 5
"""The floor costs so little that /proc, which counts in 10 ms, wants more of it."""
ROOT = Path(__file__).resolve().parent.parent


def cpu_of(*roots: int) -> float:
    """CPU seconds of some processes with all that come from them."""
    parents, used = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        number = int(path.parent.name)
        parents[number] = int(fields[1])
        used[number] = sum(map(int, fields[11 : 15 if number in roots else 13]))
    ours = set(roots)
    while more := {each for each, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(used.get(each, 0) for each in ours) / TICKS


def plan_of(address: str, app: Any, tenders: int) -> list[tuple[str, str, list[str]]]:
    """Each evaluator of several tenders: the portal's address, their session, their questions."""
    plan = []
    for number in range(tenders):
        house = make.house(f"council-{number}")
        made = make_evaluation.marking_tender(house, BIDS, PROFESSIONAL, YOUNG)
        for human in made.everybody:
            client = make.client_of(app, human)
            with tenant(made.house.id):
                tender = db.session.get_one(Tender, (made.house.id, made.id))
                seat = seat_of(human.actor, tender)
                assert seat
                pages = [
                    f"{made.path}/marking/{own.label}/{criterion.code}"
                    for own in own_sheets(tender, seat)
                    for criterion in own.criteria
                ]
            cookie = client.get_cookie("session")
            assert cookie
            plan.append((address, cookie.value, pages))
    random.Random(1).shuffle(plan)
    return plan


@dataclass
class Floor:
    """Asks the floor app the same way."""

    address: str

    def __post_init__(self) -> None:
        self._line = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)

    def page(self) -> None:
        """Its page."""
        self._ask("GET", "/page", None)

    def save(self) -> None:
        """Its save."""
        self._ask("POST", "/save", urlencode({"mark": 3, "reason": "A reasoned comment. " * 10}))

    def _ask(self, method: str, path: str, body: str | None) -> None:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        self._line.close()
        self._line.request(method, path, body, headers)
        self._line.getresponse().read()


Cost = tuple[float, float]
"""CPU milliseconds of a request: of gunicorn, and of PostgreSQL."""


def costs(
    each: Sequence[Evaluator], floor: Floor, portal: int, bare: int, server: int
) -> dict[str, list[Cost]]:
    """What each request costs, the floor's by turns with the portal's; in each round another
    evaluator's, since nobody marks a question twenty times."""
    found: dict[str, list[Cost]] = {}
    for number, one in enumerate(each):
        one.read()
        acts: dict[str, tuple[Callable[[], Any], int]] = {
            "floor page": (floor.page, bare),
            "page": (one.read, portal),
            "draft": (one.keep, portal),
            "floor save": (floor.save, bare),
            "save": (lambda one=one: (one.save(), one.read()), portal),  # type: ignore[misc]
        }
        taken = {
            name: _cost(act, root, server, ASKED * (FLOOR_TIMES if root == bare else 1))
            for name, (act, root) in acts.items()
        }
        (both, page) = taken["save"], taken["page"]
        taken["save"] = (both[0] - page[0], both[1] - page[1])
        for name, cost in taken.items() if number else ():  # the first warms up
            found.setdefault(name, []).append(cost)
    return found


def _cost(act: Callable[[], Any], root: int, server: int, times: int) -> Cost:
    before = cpu_of(root), cpu_of(server)
    for _ in range(times):
        act()
    used, asked = cpu_of(root) - before[0], cpu_of(server) - before[1]
    return used / times * 1e3, asked / times * 1e3


def costs_told(found: dict[str, list[Cost]]) -> Iterator[str]:
    """Least and median of both together, of each alone, and the median beside the floor."""
    for name, taken in found.items():
        floor_of = found["floor save" if "page" not in name else "floor page"]
        ratio = statistics.median(
            sum(mine) / sum(theirs) for mine, theirs in zip(taken, floor_of, strict=True)
        )
        parts = [[sum(each) for each in taken], *zip(*taken, strict=True)]
        told = " | ".join(f"{min(each):.1f}, {statistics.median(each):.1f}" for each in parts)
        yield f"{name} | {told} | {ratio:.1f}×"


def many(plan: Path, number: int, portal: tuple[int, ...]) -> str:
    """How long saves take when so many evaluators work at once."""
    before, start = cpu_of(*portal), time.perf_counter()
    command = [sys.executable, "benchmarks/evaluators.py", str(plan), str(number), str(SECONDS)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    found = json.loads(done.stdout)
    used, wall = cpu_of(*portal) - before, time.perf_counter() - start
    taken = found["taken"]
    parts = " | ".join(f"{_shares(taken[act])}" for act in ("page", "draft", "save"))
    count = sum(map(len, taken.values()))
    wrong = [*found["wrong"][:1]]
    speed = f"{count / wall:.0f} requests a second, {used / wall:.2f} cores"
    cores = f"{speed}, load {os.getloadavg()[0]:.0f}"
    return f"{number} | {len(found['wrong'])} {' '.join(wrong)} | {parts} | {cores}"


def _shares(times: list[float]) -> str:
    ordered = sorted(times)
    middle, most = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    return f"{middle * 1e3:.0f}, {most * 1e3:.0f}, {ordered[-1] * 1e3:.0f} ms of {len(ordered)}"


def lines(numbers: list[int], folder: Path, url: str, server: int) -> Iterator[str]:
    """Everything that is printed."""
    app = app_on(folder, url)
    os.environ["BENCH_FLOOR"] = url.replace("evenhand_app", "postgres")
    from benchmarks import floor_app

    floor_app.fill()
    floor_app.engine.dispose()
    environment = {
        "EVENHAND_DATA": str(folder),
        "EVENHAND_DATABASE": url,
        "EVENHAND_MODE": "test",
        "EVENHAND_SECRET_KEY": app.config["SECRET_KEY"],
    }
    with (
        served(environment, workers=2) as portal,
        served({"BENCH_FLOOR": os.environ["BENCH_FLOOR"]}, app="benchmarks.floor_app:app") as bare,
        app.app_context(),
    ):
        plan = plan_of(portal.address, app, max(1, -(-max(numbers) // (PROFESSIONAL + YOUNG))))
        db.session.remove()
        db.engine.dispose()
        roots = (portal.process.pid, server)
        some = [Evaluator(*each) for each in plan[-ROUNDS - 1 :]]
        pids = (portal.process.pid, bare.process.pid, server)
        found = costs(some, Floor(bare.address), *pids)
        yield from costs_told(found)
        path = folder / "plan.json"
        path.write_text(json.dumps(plan))
        for number in filter(None, numbers):
            yield many(path, number, roots)


def main() -> None:
    numbers = [int(each) for each in sys.argv[1:]] or [200]
    with tempfile.TemporaryDirectory() as folder, database("postgresql", Path(folder)) as found:
        for line in lines(numbers, Path(folder), *found):
            print(f"| {line} |", flush=True)


if __name__ == "__main__":
    main()
