"""Packs as evaluators take them, fill them in and bring them back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook, load_workbook
from werkzeug.test import TestResponse

from tests.client import Client, token_of
from tests.make_evaluation import Marking

FILE = "marking-pack/bids-to-mark.xlsx"


def taken(client: Client, made: Marking) -> bytes:
    """The workbook that somebody takes."""
    answer = client.get(f"{made.path}/{FILE}")
    assert answer.status_code == 200, answer.text
    return answer.data


def opened(content: bytes) -> Workbook:
    """A workbook as a program opens it."""
    return load_workbook(io.BytesIO(content))


def filled(content: bytes, fill: Callable[[Any], None]) -> bytes:
    """The same, with what somebody did in it."""
    book = opened(content)
    fill(book)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def mark_at(sheet: Any, question: int = 1) -> int:
    """The row of the mark of a question; the reason is one below."""
    rows = [row for row in range(1, sheet.max_row + 1) if not sheet.cell(row, 2).protection.locked]
    return rows[2 * (question - 1)]


def write(content: bytes, mark: Any, why: Any, sheet: int = 1, question: int = 1) -> bytes:
    """The workbook with a mark and a reason at one question."""

    def fill(book: Any) -> None:
        there = book.worksheets[sheet]
        row = mark_at(there, question)
        there.cell(row, 2).value, there.cell(row + 1, 2).value = mark, why
        if why:  # words, also where they begin like a formula, as in a cell of that format
            there.cell(row + 1, 2).data_type = "s"

    return filled(content, fill)


def brought(client: Client, made: Marking, content: bytes, name: str = "b.xlsx") -> TestResponse:
    """The workbook comes back; the answer shows what it would change."""
    path = f"{made.path}/marking-pack"
    token = token_of(client.get(path))
    data = {"csrf_token": token, "file": (io.BytesIO(content), name)}
    return client.post(path, data=data, content_type="multipart/form-data")


def confirmed(client: Client, made: Marking, shown: TestResponse, **more: str) -> TestResponse:
    """They say yes to what was shown."""
    sealed = shown.text.partition('name="pack"')[2].partition('value="')[2].partition('"')[0]
    data = {"csrf_token": token_of(shown), "pack": sealed} | more
    return client.post(f"{made.path}/marking-pack/confirm", data=data)
