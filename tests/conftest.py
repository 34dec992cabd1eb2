"""What every test stands on: a fresh copy of a migrated database, an app, a client."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from jinja2.bccache import Bucket, BytecodeCache
from playwright.sync_api import Browser

from portal import create_app
from portal.accounts.limits import limiter
from portal.config import Config
from portal.core.database import db
from tests.browser import chromium
from tests.client import Client
from tests.postgres import Cluster, running_cluster
from tests.shelf import Prepared, Quick, Shelf
from tests.stages import Stages, stages_in

TEMPLATE = "evenhand_template"


class CompiledTemplates(BytecodeCache):
    """Templates compiled once for all apps of a test run, each by the checksum of its source."""

    def __init__(self) -> None:
        self.compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what an earlier app compiled, if the source is the same."""
        if bucket.key in self.compiled:
            bucket.bytecode_from_string(self.compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what this app compiled."""
        self.compiled[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = CompiledTemplates()


def config_for(folder: Path, database: str, **more: Any) -> Config:
    """The settings of a test's own installation."""
    return Config(data=folder, mode="test", secret_key="test " * 8, database=database, **more)


def migrate(folder: Path, database: str) -> None:
    """Bring an empty database to the newest migration."""
    app = create_app(config_for(folder, database))
    with app.app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def session_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test session share."""
    return tmp_path_factory.getbasetemp().parent if _is_worker() else tmp_path_factory.getbasetemp()


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy from."""
    folder = tmp_path_factory.mktemp("template")
    path = folder / "template.db"
    migrate(folder, f"sqlite:///{path}")
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
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The portal on both kinds of database."""
    yield from serve(database_url, tmp_path)


@pytest.fixture(scope="session")
def quick_portal(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Quick:
    """The app of all tests that don't depend on the kind of database."""
    folder = tmp_path_factory.mktemp("quick")
    database = folder / "evenhand.db"
    app = create_app(config_for(folder, f"sqlite:///{database}"))
    app.jinja_env.bytecode_cache = TEMPLATES
    return Quick(app, database)


@pytest.fixture
def quick_app(quick_portal: Quick, sqlite_template: Path) -> Iterator[Flask]:
    """The portal on SQLite alone; take `own_app` to add routes."""
    config = dict(quick_portal.app.config)
    quick_portal.app.testing = True
    quick_portal.app.test_client_class = Client
    with quick_portal.app.app_context():
        quick_portal.put(sqlite_template)
        limiter.reset()
        yield quick_portal.app
        quick_portal.leave()
    quick_portal.app.config.update(config)


@pytest.fixture(scope="session")
def shelf(quick_portal: Quick, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """What was made for the tests of this session."""
    return Shelf(quick_portal, tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def prepared(quick_app: Flask, shelf: Shelf) -> Prepared:
    """`prepared(builder, ...)`: what a builder makes, in this test's own database."""
    return shelf.take


@pytest.fixture
def own_app(sqlite_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The portal on SQLite alone, an app of this test's own."""
    yield from serve(sqlite_url, tmp_path)


def serve(database_url: str, folder: Path, **more: Any) -> Iterator[Flask]:
    """An app on a database; its context is open for the test's own work, and closed after."""
    app = create_app(config_for(folder, database_url, **more))
    app.testing = True
    app.test_client_class = Client
    app.jinja_env.bytecode_cache = TEMPLATES
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
