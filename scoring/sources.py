"""Where an input comes from: a JSON file, standard input, a workbook, a folder of CSV files."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from scoring.document import load_json, read_document
from scoring.marks import Marks
from scoring.method import Method
from scoring.problems import BadInput, Problem
from scoring.sheets import Workbook

MOST_BYTES = 256 * 2**20
ZIP = b"PK\x03\x04"


class Unreadable(Exception):
    """A file that can't be opened, read or written, in one sentence."""


@dataclass(frozen=True)
class Source:
    """An input by name, read to a document; it knows what a place in it is called."""

    name: str
    document: object
    workbook: Workbook | None = None

    def read(self) -> tuple[Method, Marks]:
        """Check it; raises `BadInput`."""
        if self.workbook is None or not self.workbook.problems:
            return read_document(self.document)
        try:
            read_document(self.document)
        except BadInput as error:
            raise error from None
        raise BadInput([])

    def say(self, problems: list[Problem]) -> list[str]:
        """Every problem in a line, with its place in the words of this kind of input."""
        if self.workbook is None:
            return [f"{self.name}: {each}" for each in problems]
        lines = [*self.workbook.problems, *map(self.workbook.say, problems)]
        return [f"{self.name}: {each}" for each in lines]


def open_source(name: str) -> Source:
    """The input that a command line names; raises `BadInput` where it can't be read at all."""
    path = Path(name)
    if name != "-" and path.is_dir():
        return _folder(path)
    data = read_bytes(name)
    if data.startswith(ZIP) or path.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        from scoring.xlsx import read_workbook

        workbook = read_workbook(data)
        return Source(name, workbook.document(), workbook)
    return Source("standard input" if name == "-" else name, load_json(data))


def _folder(path: Path) -> Source:
    from scoring.csv_folder import csv_files, read_folder

    files = {each.stem: read_bytes(str(each)) for each in csv_files(path)}
    workbook = read_folder(files)
    return Source(str(path), workbook.document(), workbook)


def read_bytes(name: str) -> bytes:
    """A file's bytes, or those of standard input for `-`; refuses more than 256 MiB."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise Unreadable(f"{name}: it can't be read: {_reason(error)}") from None
    if len(data) > MOST_BYTES:
        raise Unreadable(f"{name}: it is larger than 256 MiB. Leave out what isn't needed.")
    return data


def _reason(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return f"{reason}. Check the name and the permissions."
