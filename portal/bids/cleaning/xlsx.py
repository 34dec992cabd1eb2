"""A workbook as tables: the values of cells that show, sheet by sheet.

Hidden sheets, rows and columns, names, comments, formulas, links, macros and drawings stay behind.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from portal.bids.cleaning.blocks import Heading, NewPage, Read, Table, squared
from portal.core.files.kinds import BROKEN, Unreadable
from portal.core.files.parts import Parts
from portal.core.words import say

MOST_ROWS, MOST_COLUMNS = 600, 24
TOO_LONG = say("A sheet in this workbook has more than 600 rows or 24 columns. Send what matters.")


def read_xlsx(content: bytes) -> Read:
    """A heading and a table for each sheet that shows."""
    parts = Parts(content)
    for name in parts.names:
        if name.endswith((".xml", ".rels")):
            parts.tree(name)  # refuses a DTD before another reader sees it
    read = Read(left_out=parts.left_out())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    except (BadZipFile, KeyError, ValueError, TypeError, OSError, AttributeError, IndexError):
        raise Unreadable(BROKEN) from None
    if book.defined_names:
        read.left_out.add("names")
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            read.left_out.add("hidden-sheets")
            continue
        if rows := squared(list(_rows(sheet, read))):
            before = [NewPage()] if read.blocks else []
            read.blocks += [*before, Heading(2, sheet.title), Table(rows)]
    book.close()
    return read


def _rows(sheet: Worksheet, read: Read) -> Iterator[list[str]]:
    hidden = _hidden_columns(sheet)
    if hidden or any(each.hidden for each in sheet.row_dimensions.values()):
        read.left_out.add("hidden-rows")
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise Unreadable(TOO_LONG)
    for row in sheet.iter_rows():
        dimension = sheet.row_dimensions.get(row[0].row) if row else None
        if dimension is not None and dimension.hidden:
            continue
        if any(cell.comment for cell in row):
            read.left_out.add("comments")
        yield [_shown(cell) for cell in row if cell.column not in hidden]


def _hidden_columns(sheet: Worksheet) -> set[int]:
    return {
        number
        for each in sheet.column_dimensions.values()
        if each.hidden and each.min and each.max
        for number in range(each.min, min(each.max, MOST_COLUMNS) + 1)
    }


def _shown(cell: Any) -> str:
    """A value as people read it; `;;;` is how a cell hides what it holds."""
    value, form = cell.value, str(cell.number_format or "")
    if value is None or form.strip() == ";;;":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, int | float):
        return _number(value, form)
    return str(value)


def _number(value: float, form: str) -> str:
    percent = "%" in form
    exact = Decimal(repr(value)) * (100 if percent else 1)
    places = form.partition(".")[2].count("0") if "." in form else None
    text = f"{exact:.{places}f}" if places is not None else f"{exact.normalize():f}"
    return f"{'£' if '£' in form else ''}{text}{'%' if percent else ''}"
