"""Back up an installation into one archive, and restore it: whole, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from portal.backup import archive, postgresql, sqlite
from portal.backup.archive import Manifest
from portal.backup.problems import Stopped, plainly
from portal.config import CONFIG_FILE
from portal.core import clock
from portal.record.erasure import notebook

KEYS = "keys"
BESIDE = (CONFIG_FILE, "clock-ahead")
"""What stands beside the database and the keys in the data folder, and belongs into a backup."""

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
BringUp = Callable[[Connection | str, str], None]
"""Migrate a database, given by its address or by a connection to it, up to a revision."""


def back_up(engine: Engine, data: Path, target: Path, fill: Callable[[], None]) -> Manifest:
    """Write database, keys and settings as of now into one archive that its owner alone reads.

    `fill` brings the notebook of erasures up to date, which goes with it.
    """
    with plainly():
        if target.exists():
            raise FileExistsError(None, None, str(target))
        with _workplace(target.absolute().parent) as folder:
            tables: postgresql.Tables = {}
            if engine.dialect.name == "sqlite":
                revision = sqlite.copy_out(_file_of(engine), folder)
            else:
                revision, tables = postgresql.copy_out(engine, folder)
            fill()
            _copy_files(data, folder)  # after the database: a key is there before its first use
            members = {name: archive.digest_of(folder / name) for name in _files_in(folder)}
            made_at = clock.wall().isoformat(timespec="seconds")
            manifest = Manifest(engine.dialect.name, revision, made_at, members, tables)
            archive.pack(manifest, folder, target)
    return manifest


def restore(
    source: Path, engine: Engine, data: Path, over: bool, knows: Callable[[str], bool], up: BringUp
) -> Manifest:
    """Put an archive's database and keys in place; refused where something would be lost.

    The settings stay in the archive: those of this machine hold.
    """
    with plainly(), archive.opened(source) as (tar, manifest):
        _refuse_what_cannot_fit(manifest, engine, knows)
        if not over:
            _refuse_to_lose(engine, data)
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _workplace(data) as folder:
            archive.unpack(tar, manifest, folder)
            engine.dispose()
            if engine.dialect.name == "sqlite":
                _put_file(engine, folder / sqlite.MEMBER, up)
            else:
                postgresql.put_back(engine, folder, manifest.revision, manifest.tables, up)
            _put_keys(folder, data)
            notebook.join(folder, data)
    return manifest


@contextmanager
def _workplace(beside: Path) -> Iterator[Path]:
    """A folder that nobody else reads, on the disk where the result will be; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=".backup-", dir=beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _file_of(engine: Engine) -> Path:
    if not engine.url.database or engine.url.database == ":memory:":
        raise Stopped("The database is in memory alone: there is no file to back up or restore.")
    return Path(engine.url.database)


def _copy_files(data: Path, folder: Path) -> None:
    for name in BESIDE:
        if (data / name).exists():
            shutil.copyfile(data / name, folder / name)
    for name in (KEYS, notebook.FOLDER):
        if (data / name).exists():
            shutil.copytree(data / name, folder / name)


def _files_in(folder: Path) -> list[str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def _refuse_what_cannot_fit(
    manifest: Manifest, engine: Engine, knows: Callable[[str], bool]
) -> None:
    here = engine.dialect.name
    if manifest.kind != here:
        raise Stopped(
            f"This is the backup of a {NAMES.get(manifest.kind, manifest.kind)} database, and"
            f" EVENHAND_DATABASE names one of {NAMES.get(here, here)}."
        )
    if not knows(manifest.revision):
        raise Stopped("A newer Evenhand made this archive: bring this one up to date first.")


def is_empty(engine: Engine) -> bool:
    """Whether nothing is in the database that would be lost."""
    if engine.dialect.name == "sqlite":
        return sqlite.is_empty(_file_of(engine))
    return postgresql.is_empty(engine)


def _refuse_to_lose(engine: Engine, data: Path) -> None:
    if not is_empty(engine):
        raise Stopped("The database isn't empty. To lose what is in it, say --over.")
    if (data / KEYS).exists() and any((data / KEYS).iterdir()):
        raise Stopped(f"{data / KEYS} isn't empty. To lose the keys in it, say --over.")


def _put_file(engine: Engine, unpacked: Path, up: BringUp) -> None:
    database = _file_of(engine)
    fresh = database.with_name(f"{database.name}.restoring")
    shutil.move(unpacked, fresh)
    try:
        sqlite.put_back(fresh, database, lambda address: up(address, "head"))
    finally:
        fresh.unlink(missing_ok=True)


def _put_keys(folder: Path, data: Path) -> None:
    if (data / KEYS).exists() and (folder / KEYS).exists():
        os.rename(data / KEYS, folder / "old-keys")
    for name in (KEYS, "clock-ahead"):
        if (folder / name).exists():
            os.replace(folder / name, data / name)
