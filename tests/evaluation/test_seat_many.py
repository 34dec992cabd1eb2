"""A lead gives many seats at once, on several tenders; each row is checked before any counts."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import timedelta

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.core.workbooks import sent
from portal.core.workbooks.reading import book_of
from portal.evaluation.models import Seat
from tests import make, make_bids
from tests.client import Client
from tests.make_evaluation import OPENED

BASE = "/ambleford/people/seat-many"


def _fill(client: Client, rows: Sequence[Sequence[object]]) -> TestResponse:
    book = load_workbook(io.BytesIO(client.get(f"{BASE}/seats-to-give.xlsx").data))
    assert [each.title for each in book.worksheets] == ["Seats", "Tenders", "Groups"]
    for row in rows:
        book.worksheets[0].append(row)
    made = io.BytesIO()
    book.save(made)
    return client.submit(BASE, {"file": (io.BytesIO(made.getvalue()), "seats.xlsx")})


def _confirm(client: Client, page: TestResponse) -> TestResponse:
    found = re.search(r'name="rows"[^>]*value="([^"]+)"', page.text)
    assert found, page.text
    return client.submit(f"{BASE}/confirm", {"rows": found[1]}, at=BASE)


def test_r10_p14_every_row_is_checked_and_shown_before_anybody_has_a_seat(
    quick_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sent, "book_apart", book_of)  # reading apart is tested with packs
    house = make.house()
    lead = make.client_of(quick_app, house.lead)
    with clock.at(OPENED):
        assert "No tender needs seats now" in lead.get(BASE).text
    for reference in ("One", "Two"):
        make_bids.published_tender(house, reference=reference, title=f"Tender {reference}")
    known, approver = make.provider("Bidder"), house.staff["approver"]
    good = [
        ["One", "ada@people.example", "Ada Oyelaran", "Young people", None],
        ["two", "Ada@people.example", "Ada Oyelaran", "young people", "q2"],
        ["Two", "bo.larsen", "Bo Larsen", "Professionals", "Q1, Q3"],
    ]
    bad = {
        "No tender of yours": ["Three", "c@people.example", "C", "Professionals", None],
        "no such group. Its groups: ": ["One", "c@people.example", "C", "Parents", None],
        "this group marks: Q1, Q2": ["One", "d@people.example", "D", "Young people", "Q3"],
        "Enter the person’s name": ["One", "e@people.example", None, "Young people", None],
        "Enter an email address, like": ["One", "e@people", "E", "Young people", None],
        "Enter an email address or": ["One", "e e", "E", "Young people", None],
        "belongs to a provider": ["One", known.account, None, "Young people", None],
        "can’t hold a seat": ["One", approver.account, None, "Young people", None],
        "Row 2 says the same": ["One", "ADA@people.example", "A", "Professionals", None],
        "isn’t plain words": ["One", "=A1", "F", "Young people", None],
    }
    with clock.at(OPENED):
        page = _fill(lead, [*good, *bad.values()])
        assert "10 rows need you" in page.text
        assert "3 seats to give" in page.text
        for said in bad:
            assert said in page.text
        assert _seats(house) == []
        answer = _confirm(lead, page)
        assert "3 seats are given" in answer.text
        assert "bo.larsen" in answer.text  # nobody mails a link to who has no address
        assert answer.text.count("/invitations/") == 1
        assert len(_seats(house)) == 3
        again = _confirm(lead, page)
        assert "3 rows need you" in again.text
        assert "holds a seat here" in again.text
    with tenant(house.id):
        given = db.session.scalars(select(Event).where(Event.name == "seat:given")).all()
    assert sorted(each.facts["criteria"] for each in given) == [["Q1", "Q2"], ["Q1", "Q3"], ["Q2"]]
    later = make_bids.BEFORE + timedelta(days=1)
    participation = make.client_of(quick_app, house.staff["participation_lead"])
    with clock.at(later):
        assert participation.get(BASE).status_code == 404


def _seats(house: make.House) -> Sequence[Seat]:
    with tenant(house.id):
        return db.session.scalars(select(Seat)).all()
