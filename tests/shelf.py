"""Tenders that are made once and copied for each test, where making them anew would take long."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests import make
from tests.conftest import serve
from tests.make_moderation import Panel

Builder = Callable[..., Panel]
Prepared = Callable[..., Panel]


class Shelf:
    """SQLite files with a tender in each, by how it was made; ids are the same in every copy."""

    def __init__(self, template: Path, folder: Path) -> None:
        self.template = template
        self.folder = folder
        self.kept: dict[str, Panel] = {}

    def copy(self, target: Path, builder: Builder, **how: Any) -> Panel:
        """Put a copy of the tender that `builder` makes where the test's database is."""
        name = "-".join([builder.__name__, *(f"{key}={how[key]}" for key in sorted(how))])
        kept = self.folder / f"{name}.db"
        if name not in self.kept:
            for old in self.folder.glob(f"{name}.db*"):
                old.unlink()
            shutil.copyfile(self.template, kept)
            for _app in serve(f"sqlite:///{kept}", self.folder):
                self.kept[name] = builder(make.house(), **how)
        shutil.copyfile(kept, target)
        return self.kept[name]


@pytest.fixture(scope="session")
def shelf(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The tenders of this test session."""
    return Shelf(sqlite_template, tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def prepared(quick_app: Flask, shelf: Shelf, tmp_path: Path) -> Prepared:
    """`prepared(builder, …)`: what a builder makes, in this test's own database."""
    return partial(shelf.copy, tmp_path / "evenhand.db")
