"""What the cells of a workbook hold, as plain data; formulas are named, never worked out."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from portal.core.files.kinds import BROKEN, OF_NO_KIND, Unreadable, kind_of
from portal.core.files.parts import Parts
from portal.core.words import say

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST = 2 * 1024 * 1024
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 80, 3000, 40
NO_WORKBOOK = say("This isn’t an Excel workbook (.xlsx). Choose the file that you filled in.")
TOO_BIG = say("This file is bigger than 2 MB. Choose the file that you took here and filled in.")
TOO_LONG = say(
    "This workbook is much longer than the one that you took. Take it again and fill that in."
)

WORDS, NUMBER, FORMULA, OTHER = "words", "number", "formula", "other"
Book = dict[str, dict[str, tuple[str, str]]]
"""By sheet and address: what kind of thing a cell holds, and its words."""


def book_of(content: bytes) -> Book:
    """Every cell that holds something; what can't be read safely is `Unreadable`."""
    from openpyxl import load_workbook  # long to import, and read apart from the portal

    if len(content) > LARGEST:
        raise Unreadable(TOO_BIG)
    if not _is_workbook(content):
        raise Unreadable(NO_WORKBOOK)
    parts = Parts(content)
    for name in parts.names:
        if name.endswith((".xml", ".rels")):
            parts.tree(name)  # refuses a DTD before another reader sees it
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), keep_links=False)
    except (BadZipFile, KeyError, ValueError, TypeError, OSError, AttributeError, IndexError):
        raise Unreadable(BROKEN) from None
    if len(book.worksheets) > MOST_SHEETS:
        raise Unreadable(TOO_LONG)
    return {sheet.title: dict(_cells(sheet)) for sheet in book.worksheets}


def _is_workbook(content: bytes) -> bool:
    try:
        return kind_of(content) == "xlsx"
    except Unreadable as problem:
        if problem.message == OF_NO_KIND:
            return False
        raise


def _cells(sheet: Worksheet) -> Iterator[tuple[str, tuple[str, str]]]:
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise Unreadable(TOO_LONG)
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None and cell.value != "":
                yield cell.coordinate, _held(cell)


def _held(cell: Any) -> tuple[str, str]:
    value = cell.value
    if cell.data_type == "f":
        return FORMULA, ""
    if isinstance(value, datetime):
        return OTHER, value.isoformat()
    if cell.data_type == "e" or isinstance(value, bool | date | time):
        return OTHER, ""
    if isinstance(value, int | float):
        return NUMBER, f"{Decimal(repr(value)).normalize():f}"
    return WORDS, str(value)
