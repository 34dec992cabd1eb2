"""Builders of bids that came in another system: a tender that says so, a workbook filled in."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from openpyxl import load_workbook

from portal.accounts.links import TOKEN
from portal.accounts.models import APPROVER, PARTICIPATION, Provider
from portal.bids.content import Questions
from portal.bids.importing import operations as act
from portal.bids.importing.layout import (
    ANSWERS,
    BIDS,
    FILES,
    GATES,
    OPENING,
    PRICES,
    SHEET_OF_CODE,
    Made,
    code_of,
    sheets_of,
)
from portal.bids.importing.queries import waiting_import
from portal.bids.queries import questions_of
from portal.core import clock
from portal.core.database import db
from portal.core.workbooks.reading import Book
from portal.specifications.elsewhere import put_elsewhere
from portal.tenders.models import Tender
from tests import make
from tests.client import Client, token_of
from tests.make_files import let_bring_files
from tests.make_specification import publish, ready_tender

SYSTEM = "ProBid"
DEADLINE = datetime(2026, 10, 12, 11, tzinfo=UTC)  # the usual one
AFTER = datetime(2026, 10, 12, 14, tzinfo=UTC)  # three hours after the usual deadline
NAMES = ("Tollerby Bridge Trust", "Marlow Fields", "Too Late Ltd")
Rows = dict[str, dict[str, list[str]]]
"""By sheet and row what is written in its cells."""


def published_elsewhere(
    house: make.House, files: int = 2, at: datetime = make.START, **facts: Any
) -> uuid.UUID:
    """A published tender whose bids come in another system; its first question takes files."""
    tender_id = ready_tender(house, **facts)
    with make.writing(house.id), clock.at(at):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        put_elsewhere(house.lead.actor, tender, SYSTEM, "Look for CYP-014 on ProBid.")
        let_bring_files(tender, files)
        db.session.flush()
        publish(house.lead.actor, tender)
    return tender_id


def rows_for(
    questions: Questions, names: Sequence[str] = NAMES, deadline: datetime = DEADLINE
) -> Rows:
    """A whole workbook: the last one came late and isn't taken; the first brings a file along."""
    keys = {f"B{number}": name for number, name in enumerate(names, 1)}
    late = list(keys)[-1]
    return {
        OPENING: {
            "opened-at": [_moment(deadline + timedelta(hours=1))],
            "zone": ["UK"],
            "opened-by-1": ["Ada Penrose, procurement"],
            "opened-by-2": ["Bo Lund, audit"],
            "received": [str(len(names))],
        },
        BIDS: {key: _bid(key, name, deadline, is_late=key == late) for key, name in keys.items()},
        ANSWERS: {
            f"{key}/{each.code}": [f"Our answer to {each.code}."]
            for key in keys
            for each in questions.criteria
        },
        GATES: {
            f"{key}/{each.code}": ["yes", "Insured."] for key in keys for each in questions.gates
        },
        PRICES: {f"{key}/price": [f"£61{key[1:]},000"] for key in keys},
        FILES: {"F1": ["B1", "Q1", "one/plan.png"]},
    }


def _moment(at: datetime) -> str:
    return f"{at.astimezone(clock.LONDON):%d/%m/%Y %H:%M}"


def _bid(key: str, name: str, deadline: datetime, *, is_late: bool) -> list[str]:
    came = timedelta(minutes=1) if is_late else -timedelta(days=2, hours=19, minutes=30)
    words = name.casefold().replace(" ", "-")
    return [
        name,
        f"{key[1:]} Castle Road, ZZ2 2BS",
        f"office@{words}.example",
        "",
        f"GB-CHC-77{key[1:]}",
        "Cleo Hart",
        f"PB-{key[1:]}",
        _moment(deadline + came),
        "no" if is_late else "yes",
        "late" if is_late else "",
        "",
    ]


def book_of(tender: Tender, questions: Questions, rows: Rows, *, has_charter: bool = False) -> Book:
    """The same as the reader of workbooks gives it."""
    made = Made("en", len(rows[BIDS]), has_charter)
    book: Book = {SHEET_OF_CODE: {"A2": ("words", code_of(tender, questions, made))}}
    for sheet in sheets_of(questions, made):
        cells = {"A1": ("words", "Id")}
        for number, (key, _said) in enumerate(sheet.rows, 2):
            cells[f"A{number}"] = ("words", key)
            for place, words in enumerate(rows[sheet.key].get(key, ())):
                if words:
                    cells[f"{sheet.letter(place)}{number}"] = ("words", words)
        book[sheet.title] = cells
    return book


def filled(content: bytes, questions: Questions, rows: Rows) -> bytes:
    """The workbook that was taken, filled in as a program does it."""
    book = load_workbook(io.BytesIO(content))
    for sheet in sheets_of(questions, Made("en", len(rows[BIDS]))):
        page = book[sheet.title]
        for number, (key, _said) in enumerate(sheet.rows, 2):
            for place, words in enumerate(rows[sheet.key].get(key, ())):
                page[f"{sheet.letter(place)}{number}"].value = words or None
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """A zip with these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name, content in files.items():
            parts.writestr(name, content)
    return made.getvalue()


def send(client: Client, here: str, what: str, content: bytes) -> Any:
    """A workbook or a zip goes to the page of the import."""
    field = "file" if what == "workbook" else "files"
    data = {"csrf_token": token_of(client.get(here)), field: (io.BytesIO(content), "sent")}
    return client.post(f"{here}/{what}", data=data, content_type="multipart/form-data")


def said_yes(client: Client, here: str, how: str) -> Any:
    """One of the two says yes to what the check shows."""
    page = client.get(f"{here}/check")
    sha256 = page.text.partition('name="sha256" value="')[2].partition('"')[0]
    data = {"csrf_token": token_of(page), "sha256": sha256}
    return client.post(f"{here}/{how}", data=data)


def imported_tender(
    house: make.House, tender_id: uuid.UUID, n: int = 3, *, strangers: int = 0
) -> tuple[uuid.UUID, list[make.Human]]:
    """Bids of `n` organisations that are registered here, brought from the other system; one more
    came late there. The first `strangers` aren't registered under the number that they gave."""
    members = make.providers(f"Provider {number} of {n}" for number in range(1, n + 1))
    with make.looking(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        questions = questions_of(tender)
        rows = rows_for(questions, [*(member.name for member in members), "Too Late Ltd"])
        for number, member in enumerate(members[strangers:], strangers + 1):
            provider = db.session.get_one(Provider, member.actor.provider_id)
            rows[BIDS][f"B{number}"][4] = provider.identifier
        rows[FILES] = {}
        book = book_of(tender, questions, rows)
    first, second = (house.staff[each].actor for each in (PARTICIPATION, APPROVER))
    with clock.at(AFTER), make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        act.bring_workbook(tender, b"a workbook", book)
        db.session.flush()
        waiting = waiting_import(tender)
        assert waiting
        assert waiting.reading
        assert waiting.reading.problems == []
        digest = waiting.sha256
        act.hand_on(first, tender, "first", digest)
    with clock.at(AFTER), make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        act.confirm(second, tender, "second", digest, TOKEN)
    return tender_id, members
