"""The workbook in which a lead writes down whom to invite."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from portal.accounts.many import MOST
from portal.core.workbooks.writing import bytes_of, new_book, put

WIDTHS = {"A": 34, "B": 44, "C": 30}


def workbook_to_fill(roles: Sequence[tuple[str, str]], language: str) -> bytes:
    """An empty workbook: name, e-mail and role for each person; `roles`: each with what it does."""
    book = new_book(gettext("People to invite"), language)
    people = book.active
    assert isinstance(people, Worksheet)
    people.title = gettext("People")
    _write(people, 1, [gettext("Name"), gettext("Email address"), gettext("What they do")], True)
    people.freeze_panes = "A2"
    people.defined_names.add(DefinedName("Title", attr_text=f"'{people.title}'!$A$1"))
    explained = book.create_sheet(gettext("What each does"))
    _write(explained, 1, [gettext("Word"), gettext("What it means")], True)
    for number, row in enumerate(roles, 2):
        _write(explained, number, row)
    names = f"'{explained.title}'!$A$2:$A${len(roles) + 1}"
    rule = DataValidation(type="list", formula1=names, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = gettext("Not in the list"), gettext("Choose from the list.")
    people.add_data_validation(rule)
    rule.add(f"C2:C{MOST + 1}")
    for sheet in (people, explained):
        for letter, width in WIDTHS.items():
            sheet.column_dimensions[letter].width = width
    return bytes_of(book)


def _write(sheet: Worksheet, number: int, words: Sequence[str], bold: bool = False) -> None:
    for column, text in enumerate(words, 1):
        put(sheet.cell(number, column), text, bold)
