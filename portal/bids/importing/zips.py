"""A zip of files that came with bids elsewhere, unpacked within bounds and never trusted."""

from __future__ import annotations

import hashlib
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from portal.bids.importing.cells import Problem
from portal.core.files.kinds import BROKEN, EMPTY, TOO_BIG, Unreadable, opened
from portal.core.files.kinds import LARGEST as LARGEST_FILE
from portal.core.words import say

LARGEST = 50 * 1024 * 1024
LONGEST_NAME = 200
NO_ZIP = say("This isn’t a zip file (.zip). Put the files into one, then choose it.")
ZIP_TOO_BIG = say("This zip is bigger than 50 MB. Make several of it: each adds its files.")
NO_FILES = say("There is no file in this zip.")
BAD_NAME = say("Its name leads out of the zip or is too long. Give it a plain name.")
TWICE = say("Another file in this zip has the same name.")
JUNK = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


class Unpacked(NamedTuple):
    """A file of a zip: its path there, its kind, its content."""

    name: str
    kind: str
    content: bytes


class Zipped(NamedTuple):
    """All files of a zip, or what is wrong with which of them; with one problem none is kept."""

    sha256: str
    files: list[Unpacked]
    problems: list[Problem]


def unpack(content: bytes, judge: Callable[[bytes], str]) -> Zipped:
    """Read a zip, or refuse what is none; `judge` tells the kind of a file, or refuses it."""
    if len(content) > LARGEST:
        raise Unreadable(ZIP_TOO_BIG)
    if not content.startswith(b"PK"):
        raise Unreadable(NO_ZIP)
    files: dict[str, Unpacked] = {}
    problems: list[Problem] = []
    with opened(content) as parts:
        for entry in _wanted(parts):
            name = as_named(entry.filename)
            try:
                if name in files:
                    raise Unreadable(TWICE)
                files[name] = Unpacked(name, *_read(parts, entry, name, judge))
            except Unreadable as problem:
                problems.append(Problem(_shown(name), problem.message))
    if not files and not problems:
        raise Unreadable(NO_FILES)
    return Zipped(hashlib.sha256(content).hexdigest(), list(files.values()), problems)


def as_named(name: str) -> str:
    """A path as zip and workbook both have it: programs write folders and accents in two ways."""
    return str(PurePosixPath(unicodedata.normalize("NFC", name.replace("\\", "/"))))


def _wanted(parts: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """What somebody put there; not folders, and not what programs add by themselves."""
    for entry in parts.infolist():
        path = PurePosixPath(entry.filename)
        if not entry.is_dir() and not any(part in JUNK for part in path.parts):
            yield entry


def _read(
    parts: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, judge: Callable[[bytes], str]
) -> tuple[str, bytes]:
    path = PurePosixPath(name)
    is_plain = name.isprintable() and len(name) <= LONGEST_NAME and ":" not in name
    if path.is_absolute() or ".." in path.parts or not is_plain:
        raise Unreadable(BAD_NAME)
    if entry.file_size > LARGEST_FILE:
        raise Unreadable(TOO_BIG)
    if not entry.file_size:
        raise Unreadable(EMPTY)
    try:
        content = parts.read(entry)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        raise Unreadable(BROKEN) from None
    return judge(content), content


def _shown(name: str) -> str:
    return "".join(each for each in name if each.isprintable())[:LONGEST_NAME] or "file"
