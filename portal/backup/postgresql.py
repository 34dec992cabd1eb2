"""PostgreSQL: every table by COPY in one snapshot, which needs no program beside the portal.

Row-level security would hide rows from the portal's own role, and from the owner too. So whoever
backs up must pass it (`evenhand_backup`); with `row_security` off, a wall that would hide a row is
an error. Whoever restores owns the tables (`evenhand_owner`), and all of it is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import psycopg
from psycopg.sql import SQL, Composed, Identifier
from sqlalchemy import Connection, Engine, inspect

from portal.backup.archive import CHUNK
from portal.backup.problems import Stopped

FOLDER = "tables"
Tables = dict[str, list[str]]
Row = tuple[Any, ...]

TABLES = "select tablename from pg_tables where schemaname = 'public' order by 1"
FUNCTIONS = """
    select oid::regprocedure::text from pg_proc where pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
"""
FORCED = """
    select relname from pg_class where relnamespace = 'public'::regnamespace
    and relforcerowsecurity order by 1
"""
ALWAYS = """
    select relname, tgname from pg_trigger join pg_class on pg_class.oid = tgrelid
    where relnamespace = 'public'::regnamespace and not tgisinternal and tgenabled = 'A'
"""


def member_of(table: str) -> str:
    """Where a table's rows stand in the archive."""
    return f"{FOLDER}/{table}.copy"


def copy_out(engine: Engine, folder: Path) -> tuple[str, Tables]:
    """Copy every table as of one moment, while others write; answers the migration and columns."""
    (folder / FOLDER).mkdir()
    with _at_work(engine) as (connection, cursor):
        cursor.execute("set transaction isolation level repeatable read, read only")
        cursor.execute("set local row_security = off")
        revision = _revision(cursor)
        tables = {name: _columns(connection, name) for name in _parents_first(connection)}
        for name, columns in tables.items():
            statement = _copy(name, columns, "to stdout")
            with (folder / member_of(name)).open("wb") as file, cursor.copy(statement) as rows:
                for chunk in rows:
                    file.write(chunk)
    return revision, tables


def is_empty(engine: Engine) -> bool:
    """Whether nothing would be lost: not a row in any table."""
    with _at_work(engine) as (_connection, cursor):
        names = [name for name in _names(cursor, TABLES) if name != "alembic_version"]
        with _walls_down(cursor):
            return not any(_has_rows(cursor, name) for name in names)


def put_back(
    engine: Engine,
    folder: Path,
    revision: str,
    tables: Tables,
    bring_up: Callable[[Connection, str], None],
) -> None:
    """Make the tables anew, fill them, and bring them up to date: all of it, or nothing."""
    with _at_work(engine) as (connection, cursor):
        cursor.execute("set local lock_timeout = '5s'")
        _clear(cursor)
        bring_up(connection, revision)
        if {*tables, "alembic_version"} != {*_names(cursor, TABLES)}:
            raise Stopped("The archive has other tables than its migration: it can't be restored.")
        with _walls_down(cursor):
            _fill(cursor, folder, tables)
        bring_up(connection, "head")


@contextmanager
def _at_work(engine: Engine) -> Iterator[tuple[Connection, psycopg.Cursor[Row]]]:
    with engine.begin() as connection:
        driver = cast("psycopg.Connection[Row]", connection.connection.driver_connection)
        yield connection, driver.cursor()


def _names(cursor: psycopg.Cursor[Row], query: Any) -> list[str]:
    return [str(row[0]) for row in cursor.execute(query).fetchall()]


def _revision(cursor: psycopg.Cursor[Row]) -> str:
    if "alembic_version" not in _names(cursor, TABLES):
        raise Stopped("The database holds nothing yet: there is nothing to back up.")
    return _names(cursor, "select version_num from alembic_version")[0]


def _parents_first(connection: Connection) -> list[str]:
    found = inspect(connection).get_sorted_table_and_fkc_names()
    return [name for name, _keys in found if name and name != "alembic_version"]


def _columns(connection: Connection, table: str) -> list[str]:
    return [column["name"] for column in inspect(connection).get_columns(table)]


def _copy(table: str, columns: list[str], way: str) -> Composed:
    names = SQL(", ").join(map(Identifier, columns))
    return SQL("copy {} ({}) {}").format(Identifier(table), names, SQL(way))


def _has_rows(cursor: psycopg.Cursor[Row], table: str) -> bool:
    found = cursor.execute(SQL("select exists (select from {})").format(Identifier(table)))
    return bool((found.fetchone() or (False,))[0])


@contextmanager
def _walls_down(cursor: psycopg.Cursor[Row]) -> Iterator[None]:
    """Let the owner see and write every row, in this transaction alone."""
    cursor.execute("set local lock_timeout = '5s'")
    forced, always = _names(cursor, FORCED), cursor.execute(ALWAYS).fetchall()
    _on_each(cursor, forced, "alter table {} no force row level security")
    yield
    cursor.execute("set constraints all immediate")
    _on_each(cursor, forced, "alter table {} force row level security")
    for table, trigger in always:
        statement = SQL("alter table {} enable always trigger {}")
        cursor.execute(statement.format(Identifier(table), Identifier(trigger)))


def _clear(cursor: psycopg.Cursor[Row]) -> None:
    _on_each(cursor, _names(cursor, TABLES), "drop table {} cascade")
    for function in _names(cursor, FUNCTIONS):
        cursor.execute(f"drop function {function}".encode())


def _fill(cursor: psycopg.Cursor[Row], folder: Path, tables: Tables) -> None:
    """Copy the rows in; what refuses changes to evidence is off meanwhile, in here alone."""
    _on_each(cursor, tables, "alter table {} disable trigger user")
    _on_each(cursor, reversed(tables), "delete from {}")
    for name, columns in tables.items():
        statement = _copy(name, columns, "from stdin")
        with (folder / member_of(name)).open("rb") as file, cursor.copy(statement) as rows:
            while chunk := file.read(CHUNK):
                rows.write(chunk)
    cursor.execute("set constraints all immediate")
    _on_each(cursor, tables, "alter table {} enable trigger user")


def _on_each(cursor: psycopg.Cursor[Row], tables: Iterable[str], statement: str) -> None:
    for table in tables:
        cursor.execute(SQL(statement).format(Identifier(table)))
