"""A workbook is read in a process of its own: one that harms its reader ends that process alone."""

from __future__ import annotations

import json
from pathlib import Path

from portal.core.files.apart import said_apart
from portal.core.files.kinds import Unreadable
from portal.core.workbooks.reading import LARGEST, TOO_BIG, Book


def book_apart(content: bytes) -> Book:
    """The cells of a workbook, read within bounds of time and memory; else `Unreadable`."""
    if len(content) > LARGEST:
        raise Unreadable(TOO_BIG)
    said = said_apart(Path(__file__).parent / "run.py", content)
    return {
        sheet: {place: (kind, words) for place, (kind, words) in cells.items()}
        for sheet, cells in json.loads(said).items()
    }
