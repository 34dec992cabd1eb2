"""The archive: a tar of plain files, and first in it a manifest with the SHA-256 of each."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any

from portal.backup.problems import Stopped

NAME = "manifest.json"
FORMAT = 1
CHUNK = 1 << 20
DAMAGED = (
    "The archive is damaged: {why}. Nothing was changed."
    " Use another copy of it, or an older backup."
)


@dataclass(frozen=True)
class Manifest:
    """What an archive holds: the kind of database, its migration, the moment, each file's hash.

    `tables` names the columns of each table of a PostgreSQL database, parents before children.
    """

    kind: str
    revision: str
    made_at: str
    members: dict[str, str]
    tables: dict[str, list[str]] = field(default_factory=dict)
    format: int = FORMAT

    def text(self) -> bytes:
        """The manifest as it stands in the archive, with a hash of its own."""
        facts = asdict(self)
        return json.dumps(facts | {"sha256": _hash_of(facts)}, indent=1).encode()


def _hash_of(facts: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(manifest: Manifest, folder: Path, target: Path) -> None:
    """Write the archive for its owner's eyes alone; it is there whole, or not at all."""
    part = folder / "archive"
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        _write(manifest, folder, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, target)


def _write(manifest: Manifest, folder: Path, file: IO[bytes]) -> None:
    with tarfile.open(fileobj=file, mode="w") as tar:
        text = manifest.text()
        tar.addfile(_header(NAME, len(text)), BytesIO(text))
        for name in manifest.members:
            with (folder / name).open("rb") as member:
                tar.addfile(_header(name, os.fstat(member.fileno()).st_size), member)


def _header(name: str, size: int) -> tarfile.TarInfo:
    header = tarfile.TarInfo(name)
    header.size, header.mode = size, 0o600
    return header


@contextmanager
def opened(path: Path) -> Iterator[tuple[tarfile.TarFile, Manifest]]:
    """An archive and its manifest, which is whole; anything else is refused."""
    try:
        with tarfile.open(path, "r:") as tar:
            yield tar, _manifest(tar)
    except (tarfile.TarError, EOFError) as error:
        raise Stopped(DAMAGED.format(why=str(error) or "it ends too early")) from None


def _manifest(tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    file = tar.extractfile(first) if first and first.name == NAME else None
    if file is None:
        raise Stopped("This isn't a backup of Evenhand: it doesn't begin with a manifest.")
    try:
        facts = json.load(file)
        known = facts.pop("sha256") == _hash_of(facts)
    except (ValueError, AttributeError, KeyError):
        known = False
    if not known:
        raise Stopped(DAMAGED.format(why="its manifest can't be read"))
    if facts["format"] != FORMAT:
        raise Stopped("A newer Evenhand made this archive: bring this one up to date first.")
    return Manifest(**facts)


def unpack(tar: tarfile.TarFile, manifest: Manifest, folder: Path) -> None:
    """Put every file into an empty folder, and compare each with the manifest."""
    left = dict(manifest.members)
    while member := tar.next():
        if member.name not in left or not member.isreg():
            raise Stopped(DAMAGED.format(why=f"{member.name} doesn't belong there"))
        path = folder / _inside(member.name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _take(tar, member, path) != left.pop(member.name):
            raise Stopped(DAMAGED.format(why=f"{member.name} isn't what was backed up"))
    if left:
        raise Stopped(DAMAGED.format(why=f"{min(left)} is missing"))


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise Stopped(DAMAGED.format(why=f"{name} leads out of it"))
    return path


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> str:
    source, digest = tar.extractfile(member), hashlib.sha256()
    assert source  # it is a regular file
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest()
