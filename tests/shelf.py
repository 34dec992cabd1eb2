"""Tenders that are made once and copied for each test, where making them anew would take long."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Hashable
from copy import deepcopy
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
    """Databases with what a builder made in each, by how it was made; ids stay the same."""

    def __init__(self, quick: Quick, folder: Path) -> None:
        self.quick = quick
        self.folder = folder
        self.kept: dict[Hashable, tuple[Path, Any]] = {}

    def take(self, builder: Callable[..., Any], **how: Any) -> Any:
        """What `builder(house, **how)` makes, in the database of `quick_app`."""
        key = (builder, *sorted(how.items()))
        if key not in self.kept:
            made = builder(make.house(), **how)
            self.quick.leave()
            path = self.folder / f"{len(self.kept)}.db"
            shutil.copyfile(self.quick.database, path)
            self.kept[key] = (path, made)
        path, made = self.kept[key]
        self.quick.put(path)
        return deepcopy(made)
