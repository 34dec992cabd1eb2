"""The workbook in which bids from another system are written down."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import force_locale, gettext
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from portal.bids.content import Questions
from portal.bids.importing.layout import (
    OPENING,
    SHEET_OF_CODE,
    Made,
    Sheet,
    code_of,
    sheets_of,
)
from portal.core.workbooks.writing import bytes_of, new_book, put
from portal.tenders.models import Tender

_THIN = Side(style="thin", color="0B0C0C")
FILL, BORDER = PatternFill("solid", fgColor="FFF7D6"), Border(*[_THIN] * 4)
ID, NARROW, WIDE = 14, 24, 60
LONGEST_LIST = 250
"""So many letters a list of choices may have in a cell."""


def workbook_of(tender: Tender, questions: Questions, made: Made) -> bytes:
    """The empty workbook of this tender, for so many bids; yellow cells are to be filled in."""
    with force_locale(made.language):
        book = new_book(gettext("Bids from %(system)s", system=tender.bids_system), made.language)
        begin = book.active
        assert isinstance(begin, Worksheet)
        begin.title = gettext("Start here")
        for row, words in enumerate(_how_to(tender), 1):
            put(begin.cell(row, 1), words, bold=row == 1)
        begin.column_dimensions["A"].width = 100
        for sheet in sheets_of(questions, made):
            _fill(book.create_sheet(sheet.title), sheet)
        code = book.create_sheet(SHEET_OF_CODE)
        put(code.cell(1, 1), gettext("Leave this sheet as it is"), bold=True)
        put(code.cell(2, 1), code_of(tender, questions, made))
        code.column_dimensions["A"].width = 100
        return bytes_of(book)


def _how_to(tender: Tender) -> list[str]:
    return [
        f"{tender.title} ({tender.reference})",
        gettext("For the bids that were received in %(system)s.", system=tender.bids_system),
        gettext(
            "Write in the yellow cells alone. Leave column A, ‘Id’, as it is: it says what a row is"
            " for."
        ),
        gettext("‘Opening there’: what the other system’s own record says of its opening."),
        gettext(
            "‘Bids’: a row for each bid that was received there, also for late and withdrawn ones."
            " For those write ‘no’ under ‘Is it taken?’, and why. Nothing else of them is read."
        ),
        gettext(
            "‘Answers’, ‘Yes or no’, ‘Prices’: copy word for word. If a bidder gave no answer,"
            " write: No answer given."
        ),
        gettext(
            "An answer that is longer than its question allows: cut it there, and say so in ‘Bids’,"
            " under ‘What was changed in copying’."
        ),
        gettext(
            "‘Files’: a row for each file: whose it is, to which question, and its name in the zip."
        ),
        gettext(
            "Save the workbook, then choose it on the website. Every cell is checked and shown"
            " before anything counts."
        ),
        gettext("Keep this file where you keep bids: it has everything of them."),
    ]


def _fill(page: Worksheet, sheet: Sheet) -> None:
    heads = [gettext("Id"), *sheet.says, *sheet.writes]
    for column, words in enumerate(heads, 1):
        put(page.cell(1, column), words, bold=True)
    for row, (key, said) in enumerate(sheet.rows, 2):
        for column, words in enumerate((key, *said), 1):
            put(page.cell(row, column), words)
        for place in range(len(sheet.writes)):
            square = page[f"{sheet.letter(place)}{row}"]
            put(square, "UK" if (sheet.key, key) == (OPENING, "zone") else "")
            square.fill, square.border = FILL, BORDER
    for column, words in enumerate(heads):
        width = ID if column == 0 else WIDE if len(words) > NARROW or len(heads) < 5 else NARROW
        page.column_dimensions[page.cell(1, column + 1).column_letter].width = width
    for place, words_of_list in sheet.choices.items():
        _choose_from(page, sheet, place, words_of_list)
    page.freeze_panes = "B2"
    page.print_title_rows = "1:1"
    page.defined_names.add(DefinedName("Title", attr_text=f"'{page.title}'!$A$1"))


def _choose_from(page: Worksheet, sheet: Sheet, place: int, choices: Sequence[str]) -> None:
    told = ",".join(choices)
    if not sheet.rows or len(told) > LONGEST_LIST:
        return
    rule = DataValidation(type="list", formula1=f'"{told}"', allow_blank=True)
    rule.errorTitle, rule.error = gettext("Not in the list"), gettext("Choose from the list.")
    rule.showErrorMessage = True
    page.add_data_validation(rule)
    letter = sheet.letter(place)
    rule.add(f"{letter}2:{letter}{len(sheet.rows) + 1}")
