"""A backup taken while people work, restored elsewhere, is the whole house."""

from __future__ import annotations

import shutil
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import Result
from flask import Flask, has_app_context

from portal.core.database import db
from tests import make, make_evaluation
from tests.apps import app_on
from tests.client import Client
from tests.conftest import TEMPLATE
from tests.make_bids import label_of
from tests.postgres import Cluster, Database

pytestmark = pytest.mark.journey

BACKUP_ROLE = """
    do $$ begin
        if not exists (select from pg_roles where rolname = 'evenhand_backup') then
            create role evenhand_backup login nosuperuser bypassrls;
            grant pg_read_all_data to evenhand_backup;
        end if;
    end $$
"""


@dataclass
class Writer:
    """An evaluator who saves one mark after another until told to stop."""

    client: Client
    page: str
    saved: list[str] = field(default_factory=list)
    enough: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Save a new reason each time; what was answered with 303 is in `saved`."""
        while not self.enough.is_set():
            words = f"Reason {len(self.saved) + 1} of many."
            typed = {"mark": "2", "reason": words, "seen": str(len(self.saved)), "do": "save"}
            answer = self.client.submit(self.page, typed)
            assert answer.status_code == 303, answer.text
            self.saved.append(words)


@contextmanager
def written_meanwhile(app: Flask, made: make_evaluation.Marking) -> Iterator[Writer]:
    """Somebody marks while the body runs; a few marks are saved before it begins."""
    young = made.evaluators["young"][0]
    page = f"{made.path}/marking/{label_of(made.house, made.id, made.bidders[0])}/Q1"
    writer = Writer(make.client_of(app, young), page)
    thread = threading.Thread(target=writer.run)
    thread.start()
    try:
        while len(writer.saved) < 3 and thread.is_alive():
            writer.enough.wait(0.02)
        yield writer
    finally:
        writer.enough.set()
        thread.join()


def run(app: Flask, *arguments: object) -> Result:
    """A flask command; one that ends in a traceback fails the test."""
    if has_app_context():
        db.session.remove()  # the test's own reading must not hold a lock
    with app.app_context():
        result = app.test_cli_runner().invoke(args=[str(each) for each in arguments])
        db.engine.dispose()
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def new_machine(folder: Path, database: str = "") -> Flask:
    """A portal that has its settings, and nothing else yet."""
    folder.mkdir()
    app = app_on(folder, database or f"sqlite:///{folder / 'evenhand.db'}")
    shutil.rmtree(folder / "keys")
    return app


def proves_itself(app: Flask, writer: Writer, before: list[str], young: make.Human) -> None:
    """Sign-in works, and what was acknowledged before the backup began is there."""
    client = make.client_of(app)
    signed_in = client.submit("/sign-in", {"email": young.account, "password": make.PASSWORD})
    assert signed_in.status_code == 303
    shown = client.get(writer.page).text
    last = next(words for words in reversed(writer.saved) if words in shown)
    assert writer.saved.index(last) >= len(before) - 1
    with make.looking():
        kept = db.session.connection().exec_driver_sql("select count(*) from person").scalar_one()
    assert kept > 5


def test_a_backup_taken_while_people_mark_is_restored_on_sqlite(
    own_app: Flask, tmp_path: Path
) -> None:
    made = make_evaluation.marking_tender(bids=1)
    archive, other = tmp_path / "one.tar", tmp_path / "other"
    with written_meanwhile(own_app, made) as writer:
        before = list(writer.saved)
        result = run(own_app, "backup", archive)
    assert result.exit_code == 0, result.output
    assert "encrypt it" in result.output
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    elsewhere = new_machine(other)
    with elsewhere.app_context():
        result = run(elsewhere, "restore", archive)
        assert result.exit_code == 0, result.output
        proves_itself(elsewhere, writer, before, made.evaluators["young"][0])
        for key in (tmp_path / "keys").iterdir():
            assert (other / "keys" / key.name).read_bytes() == key.read_bytes()
        assert [path.name for path in other.glob(".backup-*")] == []
        refused = run(elsewhere, "restore", archive)
        assert refused.exit_code == 1
        assert "--over" in refused.output
        over = run(elsewhere, "restore", archive, "--over")
        assert over.exit_code == 0, over.output
        proves_itself(elsewhere, writer, before, made.evaluators["young"][0])
        db.engine.dispose()


def test_a_backup_taken_while_people_mark_is_restored_on_postgresql(
    cluster: Cluster, tmp_path: Path
) -> None:
    with (
        cluster.copy(TEMPLATE) as here,
        cluster.copy(TEMPLATE) as there,
        psycopg.connect(cluster.url("postgres", here.name), autocommit=True) as admin,
    ):
        admin.execute(BACKUP_ROLE)
        portal = app_on(tmp_path, here.app_url)
        keeper = app_on(tmp_path, cluster.url("evenhand_backup", here.name))
        archive = tmp_path / "one.tar"
        with portal.app_context():
            made = make_evaluation.marking_tender(bids=1)
            refused = run(portal, "backup", archive)
            assert refused.exit_code == 1
            assert "evenhand_backup" in refused.output
            with written_meanwhile(portal, made) as writer:
                before = list(writer.saved)
                with keeper.app_context():
                    result = run(keeper, "backup", archive)
                    db.engine.dispose()
            assert result.exit_code == 0, result.output
            db.engine.dispose()
        _restored_on_postgresql(there, archive, tmp_path / "other", writer, before, made)


def _restored_on_postgresql(
    there: Database,
    archive: Path,
    other: Path,
    writer: Writer,
    before: list[str],
    made: make_evaluation.Marking,
) -> None:
    with psycopg.connect(there.owner_url) as connection:
        walls = walls_of(connection)
    owner = new_machine(other, there.owner_url)
    with owner.app_context():
        for more in ((), ("--over",)):
            result = run(owner, "restore", archive, *more)
            assert result.exit_code == 0, result.output
        refused = run(owner, "restore", archive)
        assert refused.exit_code == 1
        assert "--over" in refused.output
        db.engine.dispose()
    portal = app_on(other, there.app_url)
    with portal.app_context():
        proves_itself(portal, writer, before, made.evaluators["young"][0])
        db.engine.dispose()
    with psycopg.connect(there.owner_url) as connection:
        assert walls_of(connection) == walls
        assert connection.execute("select count(*) from mark").fetchone() == (0,)


def walls_of(connection: psycopg.Connection[Any]) -> list[Any]:
    """Triggers, policies and forced walls, as the catalogue has them."""
    return connection.execute(
        "select 'trigger', tgrelid::regclass::text, tgname, tgenabled::text from pg_trigger"
        " where not tgisinternal union all"
        " select 'policy', tablename, policyname, qual from pg_policies union all"
        " select 'forced', relname, relforcerowsecurity::text, relrowsecurity::text from pg_class"
        " where relnamespace = 'public'::regnamespace and relkind = 'r' union all"
        " select 'rights', table_name, grantee, privilege_type"
        " from information_schema.role_table_grants where table_schema = 'public'"
        " order by 1, 2, 3, 4"
    ).fetchall()
