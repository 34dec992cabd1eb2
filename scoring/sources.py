"""Where an input comes from: a JSON file, standard input, a workbook, a folder of CSV files."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from scoring.document import load_json, read_document
from scoring.marks import Marks
from scoring.method import Method
from scoring.problems import Problem

MOST_BYTES = 256 * 2**20


class Unreadable(Exception):
    """A file that can't be opened, read or written, in one sentence."""


@dataclass(frozen=True)
class Source:
    """An input by name, which knows what a place in it is called."""

    name: str
    data: bytes

    def read(self) -> tuple[Method, Marks]:
        """Read and check it; raises `BadInput`."""
        return read_document(load_json(self.data))

    def say(self, problem: Problem) -> str:
        """One problem in one line, with its place in the words of this kind of input."""
        return f"{self.name}: {problem}"


def open_source(name: str) -> Source:
    """The input that a command line names."""
    return Source("standard input" if name == "-" else name, read_bytes(name))


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
        raise Unreadable(
            f"{name}: it is larger than 256 MiB. Split it, or leave out what isn't needed"
        )
    return data


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)) + ". Check the name and the permissions"
