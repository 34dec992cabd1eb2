"""A workbook for a list that people fill in: headings, and the words that a cell may hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from portal.core.workbooks.writing import bytes_of, new_book, put

WIDTHS = (34, 44, 34, 30, 24)


class Choices(NamedTuple):
    """A sheet of its own with the words that a column may hold, first in each row."""

    sheet: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def list_to_fill(
    names: tuple[str, str],
    headings: Sequence[str],
    choices: Mapping[str, Choices],
    most: int,
    language: str,
) -> bytes:
    """An empty list for up to `most` rows; `names`: the workbook's and the sheet's; `choices` by
    the letter of the column that takes one of them."""
    title, sheet = names
    book = new_book(title, language)
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = sheet
    _write(first, [headings])
    first.freeze_panes = "A2"
    first.defined_names.add(DefinedName("Title", attr_text=f"'{sheet}'!$A$1"))
    for letter, each in choices.items():
        told = book.create_sheet(each.sheet)
        _write(told, [each.headings, *each.rows])
        first.add_data_validation(_one_of(each, f"{letter}2:{letter}{most + 1}"))
    return bytes_of(book)


def _one_of(choices: Choices, cells: str) -> DataValidation:
    words = f"'{choices.sheet}'!$A$2:$A${len(choices.rows) + 1}"
    rule = DataValidation(type="list", formula1=words, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = gettext("Not in the list"), gettext("Choose from the list.")
    rule.add(cells)
    return rule


def _write(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows, 1):
        for column, words in enumerate(row, 1):
            put(sheet.cell(number, column), words, bold=number == 1)
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
