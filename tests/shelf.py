"""Tenders that are made once and copied for each test, where making them anew would take long."""

from __future__ import annotations

import fcntl
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask

from portal.core.database import db
from tests import make

Prepared = Callable[..., Any]


@dataclass(frozen=True)
class Quick:
    """One app for many tests; its database, a file, is put in place anew for each."""

    app: Flask
    database: Path

    def put(self, source: Path) -> None:
        """Let the app go on with a copy of this database."""
        self.leave()
        for left in self.database.parent.glob(f"{self.database.name}-*"):
            left.unlink()
        shutil.copyfile(source, self.database)

    def leave(self) -> None:
        """Close whatever is open, so that the file holds everything."""
        db.session.remove()
        db.engine.dispose()


class Shelf:
    """Databases with what a builder made in each, by how it was made; ids stay the same.

    They are shared by all processes of a test session: who needs one first makes it.
    """

    def __init__(self, quick: Quick, folder: Path) -> None:
        self.quick = quick
        self.folder = folder

    def take(self, builder: Callable[..., Any], **how: Any) -> Any:
        """What `builder(house, **how)` makes, in the database of `quick_app`."""
        name = f"{builder.__module__}.{builder.__qualname__}"
        name += "".join(f"-{key}={how[key]}" for key in sorted(how))
        database, made = self.folder / f"{name}.db", self.folder / f"{name}.pickle"
        with alone(self.folder / f"{name}.lock"):
            if not made.exists():
                result = builder(make.house(), **how)
                self.quick.leave()
                shutil.copyfile(self.quick.database, database)
                made.write_bytes(pickle.dumps(result))
        self.quick.put(database)
        return pickle.loads(made.read_bytes())


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One of the session's processes at a time."""
    with open(path, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
