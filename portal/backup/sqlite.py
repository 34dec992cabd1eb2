"""SQLite: a copy of one moment while others write, and its way back into place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from portal.backup.problems import Stopped

MEMBER = "evenhand.db"
IN_USE = "The database is in use: stop the portal and its mails, then start again."


def copy_out(database: Path, folder: Path) -> str:
    """Copy the whole database as it is at one moment, while others write; answers its migration."""
    copy = folder / MEMBER
    with closing(_open(database, "rw")) as live, closing(sqlite3.connect(copy)) as target:
        live.backup(target)
        target.execute("pragma journal_mode=delete")  # one file, nothing beside it
        (said,) = target.execute("pragma quick_check").fetchone()
        if said != "ok":
            raise Stopped(f"The database itself is damaged: {said}. Go back to an older backup.")
        if not _tables(target):
            raise Stopped(f"{database} holds nothing yet: there is nothing to back up.")
        (revision,) = target.execute("select version_num from alembic_version").fetchone()
    return str(revision)


def is_empty(database: Path) -> bool:
    """Whether nothing would be lost: no file, or not a row in any of its tables."""
    if not database.exists() or not database.stat().st_size:
        return True
    with closing(_open(database, "rw")) as there:
        return not any(
            there.execute(f'select exists (select 1 from "{table}")').fetchone()[0]  # noqa: S608
            for table in _tables(there)
        )


def put_back(fresh: Path, database: Path, bring_up: Callable[[str], None]) -> None:
    """Bring the copy up to date beside its place, then put it there in one step."""
    _let_go(database)
    bring_up(f"sqlite:///{fresh}")
    with closing(sqlite3.connect(fresh)) as ready:
        ready.execute("pragma journal_mode=delete")
    os.replace(fresh, database)


def _let_go(database: Path) -> None:
    """Refuse while anybody has the old one open; else leave nothing of it beside its file."""
    if database.exists():
        try:
            with closing(_open(database, "rw")) as old:
                old.execute("pragma journal_mode=delete")
        except sqlite3.OperationalError:
            raise Stopped(IN_USE) from None
    for beside in ("-wal", "-shm", "-journal"):
        database.with_name(database.name + beside).unlink(missing_ok=True)


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute(
        "select name from sqlite_master where type = 'table'"
        " and name not like 'sqlite%' and name <> 'alembic_version'"
    )
    return [str(name) for (name,) in found]


def _open(database: Path, mode: str) -> sqlite3.Connection:
    if not database.exists():
        raise FileNotFoundError(None, None, str(database))
    return sqlite3.connect(f"file:{quote(str(database))}?mode={mode}", uri=True, timeout=2)
