"""What a marking page, a draft and a save cost, and how many evaluators two processes serve.

PYTHONPATH=. python benchmarks/marking_page.py             costs, weight, and 200 evaluators
PYTHONPATH=. python benchmarks/marking_page.py 200 400 ..  these numbers of evaluators

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
from collections.abc import Callable, Iterator
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

TENDERS, PROFESSIONAL, YOUNG, BIDS = 20, 12, 8, 6
ASKED, ROUNDS, SECONDS = 60, 5, 45
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


def plan_of(address: str, app: Any) -> list[tuple[str, str, list[str]]]:
    """Each evaluator of several tenders: the portal's address, their session, their questions."""
    plan = []
    for number in range(TENDERS):
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


def costs(one: Evaluator, floor: Floor, portal: tuple[int, ...], bare: tuple[int, ...]) -> Any:
    """CPU milliseconds of the servers for each request, the floor's by turns with the portal's."""
    acts: dict[str, tuple[Callable[[], Any], tuple[int, ...]]] = {
        "floor page": (floor.page, bare),
        "page": (one.read, portal),
        "draft": (one.keep, portal),
        "floor save": (floor.save, bare),
        "save and the page after it": (lambda: (one.save(), one.read()), portal),
    }
    taken: dict[str, list[float]] = {name: [] for name in acts}
    one.read()
    for _ in range(ROUNDS + 1):
        for name, (act, roots) in acts.items():
            before = cpu_of(*roots)
            for _ in range(ASKED):
                act()
            taken[name].append((cpu_of(*roots) - before) / ASKED * 1e3)
    best = {name: times[1:] for name, times in taken.items()}
    pages = zip(best.pop("save and the page after it"), best["page"], strict=True)
    best["save"] = [both - page for both, page in pages]
    return best


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
        plan = plan_of(portal.address, app)
        db.session.remove()
        db.engine.dispose()
        roots = (portal.process.pid, server)
        one, floor = Evaluator(*plan[-1]), Floor(bare.address)
        found = costs(one, floor, roots, (bare.process.pid, server))
        for name, times in found.items():
            floor_of = found["floor save" if "page" not in name else "floor page"]
            ratio = statistics.median(
                mine / theirs for mine, theirs in zip(times, floor_of, strict=True)
            )
            yield f"{name} | {min(times):.1f} | {statistics.median(times):.1f} | {ratio:.1f}×"
        path = folder / "plan.json"
        path.write_text(json.dumps(plan))
        for number in numbers:
            yield many(path, number, roots)


def main() -> None:
    numbers = [int(each) for each in sys.argv[1:]] or [200]
    if max(numbers) > TENDERS * (PROFESSIONAL + YOUNG):
        raise SystemExit("There are not so many evaluators: raise TENDERS.")
    with tempfile.TemporaryDirectory() as folder, database("postgresql", Path(folder)) as found:
        for line in lines(numbers, Path(folder), *found):
            print(f"| {line} |", flush=True)


if __name__ == "__main__":
    main()
