"""The workbook of a pack: readable by a screen reader, and with nothing that tells who anybody is.

No cell is merged, no sheet, row or column hidden; a name on each sheet tells a screen reader where
the headings stand. Only the cells to write in are open, without a password.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from openpyxl.cell import Cell as Square
from openpyxl.styles import Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from portal.core.workbooks.writing import bytes_of, new_book, put
from portal.evaluation.pack.layout import (
    FIRST_ROW,
    HEADING,
    MARK,
    PASSED,
    SHEET_OF_CODES,
    TEXT,
    Cell,
    Pack,
    Page,
)
from portal.tenders.models import BY_QUESTION

WIDTHS = {"A": 26, "B": 92}
LETTERS_A_LINE, HEIGHT_OF_LINE = 84, 17
_THIN = Side(style="thin", color="0B0C0C")
_OPEN = {"fill": PatternFill("solid", fgColor="FFF7D6"), "border": Border(*[_THIN] * 4)}


def workbook_of(pack: Pack) -> bytes:
    """The file, the same to the last byte whenever it is made of the same."""
    book = new_book(pack.title, pack.language)
    book.security = WorkbookProtection(lockStructure=True)
    _begin(book.active, pack)
    for page in pack.pages:
        _page(book.create_sheet(page.title), page, pack.marks)
    _codes(book.create_sheet(SHEET_OF_CODES), pack.codes)
    return bytes_of(book)


def _begin(sheet: Worksheet, pack: Pack) -> None:
    sheet.title = gettext("Start here")
    rows = [pack.title, *_how_to(pack.order)]
    for place, words in enumerate(rows, 1):
        put(sheet.cell(place, 1), words, bold=place == 1)
    for place, page in enumerate(pack.pages, len(rows) + 1):
        square = sheet.cell(place, 1)
        put(square, page.title)
        square.hyperlink = f"#'{page.title}'!A1"
        square.font = Font(name="Arial", size=12, underline="single", color="1D4F91")
    sheet.column_dimensions["A"].width = WIDTHS["B"]
    _finish(sheet)


def _how_to(order: str) -> list[str]:
    is_by_question = order == BY_QUESTION
    return [
        gettext("Each question has a sheet of its own. Read down the sheet, from bid to bid.")
        if is_by_question
        else gettext(
            "Each bid has a sheet of its own. Read down the sheet, from question to question."
        ),
        gettext(
            "Write in two cells of each answer alone: beside ‘Your mark, or ‘pass’’, and beside"
            " ‘Why that mark?’. They are yellow, and no other cell can be changed."
        ),
        gettext("Don’t want to mark an answer? Write ‘pass’. Nobody asks you why."),
        gettext("Not sure yet? Leave the cell for your mark empty."),
        gettext("Save the file. Then go back to the website and choose it there."),
        gettext("You see everything on the website before it counts."),
        gettext("Keep this file to yourself. Delete it when your marks are on the website."),
        gettext("The questions. In each, your bids come in an order of your own:")
        if is_by_question
        else gettext("Your bids, in an order that was drawn for you:"),
    ]


def _page(sheet: Worksheet, page: Page, marks: dict[str, Sequence[str]]) -> None:
    heads = (gettext("What this is"), gettext("%(bid)s: the words", bid=page.title))
    for column, words in enumerate(heads, 1):
        put(sheet.cell(1, column), words, bold=True)
    for row, cell in enumerate(page.cells, FIRST_ROW):
        put(sheet.cell(row, 1), cell.head, bold=cell.kind != TEXT)
        square = sheet.cell(row, 2)
        put(square, cell.words, bold=cell.kind == HEADING)
        if cell.kind not in (TEXT, HEADING):
            _open(sheet, square, cell, marks)
        sheet.row_dimensions[row].height = _height(cell)
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    name = DefinedName("Title", attr_text=f"'{page.title}'!$A$1")
    sheet.defined_names.add(name)
    _finish(sheet)


def _open(sheet: Worksheet, square: Square, cell: Cell, marks: dict[str, Sequence[str]]) -> None:
    """A cell to write in, in which a mark is chosen from those of its scale."""
    square.protection, square.fill, square.border = Protection(locked=False), *_OPEN.values()
    if cell.kind != MARK:
        square.number_format = "@"
        return
    square.value = _number(cell.words)
    square.number_format = "General"
    allowed = [*marks[cell.place[1]], gettext("pass")]
    one_of = gettext("One of: %(marks)s. Or leave it empty.", marks=", ".join(allowed))
    rule = DataValidation(type="list", formula1=f'"{",".join(allowed)}"', allow_blank=True)
    rule.promptTitle, rule.prompt = gettext("Your mark"), one_of
    rule.errorTitle, rule.error = gettext("Not one of the marks"), one_of
    rule.showInputMessage = rule.showErrorMessage = True
    sheet.add_data_validation(rule)
    rule.add(square)


def _number(words: str) -> Any:
    """A mark as a number, so that the list of marks knows it; ‘pass’ in the reader's language."""
    if words == PASSED:
        return gettext("pass")
    if not words:
        return None
    return float(words) if "." in words else int(words)


def _codes(sheet: Worksheet, codes: Sequence[tuple[str, str]]) -> None:
    heads = (gettext("Leave this sheet as it is"), gettext("It tells us which cell is which"))
    for row, told in enumerate([heads, *codes], 1):
        for column, words in enumerate(told, 1):
            put(sheet.cell(row, column), words, bold=row == 1)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 80
    _finish(sheet)


def _height(cell: Cell) -> int:
    lines = sum(1 + len(part) // LETTERS_A_LINE for part in cell.words.split("\n"))
    lines = max(lines, 1 + len(cell.head) // 22, 5 if cell.kind == "why" else 1)
    return min(lines * HEIGHT_OF_LINE + 6, 400)


def _finish(sheet: Worksheet) -> None:
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.sheet_view.zoomScale = 110
