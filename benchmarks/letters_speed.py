"""How long 200 outcome letters take as tagged PDFs, made as the portal makes them.

bin/demo --no-serve
PYTHONPATH=. python benchmarks/letters_speed.py [DATA] [--letters 200]

Works on a copy of the demo's data: the letters of the tender that has them are multiplied, each
with another name; then they are wanted, as the page does it, and two processes make them.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any


def main() -> None:
    """Print the time from the wish to the last file, and what it cost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", nargs="?", default="instance", type=Path)
    parser.add_argument("--letters", default=200, type=int)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "data"
        shutil.copytree(given.data, copy, ignore=shutil.ignore_patterns("*.lock", "lock"))
        os.environ["EVENHAND_DATA"] = str(copy)
        _measure(copy, given.letters)


def _measure(data: Path, number: int) -> None:
    from portal import create_app
    from portal.core.database import db
    from portal.core.tenancy import tenant
    from portal.outcomes.letter_files import standing_of
    from portal.outcomes.letter_files import start as start_processes
    from portal.tenders.models import Tender

    with create_app().app_context():
        house, tender_id = _multiply(number)
        start, before = time.perf_counter(), _cpu()
        start_processes(data)
        is_done = False
        while not is_done:
            time.sleep(0.2)
            with tenant(house):
                standing = standing_of(db.session.get_one(Tender, (house, tender_id)))
            is_done = not standing.is_going_on
        took, made = time.perf_counter() - start, standing.made
        for _share in range(2):
            os.wait()
        cost = _cpu() - before
        size = _size(house, tender_id)
    load = os.getloadavg()[0]
    print(f"{made} letters in {took:.1f} s ({cost:.1f} s of CPU, {cost / made * 1000:.0f} ms each)")
    print(f"{size / made / 1000:.0f} kB each; load {load:.1f} on {os.cpu_count()} cores")


def _multiply(number: int) -> tuple[uuid.UUID, uuid.UUID]:
    """As many letters as wanted, from those that are there; the rows go past the portal."""
    from sqlalchemy import insert, select

    from portal.accounts.queries import authorities
    from portal.bids.models import Bid
    from portal.core.database import db
    from portal.core.tenancy import tenant
    from portal.core.transaction import transaction
    from portal.outcomes.letter_files import want
    from portal.outcomes.models import Letter
    from portal.tenders.models import Tender

    houses = [each.id for each in authorities()]
    db.session.rollback()
    for house in houses:
        with tenant(house):
            there = list(db.session.scalars(select(Letter)))
            if not there:
                continue
            tender = db.session.get_one(Tender, (house, there[0].tender_id))
            letters = [_row(Letter, each) for each in there]
            bid = _row(Bid, db.session.get_one(Bid, (house, there[0].bid_id)))
            db.session.commit()
            for nth in range(number - len(letters)):
                one = letters[nth % len(letters)]
                name = f"{one['content']['receiver']['name']} {nth}"
                receiver = one["content"]["receiver"] | {"name": name}
                content = one["content"] | {"receiver": receiver, "greeting": f"Dear {name},"}
                new = bid | {"id": uuid.uuid4(), "label": f"Z{nth}"}
                db.session.execute(insert(Bid).values(new))
                made = one | {"id": uuid.uuid4(), "bid_id": new["id"], "content": content}
                db.session.execute(insert(Letter).values(made))
            db.session.commit()
            db.session.info.pop("flushed", None)
            tender = db.session.get_one(Tender, (house, letters[0]["tender_id"]))
            db.session.rollback()
            with transaction():
                want(tender)
            return house, letters[0]["tender_id"]
    raise SystemExit("No letters are out in these data: load the demo first.")


def _row(model: Any, found: Any) -> dict[str, Any]:
    return {column.key: getattr(found, column.key) for column in model.__mapper__.column_attrs}


def _size(house: uuid.UUID, tender_id: uuid.UUID) -> int:
    from sqlalchemy import func, select

    from portal.core.database import db
    from portal.core.tenancy import tenant
    from portal.outcomes.models_letters import LetterFile

    with tenant(house):
        wanted = select(func.sum(func.length(LetterFile.made)))
        return db.session.scalar(wanted.where(LetterFile.tender_id == tender_id)) or 0


def _cpu() -> float:
    own, children = (
        resource.getrusage(each) for each in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
