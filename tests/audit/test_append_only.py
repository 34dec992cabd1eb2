"""What may only be added to: no change, no deletion, no emptying; and logs older than the tree."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import DBAPIError

from portal.audit import proofs
from portal.audit.checkpoints import peaks_of, sign_what_grew
from portal.audit.models import Log
from portal.audit.verify import verify_log
from portal.core.database import db
from portal.core.tenancy import tenant
from tests import make
from tests.apps import app_on
from tests.audit.test_log import grown
from tests.conftest import TEMPLATE
from tests.migration_lists import NEVER_EMPTIED
from tests.postgres import Cluster

OWNER, LOG = uuid.uuid4(), uuid.uuid4()
EVENTS = 40


def test_nothing_of_a_log_is_changed_or_deleted(app: Flask) -> None:
    house = grown(make.house(), 17)
    with make.writing(house.id):
        assert sign_what_grew()
    for table, column in (("event", "leaf"), ("log_node", "hash"), ("checkpoint", "root")):
        for statement in (f"update {table} set {column} = 'x'", f"delete from {table}"):
            with tenant(house.id), pytest.raises(DBAPIError, match="only ever added to"):
                db.session.execute(text(statement))
        with tenant(house.id):
            assert db.session.scalar(text(f"select count(*) from {table}"))


def test_nothing_that_is_evidence_can_be_emptied_at_one_stroke(cluster: Cluster) -> None:
    """Not even by who owns the tables."""
    with cluster.copy(TEMPLATE) as database:
        engine = create_engine(database.owner_url)
        for table in NEVER_EMPTIED:
            with engine.connect() as connection, pytest.raises(DBAPIError, match="never emptied"):
                connection.execute(text(f"truncate {table} cascade"))
        engine.dispose()


def test_what_refuses_deletion_refuses_emptying_too(cluster: Cluster) -> None:
    with cluster.copy(TEMPLATE) as database:
        engine = create_engine(database.owner_url)
        with engine.connect() as connection:
            names = set(connection.scalars(text("select tgname from pg_trigger")))
        engine.dispose()
    tables = {name.removeprefix("refuse_delete_") for name in names if "refuse_delete" in name}
    assert {table for table in tables if f"refuse_truncate_{table}" not in names} == set()


def age(database: str, folder: Path) -> None:
    """A database as it was before there were trees, with a log; then brought to the newest."""
    app = app_on(folder, database)
    with app.app_context():
        upgrade(revision="0002")
        write_old_events(app)
        upgrade()
        db.session.remove()
        db.engine.dispose()


def write_old_events(app: Flask) -> None:
    """Events without leaves, as the portal wrote them then."""
    is_postgresql = db.engine.dialect.name == "postgresql"
    owner, log = (str(each) if is_postgresql else each.hex for each in (OWNER, LOG))
    with db.engine.begin() as connection:
        if is_postgresql:
            tell = text("select set_config('app.tenant_id', :owner, true)")
            connection.execute(tell, {"owner": owner})
        connection.execute(
            text(
                "insert into authority (id, slug, name, address, contact, created_at) values"
                " (:owner, 'old', 'Old', '1 Old Lane', 'old@a.example', '2026-06-01 09:00:00')"
            ),
            {"owner": owner},
        )
        its = {"owner": owner, "log": log, "size": EVENTS}
        connection.execute(
            text("insert into log (authority_id, id, size) values (:owner, :log, :size)"), its
        )
        for number in range(1, EVENTS + 1):
            facts = {"title": f"Familie Übung {number}", "fields": ["b", "a"]}
            connection.execute(
                text(
                    "insert into event (authority_id, id, log_id, number, name, at, actor,"
                    " actor_role, facts, seals) values (:owner, :id, :log, :number,"
                    " 'section:moved', '2026-06-01 09:00:00.5', 'nobody', 'system', :facts, '{}')"
                ),
                its | {"id": uuid.uuid4().hex, "number": number, "facts": json.dumps(facts)},
            )


@contextmanager
def aged(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of such a database."""
    if kind == "sqlite":
        url = f"sqlite:///{folder}/old.db"
        age(url, folder)
        yield url
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    cluster.template("evenhand_old", lambda url: age(url, folder))
    with cluster.copy("evenhand_old") as database:
        yield database.app_url


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_log_from_before_the_tree_gets_its_leaves(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    with aged(kind, request, tmp_path) as url, app_on(tmp_path, url).app_context():
        with tenant(OWNER):
            report = verify_log(LOG)
            assert (report.size, report.troubles) == (EVENTS, [])
            head = db.session.scalars(select(Log).where(Log.id == LOG)).one()
            assert proofs.root(LOG, EVENTS) == peaks_of(head).root
        with tenant(OWNER), pytest.raises(DBAPIError, match="only ever added to"):
            db.session.execute(text("update event set leaf = 'x'"))
        db.session.remove()
        db.engine.dispose()
