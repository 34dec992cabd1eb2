"""The workbook in which a lead writes down whom to invite."""

from __future__ import annotations

import io
from collections.abc import Sequence

from flask_babel import gettext
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from portal.accounts.many import MOST

WIDTHS = {"A": 34, "B": 44, "C": 30}
FONT = "Arial"


def workbook_to_fill(roles: Sequence[tuple[str, str]]) -> bytes:
    """An empty workbook: name, e-mail and role for each person; `roles`: each with what it does."""
    book = Workbook()
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
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _write(sheet: Worksheet, number: int, words: Sequence[str], bold: bool = False) -> None:
    for column, text in enumerate(words, 1):
        square = sheet.cell(number, column, text)
        square.font = Font(name=FONT, size=12, bold=bold)
        square.alignment = Alignment(wrap_text=True, vertical="top")
