"""What every test stands on: a fresh copy of a migrated database, an app, a client."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser

from portal.accounts.limits import limiter
from portal.core.database import db
from tests import make, pages
from tests.apps import app_on, put_key, share_templates
from tests.browser import chromium
from tests.order import compile_a_share, put_in_order
from tests.postgres import Cluster, running_cluster
from tests.shelf import Prepared, Quick, Shelf, alone, shelves
from tests.stages import Stages, stages_in

TEMPLATE = "evenhand_template"


LONG = Path(__file__).with_name("long.txt")
"""The names of tests that take half a second or more."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what `bin/test --quick` leaves out: see setup.cfg."""
    if item.nodeid.partition("[")[0] in _long():
        item.add_marker("long")
    if _is_on_postgres(item):
        item.add_marker("postgresql")


@cache
def _long() -> frozenset[str]:
    return frozenset(LONG.read_text(encoding="utf-8").splitlines())


def _is_on_postgres(item: Any) -> bool:
    case = getattr(item, "callspec", None)
    asked = {"cluster", "postgres_app"} & set(item.fixturenames)
    return bool(asked) or (case is not None and "postgresql" in case.params.values())


def pytest_sessionstart(session: pytest.Session) -> None:
    """Where several processes run all tests, each compiles its share of their files."""
    if _is_worker() and session.config.args == session.config.getini("testpaths"):
        compile_a_share(_processes())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long journeys first, so that no process is left alone with one at the end."""
    put_in_order(items, _processes())


def _processes() -> int:
    return int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))


def pytest_collection_finish() -> None:
    """What stands when tests begin stays to the end: looking it over for garbage took a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def migrate(folder: Path, database: str) -> None:
    """Bring an empty database to the newest migration."""
    with app_on(folder, database).app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def session_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test session share."""
    return tmp_path_factory.getbasetemp().parent if _is_worker() else tmp_path_factory.getbasetemp()


@pytest.fixture(scope="session", autouse=True)
def _learnt_once(session_folder: Path) -> None:
    """What one process compiled or judged, no other does again."""
    share_templates(session_folder / "templates")
    pages.good.path = session_folder / "good-shapes"


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


@pytest.fixture(scope="session")
def sqlite_template(session_folder: Path) -> Path:
    """A migrated SQLite file to copy from."""
    path = session_folder / "template.db"
    with alone(session_folder / "template.lock"):
        if not path.exists():
            migrating = session_folder / "migrating.db"
            migrate(session_folder, f"sqlite:///{migrating}")
            migrating.rename(path)
    return path


@pytest.fixture(scope="session")
def cluster(session_folder: Path) -> Iterator[Cluster]:
    """The tests' PostgreSQL, with a migrated template database."""
    with running_cluster(session_folder) as cluster:
        cluster.template(TEMPLATE, lambda url: migrate(session_folder, url))
        yield cluster


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a SQLite database of this test's own."""
    path = tmp_path / "evenhand.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database of this test's own, on both kinds of database."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    with request.getfixturevalue("cluster").copy(TEMPLATE) as copy:
        yield copy.app_url


@pytest.fixture
def fresh_app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The portal on both kinds of database, an app of this test's own on `database_url`."""
    yield from serve(database_url, tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest) -> Flask:
    """The portal on both kinds of database; take `fresh_app` to add routes or to serve it."""
    kind = "quick_app" if request.param == "sqlite" else "postgres_app"
    found: Flask = request.getfixturevalue(kind)
    return found


@pytest.fixture(scope="session")
def postgres_portal(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The app of all tests on PostgreSQL; its database is emptied after each."""
    with cluster.copy(TEMPLATE, _own_name()) as copy:
        app = app_on(tmp_path_factory.mktemp("postgres"), copy.app_url)
        yield app
        with app.app_context():
            db.engine.dispose()


def _own_name() -> str:
    return f"{TEMPLATE}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.fixture
def postgres_app(cluster: Cluster, postgres_portal: Flask) -> Iterator[Flask]:
    """The portal on PostgreSQL alone, for what quicker tests show on SQLite, piece by piece."""
    with postgres_portal.app_context():
        yield from _as_it_was(postgres_portal)
        db.session.remove()
    cluster.empty(_own_name())


def _as_it_was(app: Flask) -> Iterator[Flask]:
    """Lend an app to a test, and take back what that changed in its settings."""
    config = dict(app.config)
    limiter.reset()
    put_key(app)
    yield app
    app.config.update(config)


@pytest.fixture(scope="session")
def quick_portal(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Quick:
    """The app of all tests that don't depend on the kind of database."""
    folder = tmp_path_factory.mktemp("quick")
    database = folder / "evenhand.db"
    return Quick(app_on(folder, f"sqlite:///{database}"), database, sqlite_template)


@pytest.fixture
def quick_app(quick_portal: Quick, shelf: Shelf) -> Iterator[Flask]:
    """The portal on SQLite alone; take `own_app` to add routes."""
    with quick_portal.app.app_context():
        quick_portal.clear()
        yield from _as_it_was(quick_portal.app)
        quick_portal.leave()


@pytest.fixture(scope="session")
def shelf(quick_portal: Quick, session_folder: Path) -> Shelf:
    """What was made for the tests of this session."""
    folder = session_folder / "shelf"
    folder.mkdir(exist_ok=True)
    shelves[:] = [Shelf(quick_portal, folder)]
    return shelves[0]


@pytest.fixture
def prepared(quick_app: Flask, shelf: Shelf) -> Prepared:
    """`prepared(builder, ...)`: what a builder makes for a house, in this test's own database."""

    def take(builder: Callable[..., Any], **how: Any) -> Any:
        shelf.quick.clear()
        return shelf.take(builder, make.house(), **how)

    return take


@pytest.fixture
def own_app(sqlite_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The portal on SQLite alone, an app of this test's own."""
    yield from serve(sqlite_url, tmp_path)


def serve(database_url: str, folder: Path, **more: Any) -> Iterator[Flask]:
    """An app on a database; its context is open for the test's own work, and closed after."""
    app = app_on(folder, database_url, **more)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def stages(
    session_folder: Path, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Stages:
    """The story of one tender, to be looked at in each of its stages."""
    return stages_in(session_folder, sqlite_template, tmp_path_factory.mktemp("stages"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    with chromium() as browser:
        yield browser
