"""Tenders that take long to bring about: built once, and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests import make
from tests.conftest import serve
from tests.make_moderation import (
    Panel,
    closed,
    moderating_tender,
    record_all,
    sign_all,
)

Stage = tuple[Path, Panel]


def _built(source: Path, folder: Path, work: Callable[[], Panel]) -> Stage:
    """A copy of a database, brought on by `work`."""
    path = folder / "evenhand.db"
    shutil.copyfile(source, path)
    for _app in serve(f"sqlite:///{path}", folder):
        made = work()
    return path, made


def _copy(stage: Stage, folder: Path) -> Iterator[tuple[Flask, Panel]]:
    path, made = stage
    shutil.copyfile(path, folder / "evenhand.db")
    for app in serve(f"sqlite:///{folder / 'evenhand.db'}", folder):
        yield app, made


@pytest.fixture(scope="session")
def moderating_stage(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Three bids whose marks are sent; one young person is kept from the first."""
    folder = tmp_path_factory.mktemp("moderating")
    return _built(
        sqlite_template, folder, lambda: moderating_tender(make.house(), 3, kept_from=True)
    )


@pytest.fixture(scope="session")
def recorded_stage(moderating_stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The same, everything recorded and nothing signed."""
    source, made = moderating_stage

    def work() -> Panel:
        record_all(made)
        return made

    return _built(source, tmp_path_factory.mktemp("recorded"), work)


@pytest.fixture(scope="session")
def deciding_stage(recorded_stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The same, signed and closed: the run is made."""
    source, made = recorded_stage

    def work() -> Panel:
        sign_all(made)
        closed(made)
        return made

    return _built(source, tmp_path_factory.mktemp("deciding"), work)


@pytest.fixture
def moderating(moderating_stage: Stage, tmp_path: Path) -> Iterator[tuple[Flask, Panel]]:
    """The portal and a tender in moderation, nothing recorded."""
    yield from _copy(moderating_stage, tmp_path)


@pytest.fixture
def recorded_tender(recorded_stage: Stage, tmp_path: Path) -> Iterator[tuple[Flask, Panel]]:
    """The portal and a tender in moderation, everything recorded, nothing signed."""
    yield from _copy(recorded_stage, tmp_path)


@pytest.fixture
def deciding(deciding_stage: Stage, tmp_path: Path) -> Iterator[tuple[Flask, Panel]]:
    """The portal and a tender whose moderation is closed."""
    yield from _copy(deciding_stage, tmp_path)
