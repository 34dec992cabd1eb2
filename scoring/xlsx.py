"""Reads a workbook: plain values alone, every other cell refused with its place."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from scoring.node import Unread
from scoring.problems import BadInput, Problem
from scoring.sheets import SHEETS, Workbook

MOST_UNPACKED = 200 * 2**20
MUCH, MOST_RATIO = 20 * 2**20, 100
MOST_COLUMNS, MOST_CELLS, MOST_ROWS = 500, 20_000_000, 200_000
SAVE_AGAIN = "Open it in a spreadsheet program and save it as .xlsx again"
COPY_FILLED = "Copy the filled cells alone into a new workbook"
IN_ANOTHER_WAY = (
    "Save the sheets as CSV files in a folder and give its name, or read them into a DataFrame: "
    "see docs/scoring.md"
)


def read_workbook(data: bytes) -> Workbook:
    """All sheets of an .xlsx; raises `BadInput` where it is damaged or unpacks to too much."""
    _guard(data)
    import openpyxl

    workbook = Workbook()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl can't keep, such as drop-downs
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            for sheet in book.worksheets:
                name = str(sheet.title)
                sheet.reset_dimensions()
                workbook.add(name, _lines(sheet), _namer(name.strip().lower()))
    except BadInput:
        raise
    except Exception as error:  # openpyxl has no error of its own for what it can't read
        kind = type(error).__name__
        raise _damaged(f"the workbook can't be read ({kind})", SAVE_AGAIN) from None
    return workbook


def _damaged(what: str, mend: str) -> BadInput:
    return BadInput([Problem((), what, mend)])


def _guard(data: bytes) -> None:
    """Refuse what isn't a workbook, and what unpacks to far more than it looks."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise _damaged("this isn't a workbook", SAVE_AGAIN) from None
    unpacked = sum(each.file_size for each in entries)
    ratio = unpacked / max(1, len(data))
    if unpacked > MOST_UNPACKED or (unpacked > MUCH and ratio > MOST_RATIO) or len(entries) > 2000:
        what = f"the workbook unpacks to {unpacked // 2**20} MiB, which is too much"
        raise _damaged(what, f"{COPY_FILLED}. If all of it is marks: {IN_ANOTHER_WAY}")
    if not any(each.filename == "xl/workbook.xml" for each in entries):
        raise _damaged("this isn't a workbook", SAVE_AGAIN)


def _namer(sheet: str) -> Any:
    def name(line: int, column: int) -> str:
        letters, index = "", column + 1
        while index:
            index, rest = divmod(index - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{sheet}!{letters}{line}"

    return name


def _lines(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """The rows of a sheet with their numbers; only sheets with a name of ours are read."""
    if str(sheet.title).strip().lower() not in SHEETS:
        first = next(iter(sheet.iter_rows(max_row=1, max_col=MOST_COLUMNS)), ())
        yield 1, [value(cell) for cell in first]
        return
    cells = filled = 0
    for line, row in enumerate(sheet.iter_rows(), 1):
        cells += len(row)
        if len(row) > MOST_COLUMNS or cells > MOST_CELLS:
            raise _damaged(f"the sheet {sheet.title} has too many cells", COPY_FILLED)
        values = [value(cell) for cell in row]
        filled += any(each is not None for each in values)
        if filled > MOST_ROWS:
            what = f"the sheet {sheet.title} has more than {MOST_ROWS:,} rows, which is too much"
            raise _damaged(what, IN_ANOTHER_WAY)
        yield line, values


_QUOTED = re.compile(r'"[^"]*"|\\.')


def value(cell: Any) -> Any:
    """What a cell holds: text, a number as its shortest decimal, yes or no, or nothing."""
    held = cell.value
    if held is None or (isinstance(held, str) and not held.strip() and cell.data_type != "f"):
        return None
    if cell.data_type == "f":
        return Unread("this cell is a formula", "Paste its value in its place")
    if cell.data_type == "e":
        return Unread(f"this cell shows an error ({held})", "Write its value")
    if isinstance(held, (bool, str)):
        return held
    if not isinstance(held, (int, float)) or cell.is_date:
        return Unread(
            "this cell is a date or a time", "Format it as text or number, write it again"
        )
    if "%" in _QUOTED.sub("", cell.number_format or ""):
        mend = "Format it as a number and write it without the sign: 40, not 40 %"
        return Unread("this cell is formatted as per cent, so 40 % is stored as 0.4", mend)
    if isinstance(held, float):
        return format(Decimal(repr(held)), "f").removesuffix(".0")
    return str(held)
