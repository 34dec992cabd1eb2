"""How long it takes to write a bundle and to check it, on the demo's data and on a long log.

bin/demo --no-serve
PYTHONPATH=. python benchmarks/bundle_speed.py [DATA]
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TIMES = 7
EVENTS = 100_000


def best(work: Callable[[], Any]) -> float:
    """The best of several runs, in milliseconds of this process's time."""
    found = []
    for _time in range(TIMES):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found) * 1000


def of_the_demo(folder: Path) -> None:
    """The tender whose letters are out: both forms, written and checked."""
    os.environ["EVENHAND_DATA"] = str(folder)
    from portal import create_app
    from portal.accounts.queries import authorities
    from portal.core.database import db, reading
    from portal.core.tenancy import tenant
    from portal.record.bundle.queries import blobs_of
    from portal.record.bundle.readers import reader_for_all, reader_for_bidder
    from portal.record.bundle.writing import write_bundle
    from portal.tenders.models import Tender

    with create_app().app_context():
        reading.set(True)
        for owner in [each.id for each in authorities()]:
            with tenant(owner):
                for tender in db.session.query(Tender).filter_by(stage="released"):
                    provider = next(iter(blobs_of(tender).values())).provider_id
                    for name, reader in (
                        ("whole", reader_for_all(tender)),
                        ("bidder's", reader_for_bidder(tender, provider)),
                    ):
                        out = io.BytesIO()
                        write_bundle(reader, out)
                        took = best(lambda r=reader: write_bundle(r, io.BytesIO()))
                        size = len(out.getvalue()) / 1000
                        print(f"{name}: written in {took:.0f} ms, {size:.0f} kB")
                        check(name, out.getvalue())


def check(name: str, bundle: bytes) -> None:
    """The verifier, run alone from its start to its verdict."""
    from portal.record.bundle import verify

    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(bundle)
        file.flush()
        command = [sys.executable, "-I", "-S", str(verify.__file__), file.name]
        walls = []
        for _time in range(TIMES):
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            walls.append(time.perf_counter() - start)
    print(f"{name}: checked in {min(walls) * 1000:.0f} ms")


def of_a_long_log() -> None:
    """A hundred thousand events of marks: contents hashed again, numbers, seals and root."""
    from portal.record.bundle import verify

    log, value = "0" * 36, '"3"'
    seal = verify.hashlib.sha256(bytes(32) + value.encode()).hexdigest()
    lines, openings = [], []
    for number in range(1, EVENTS + 1):
        event = {
            "actor": "0123456789abcdef",
            "at": "2026-10-20T00:00:00+00:00",
            "facts": {"criterion": "Q1", "label": "K"},
            "log": log,
            "name": "mark:recorded",
            "nonce": f"{number:032x}",
            "number": number,
            "role": "young_evaluator",
            "seals": dict.fromkeys(("at", "mark", "reason", "replaces"), seal),
        }
        lines.append(json.dumps(event, separators=(",", ":"), sort_keys=True))
        openings.append({"event": number, "name": "mark", "salt": "00" * 32, "value": value})
    leaves = "".join(f"{verify.leaf_hash(line.encode()).hex()}\n" for line in lines)
    with tempfile.TemporaryDirectory() as folder:
        files = {
            "bundle.json": json.dumps(
                {"format": verify.FORMAT, "form": "full", "log": log, "stage": "marking"}
            ),
            "keys.json": "[]",
            "events.jsonl": "".join(f"{line}\n" for line in lines),
            "leaves.txt": leaves,
            "openings.jsonl": "".join(f"{json.dumps(each)}\n" for each in openings),
        }
        for name, text in files.items():
            Path(folder, name).write_text(text)

        def read() -> None:
            case = verify.Case(verify.Files(folder), argparse.Namespace())
            verify.roots(case.leaves, {EVENTS})
            for part in (verify.check_events, verify.check_seals):
                assert list(part(case)) == []

        print(f"{EVENTS:,} events read, hashed, their seals opened: {best(read):.0f} ms")


if __name__ == "__main__":
    of_a_long_log()
    of_the_demo(Path(sys.argv[1] if len(sys.argv) > 1 else "instance").absolute())
