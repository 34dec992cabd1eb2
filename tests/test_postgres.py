"""The tests' own PostgreSQL: its roles are as in production, its copies apart, its end clean."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from tests.postgres import APP, OWNER, Cluster, Database

ROOT = Path(__file__).resolve().parent.parent
HOLD = """
import sys, time
from pathlib import Path
from tests.postgres import running_cluster
with running_cluster(Path(sys.argv[1])) as cluster:
    print(cluster.folder, flush=True)
    time.sleep(60)
"""


def fill(url: str) -> None:
    """A migration in small."""
    with psycopg.connect(url) as connection:
        connection.execute("create table note (id serial primary key, words text)")
        connection.execute("insert into note (words) values ('first')")


@pytest.fixture
def database(cluster: Cluster) -> Iterator[Database]:
    """A copy of a template with one table in it."""
    cluster.template("small", fill)
    with cluster.copy("small") as copy:
        yield copy


def test_the_portal_may_change_rows_and_nothing_else(database: Database) -> None:
    with psycopg.connect(database.app_url) as connection:
        connection.execute("insert into note (words) values ('second')")
        assert connection.execute("select words from note order by id").fetchall() == [
            ("first",),
            ("second",),
        ]
        with pytest.raises(InsufficientPrivilege):
            connection.execute("drop table note")


def test_the_portals_role_owns_nothing_and_passes_no_policy(database: Database) -> None:
    with psycopg.connect(database.app_url) as connection:
        owners = connection.execute(
            "select distinct tableowner from pg_tables where schemaname = 'public'"
        ).fetchall()
        role = connection.execute(
            "select rolsuper, rolbypassrls, rolcreatedb from pg_roles where rolname = %s", (APP,)
        ).fetchone()
    assert owners == [(OWNER,)]
    assert role == (False, False, False)


def test_copies_know_nothing_of_each_other(cluster: Cluster, database: Database) -> None:
    with psycopg.connect(database.app_url) as connection:
        connection.execute("delete from note")
    with cluster.copy("small") as other, psycopg.connect(other.app_url) as connection:
        assert connection.execute("select count(*) from note").fetchone() == (1,)


def test_nothing_is_left_after_a_crash(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    folder = Path(holder.stdout.readline().strip())
    assert (folder / "data" / "postmaster.pid").exists()
    holder.kill()
    holder.communicate()
    for _ in range(200):
        if not folder.exists():
            break
        time.sleep(0.05)
    assert not folder.exists()
