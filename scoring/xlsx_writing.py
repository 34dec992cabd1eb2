"""Writes sheets to a workbook: text stays text, whatever it begins with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

LONGEST = 32_000
HEADING = PatternFill("solid", fgColor="1D2B4F")


def new_workbook() -> Any:
    """A workbook without sheets."""
    book = Workbook()
    book.remove(book.active)
    return book


def add_sheet(
    book: Any,
    name: str,
    heading: Sequence[str],
    rows: Iterable[Sequence[Any]],
    widths: Sequence[int],
) -> Any:
    """A sheet with a heading that stays in sight."""
    sheet = book.create_sheet(name)
    for column, title in enumerate(heading, 1):
        cell = put(sheet, 1, column, title)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEADING
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1]
    for line, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            if value is not None:
                put(sheet, line, column, value)
    sheet.freeze_panes = "A2"
    return sheet


def put(sheet: Any, line: int, column: int, value: Any) -> Any:
    """Write one cell; text that looks like a formula stays text, and long text wraps."""
    cell = sheet.cell(line, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:LONGEST]
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.value = value
    return cell
