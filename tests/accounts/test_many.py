"""A lead invites many people at once: each row of the workbook is checked before anybody hears."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from portal.accounts.models import Invitation
from portal.core.database import db
from portal.core.workbooks import sent
from portal.core.workbooks.reading import book_of
from tests import make, make_bids, make_evaluation
from tests.client import Client

PATH = "people/invite-many"


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading in a process apart is tested with packs."""
    monkeypatch.setattr(sent, "book_apart", book_of)


def _fill(client: Client, house: make.House, rows: Sequence[Sequence[object]]) -> TestResponse:
    base = f"/{house.slug}/{PATH}"
    book = load_workbook(io.BytesIO(client.get(f"{base}/people-to-invite.xlsx").data))
    for row in rows:
        book.worksheets[0].append(row)
    made = io.BytesIO()
    book.save(made)
    return client.submit(base, {"file": (io.BytesIO(made.getvalue()), "people.xlsx")})


def _sure(page: TestResponse) -> dict[str, str]:
    found = re.search(r'name="rows"[^>]*value="([^"]+)"', page.text)
    assert found, page.text
    return {"rows": found[1]}


def _confirm(client: Client, house: make.House, rows: dict[str, str]) -> TestResponse:
    base = f"/{house.slug}/{PATH}"
    return client.submit(f"{base}/confirm", rows, at=base)


def _invited() -> int:
    with make.looking():
        return db.session.scalar(select(func.count(Invitation.id))) or 0


def test_each_row_is_shown_and_nobody_is_invited_before_a_yes(app: Flask) -> None:
    house = make.house()
    client = make.client_of(app, house.lead)
    page = _fill(
        client,
        house,
        [
            ["Ada Oyelaran", "ada@ambleford.example", "Approver"],
            ["Bo Larsen", "Bo@Ambleford.example", "procurement lead"],
            ["Bo Larsen", "bo@ambleford.example", "Auditor"],
        ],
    )
    assert "3 people to invite" in page.text
    assert _invited() == 0
    answer = _confirm(client, house, _sure(page))
    assert answer.status_code == 303
    assert "3 people are invited" in client.get(answer.location).text
    assert _invited() == 3
    again = _confirm(client, house, _sure(page))
    assert "Here or invited already" in again.text
    assert _invited() == 3


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (["", "ada@ambleford.example", "Approver"], "Enter the person’s name"),
        (["Ada", "ada at ambleford", "Approver"], "Enter an email address"),
        (["Ada", "ada@ambleford.example", "Chief"], "Choose what this person does"),
        (["Ada", 12, "Approver"], "Type the words themselves"),
        (["=1+1", "ada@ambleford.example", "Approver"], "Type the words themselves"),
        (["Ada", "right@ambleford.example", "Approver"], "Row 2 says the same"),
        (["Ada", "right@ambleford.example", "Desk officer"], "knows whose each bid is"),
    ],
)
def test_a_row_that_cannot_be_taken_says_how_to_mend_it(
    quick_app: Flask, row: Sequence[object], says: str
) -> None:
    house = make.house()
    client = make.client_of(quick_app, house.lead)
    page = _fill(client, house, [["Right", "right@ambleford.example", "Approver"], row])
    assert "1 row needs you" in page.text
    assert "Row 3" in page.text
    assert says in page.text
    assert "Invite this person" in page.text


def test_who_marks_is_invited_to_no_other_part(quick_app: Flask) -> None:
    """R10: the lead is told at once."""
    house = make.house()
    made = make_evaluation.Marking(house, make_bids.published_tender(house), [])
    sits = make_evaluation.evaluator(made, "professional")
    row = ["Sits", sits.account, "Procurement lead"]
    page = _fill(make.client_of(quick_app, house.lead), house, [row])
    assert "holds a seat on a panel" in page.text


def test_what_is_no_workbook_and_what_is_not_ours_is_refused_in_words(quick_app: Flask) -> None:
    house = make.house()
    client = make.client_of(quick_app, house.lead)
    base = f"/{house.slug}/{PATH}"
    assert "Choose a file first" in client.submit(base, {}).text
    words = client.submit(base, {"file": (io.BytesIO(b"name,email"), "people.csv")})
    assert "kind of file" in words.text or "isn’t an Excel workbook" in words.text
    assert "nobody in this workbook" in _fill(client, house, []).text
    answer = _confirm(client, house, {"rows": "forged"})
    assert "too old" in answer.text or "again" in answer.text
    assert _invited() == 0
