"""A backup or restore that can't be done says why in a sentence, and changes nothing."""

from __future__ import annotations

import io
import json
import resource
import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from portal.backup.archive import Manifest, digest_of
from portal.core.database import db
from tests import make
from tests.test_backup import new_machine, run

pytestmark = pytest.mark.journey


@pytest.fixture
def archive(quick_app: Flask, tmp_path: Path) -> Path:
    """A backup of a house with a tender."""
    make.tender(make.house())
    file = tmp_path / "one.tar"
    assert run(quick_app, "backup", file).exit_code == 0  # and all is in the database's own file
    return file


@pytest.fixture
def elsewhere(tmp_path: Path) -> Flask:
    """Another machine's portal: it has settings, and nothing else yet."""
    return new_machine(tmp_path / "elsewhere")


def refused(app: Flask, *arguments: object) -> str:
    """What a command says when it does nothing; nothing is left of its attempt."""
    folder = app.extensions["evenhand"].data
    before = files_in(folder)
    result = run(app, *arguments)
    assert result.exit_code == 1, result.output
    assert result.output.startswith("Error: ")
    assert files_in(folder) == before
    return result.output


def files_in(folder: Path) -> dict[Path, str]:
    """All files but those that SQLite keeps beside a database, by their hashes."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path: digest_of(path) for path in files if not path.name.endswith(("-wal", "-shm"))}


def test_an_archive_with_one_wrong_byte_is_refused(
    elsewhere: Flask, archive: Path, tmp_path: Path
) -> None:
    good, damaged = archive.read_bytes(), tmp_path / "damaged.tar"
    with tarfile.open(archive) as tar:
        places = [member.offset_data + member.size // 2 for member in tar]
    for place in [*places, 0, 700]:
        bad = bytearray(good)
        bad[place] ^= 1
        damaged.write_bytes(bad)
        assert "archive is damaged" in refused(elsewhere, "restore", damaged), place
    damaged.write_bytes(good[: len(good) // 2])
    assert "archive is damaged" in refused(elsewhere, "restore", damaged)


def rewritten(archive: Path, change: Manifest, more: dict[str, bytes]) -> Path:
    """The same files under another manifest, and what else is put in."""
    target = archive.with_name("rewritten.tar")
    with tarfile.open(archive) as old, tarfile.open(target, "w") as new:
        for name, content in {"manifest.json": change.text(), **more}.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            new.addfile(header, io.BytesIO(content))
        for member in old.getmembers()[1:]:
            new.addfile(member, old.extractfile(member))
    return target


def manifest_of(archive: Path) -> Manifest:
    """What an archive says of itself."""
    with tarfile.open(archive) as tar:
        file = tar.extractfile("manifest.json")
        assert file
        facts = json.load(file)
    del facts["sha256"]
    return Manifest(**facts)


def test_what_does_not_fit_this_portal_is_refused(elsewhere: Flask, archive: Path) -> None:
    here = manifest_of(archive)
    newer = rewritten(archive, replace(here, revision="9999"), {})
    assert "A newer Evenhand made this" in refused(elsewhere, "restore", newer)
    newest = rewritten(archive, replace(here, format=2), {})
    assert "A newer Evenhand made this" in refused(elsewhere, "restore", newest)
    other = rewritten(archive, replace(here, kind="postgresql"), {})
    assert "backup of a PostgreSQL database" in refused(elsewhere, "restore", other)


def test_nothing_is_written_outside_of_the_folder(elsewhere: Flask, archive: Path) -> None:
    here = manifest_of(archive)
    wrong = replace(here, members={**here.members, "../outside": "0" * 64})
    crafted = rewritten(archive, wrong, {"../outside": b"!"})
    assert "leads out of it" in refused(elsewhere, "restore", crafted)


def test_what_is_there_is_never_lost_unasked(elsewhere: Flask, archive: Path) -> None:
    folder = elsewhere.extensions["evenhand"].data
    (folder / "keys").mkdir()
    (folder / "keys" / "log-1.pem").write_text("a key of this machine")
    assert "keys isn't empty" in refused(elsewhere, "restore", archive)
    shutil.rmtree(folder / "keys")
    assert run(elsewhere, "restore", archive).exit_code == 0
    assert "say --over" in refused(elsewhere, "restore", archive)
    with closing(sqlite3.connect(folder / "evenhand.db")) as other:
        other.execute("pragma journal_mode=wal")
        other.execute("select 1 from person").fetchone()
        assert "in use" in refused(elsewhere, "restore", archive, "--over")
    assert "there already" in refused(elsewhere, "backup", archive)


def test_a_file_or_folder_that_is_not_there_is_told(elsewhere: Flask, tmp_path: Path) -> None:
    assert "isn't there" in refused(elsewhere, "restore", tmp_path / "no.tar")
    assert "isn't there" in refused(elsewhere, "backup", tmp_path / "one.tar")  # no database yet
    assert "is a folder" in refused(elsewhere, "restore", tmp_path)
    (tmp_path / "text").write_text("Dear all\n" * 100)
    assert "archive is damaged" in refused(elsewhere, "restore", tmp_path / "text")
    with tarfile.open(tmp_path / "other.tar", "w") as tar:
        tar.add(tmp_path / "text", "text")
    assert "isn't a backup of Evenhand" in refused(elsewhere, "restore", tmp_path / "other.tar")


def test_the_folder_for_a_backup_must_be_there(
    quick_app: Flask, archive: Path, tmp_path: Path
) -> None:
    assert "isn't there" in refused(quick_app, "backup", tmp_path / "no" / "one.tar")


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file grows beyond `size` bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [0, 60_000, 500_000])
def test_a_full_disk_stops_it_in_plain_words(
    elsewhere: Flask, quick_app: Flask, archive: Path, size: int
) -> None:
    assert archive.stat().st_size > 500_000
    with room_for(size):
        assert "no room left" in refused(elsewhere, "restore", archive)
    other = archive.with_name("two.tar")
    with room_for(size):
        assert "no room left" in refused(quick_app, "backup", other)
    assert not other.exists()


def test_a_log_that_does_not_hold_is_told_after_restoring(
    quick_app: Flask, elsewhere: Flask, tmp_path: Path
) -> None:
    make.tender(make.house())
    db.session.remove()
    with closing(sqlite3.connect(str(db.engine.url.database), isolation_level=None)) as owner:
        owner.execute("drop trigger refuse_update_event")
        owner.execute("update event set name = 'tender:opened' where name = 'tender:created'")
    assert run(quick_app, "backup", tmp_path / "one.tar").exit_code == 0
    restored = run(elsewhere, "restore", tmp_path / "one.tar")
    assert restored.exit_code == 4
    assert "event 1: its contents aren't those" in restored.output
