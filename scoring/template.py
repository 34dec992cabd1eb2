"""The template: an empty workbook that explains itself, and a filled example beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from scoring.sheets import EXPLANATION, SHEETS
from scoring.template_words import COLUMNS, EXAMPLE, EXPLAINED, SETTINGS
from scoring.xlsx_writing import add_sheet, new_workbook

LAST = 2000
CHOICES = {
    ("criteria", "group_mark"): '"mean,median,agreed"',
    ("tie_breaks", "by"): '"criterion,group,quality,price"',
    ("marks", "bid"): "=bids!$A$2:$A$500",
    ("marks", "criterion"): "=criteria!$A$2:$A$200",
    ("marks", "group"): "=groups!$A$2:$A$50",
    ("agreed", "bid"): "=bids!$A$2:$A$500",
    ("agreed", "criterion"): "=criteria!$A$2:$A$200",
    ("agreed", "group"): "=groups!$A$2:$A$50",
    ("voided", "bid"): "=bids!$A$2:$A$500",
    ("voided", "criterion"): "=criteria!$A$2:$A$200",
}
OF_ROWS = ("id", "title", "kind", "bid", "criterion", "group", "evaluator", "reason", "by")
TEXT = (*OF_ROWS, "disregarded")


def write_template(path: Path) -> Path:
    """Write the empty template and, beside it, the filled example, whose path is returned."""
    example = path.with_name(f"{path.stem}-example.xlsx")
    _workbook({"method": [[key, value] for key, value, _ in SETTINGS]}).save(path)
    _workbook(EXAMPLE).save(example)
    return example


def _workbook(rows: dict[str, list[list[Any]]]) -> Any:
    book = new_workbook()
    add_sheet(book, EXPLANATION, ["sheet", "column", "what to write"], EXPLAINED, [14, 18, 100])
    for name in SHEETS:
        columns = [column for column, _ in COLUMNS[name]]
        body = rows.get(name, [])
        if body and isinstance(body[0], dict):
            columns = _headings(columns, body)
            body = [[row.get(column) for column in columns] for row in body]
        widths = [28 if column in ("title", "reason", "key") else 16 for column in columns]
        sheet = add_sheet(book, name, columns, body, widths)
        _explain(sheet, name, columns)
        _choices(sheet, name, columns)
    return book


def _headings(columns: list[str], body: Sequence[Any]) -> list[str]:
    """The template's columns, with the example's own in place of `share:GROUP`, `gate:GATE`."""
    own = [key for key in body[0] if key not in columns]
    return [column for column in columns if ":" not in column] + own


def _explain(sheet: Any, name: str, columns: list[str]) -> None:
    words = dict(COLUMNS[name])
    for index, column in enumerate(columns, 1):
        if column in words:
            note = Comment(words[column], "scoring")
            note.width, note.height = 320, 110
            sheet.cell(1, index).comment = note
        letter = get_column_letter(index)
        if column in TEXT or (name == "method" and column == "key"):
            for line in range(2, 201):
                sheet.cell(line, index).number_format = "@"
            sheet.column_dimensions[letter].number_format = "@"


def _choices(sheet: Any, name: str, columns: list[str]) -> None:
    """Drop-downs wherever the format has a list of choices or of ids."""
    for index, column in enumerate(columns, 1):
        choice = CHOICES.get((name, column))
        if column.startswith("gate:"):
            choice = '"yes,no"'
        if choice:
            letter = get_column_letter(index)
            _drop_down(sheet, choice, f"{letter}2:{letter}{LAST}")
    if name == "method":
        for line, (_, _, choice) in enumerate(SETTINGS, 2):
            if choice:
                _drop_down(sheet, f'"{choice}"', f"B{line}")


def _drop_down(sheet: Any, formula: str, cells: str) -> None:
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "Not in the list", "Choose one from the list."
    sheet.add_data_validation(rule)
    rule.add(cells)
