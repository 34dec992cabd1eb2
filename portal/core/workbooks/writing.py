"""Workbooks that hold nothing of when they were made: made of the same, they are the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font
from openpyxl.writer.excel import ExcelWriter

FIXED = datetime(2000, 1, 1, tzinfo=UTC)
"""When a file was made tells when somebody works (R18): each says the same."""
FIXED_IN_ZIP = (1980, 1, 1, 0, 0, 0)
ASKS_FOR_QUOTES: Sequence[str] = ("=", "+", "-", "@", "\t")


def new_book(title: str, language: str) -> Workbook:
    """An empty workbook that tells its title and language, and nothing of who made it or when."""
    book = Workbook()
    book.properties = DocumentProperties(
        creator="Evenhand", title=title, language=language, created=FIXED, modified=FIXED
    )
    return book


def put(cell: Cell, words: str, bold: bool = False) -> None:
    """Words as words: whatever they begin with, no program takes them for a formula."""
    cell.value = words or None
    if words:
        cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = words.startswith(tuple(ASKS_FOR_QUOTES))
    cell.font = Font(name="Arial", size=12, bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def bytes_of(book: Workbook) -> bytes:
    """The file, none of its parts with the moment at which it was written."""
    written, made = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, FIXED_IN_ZIP)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return made.getvalue()
