"""What takes long to make is made once, and copied wherever a test would make it again."""

from __future__ import annotations

import fcntl
import hashlib
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from flask import Flask, current_app

from portal.core import clock
from portal.core.database import db
from portal.specifications import published

Prepared = Callable[..., Any]
P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Quick:
    """One app for many tests; its database, a file, is put in place anew for each."""

    app: Flask
    database: Path
    empty: Path
    made: str = ""

    def clear(self) -> None:
        """Let the app go on with an empty database."""
        self.put(self.empty, "empty")

    def put(self, source: Path, made: str) -> None:
        """Let the app go on with a copy of this database; `made`: by which steps."""
        self.leave()
        for left in self.database.parent.glob(f"{self.database.name}-*"):
            left.unlink()
        shutil.copyfile(source, self.database)
        self.stands(made)

    def leave(self) -> None:
        """Close whatever is open, so that the file holds everything."""
        db.session.remove()
        db.engine.dispose()
        published.forget()

    def stands(self, made: str) -> None:
        """Note by which steps the file was made, and mark it, so that any other step shows."""
        self.made = made
        os.utime(self.database, (0, 0))

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was saved since."""
        log = self.database.with_name(f"{self.database.name}-wal")
        return not self.database.stat().st_mtime and not (log.exists() and log.stat().st_size)


class Shelf:
    """Databases by the steps that made them, each with what its last step answered.

    All processes of a test session share them: who needs one first makes it. Ids stay the same.
    """

    def __init__(self, quick: Quick, folder: Path) -> None:
        self.quick = quick
        self.folder = folder

    def take(self, step: Callable[..., T], *args: Any, **how: Any) -> T:
        """What `step(*args, **how)` answers, and all that it saves, in the app's database."""
        step = getattr(step, "__wrapped__", step)
        made = f"{self.quick.made} {step.__module__}.{step.__qualname__} {args} {how} {_held()}"
        if " at 0x" in made:  # what has no words of its own is never the same again
            return step(*args, **how)
        made = hashlib.sha256(made.encode()).hexdigest()
        database, answer = self.folder / f"{made}.db", self.folder / f"{made}.pickle"
        with alone(self.folder / f"{made}.lock"):
            if not answer.exists():
                answered = step(*args, **how)
                self.quick.leave()
                shutil.copyfile(self.quick.database, database)
                answer.write_bytes(pickle.dumps(answered))
        self.quick.put(database, made)
        kept: T = pickle.loads(answer.read_bytes())
        return kept


shelves: list[Shelf] = []
"""The shelf of this process, once there is one."""


def shelved(step: Callable[P, T]) -> Callable[P, T]:
    """A builder that is taken from the shelf wherever all steps before it were taken from there.

    It must answer with what it made, and leave alone what it was given.
    """

    @wraps(step)
    def take(*args: P.args, **how: P.kwargs) -> T:
        for shelf in shelves:
            if current_app == shelf.quick.app and shelf.quick.is_untouched:
                return shelf.take(step, *args, **how)
        return step(*args, **how)

    return take


def _held() -> str:
    """The moment at which a test holds the clock."""
    return f"{clock._fixed.get()}"


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One of the session's processes at a time."""
    with open(path, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
