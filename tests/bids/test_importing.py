"""Each cell of a workbook for bids from elsewhere is checked; what is wrong is said beside it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from portal.bids.content import Questions
from portal.bids.importing.checks import digest_of, made_for, read
from portal.bids.importing.layout import SHEET_OF_CODE, Made
from portal.bids.importing.reading import Reading, Times
from portal.bids.importing.zips import LARGEST, unpack
from portal.core.files.kinds import Unreadable, kind_of
from portal.core.workbooks.reading import FORMULA, OTHER, Book
from portal.specifications.models import Criterion, Gate
from portal.tenders.models import Tender
from tests.make_files import png
from tests.make_importing import AFTER, book_of, rows_for, zip_of

TENDER = Tender(id=uuid.uuid4(), charter="")
QUESTIONS = Questions(
    criteria=[
        Criterion(code="Q1", title="Listening", question="How?", word_limit=5, files=1),
        Criterion(code="Q2", title="Fun", question="How?", word_limit=5, files=0),
    ],
    gates=[Gate(code="G1", title="Insurance", question="Insured?")],
    has_price=True,
    refuses_nil_price=True,
)
TIMES = Times(datetime(2026, 10, 12, 11, tzinfo=UTC), AFTER)
THERE = {"one/plan.png": {"kind": "png", "size": 9, "sha256": "a", "name": "one/plan.png"}}


def said_of(book: Book, there: dict[str, Any] | None = None) -> Reading:
    """What the check says of a workbook for three bids."""
    return read(book, Made("en", 3), QUESTIONS, THERE if there is None else there, TIMES)


def whole() -> Book:
    """A workbook in which nothing is wrong."""
    return book_of(TENDER, QUESTIONS, rows_for(QUESTIONS))


def test_a_whole_workbook_says_all_of_every_bid() -> None:
    found = said_of(whole())
    assert found.problems == []
    assert found.opening is not None
    assert found.opening.opened_at == datetime(2026, 10, 12, 12, tzinfo=UTC)
    first, second = found.taken
    assert first.content["answers"] == {"Q1": "Our answer to Q1.", "Q2": "Our answer to Q2."}
    assert (second.content["price"], first.files) == ("612000", (("Q1", "one/plan.png"),))
    assert [(bid.why_not, bid.reference) for bid in found.refused] == [("late", "PB-3")]
    assert second.received_at == datetime(2026, 10, 9, 15, 30, tzinfo=UTC)
    other = replace(found, bids=[replace(first, contact="Somebody else"), *found.bids[1:]])
    assert digest_of(found, "w", THERE) != digest_of(other, "w", THERE)


WRONG: dict[tuple[str, str, str], str] = {
    # sheet, cell, what stands there: what is said of it
    ("Opening there", "C2", "12/10/2026 11:59"): "before the deadline",
    ("Opening there", "C2", "12/10/2027 11:59"): "hasn’t come yet",
    ("Opening there", "C2", "yesterday"): "Write the day and the time",
    ("Opening there", "C3", "CET"): "Write UK or UTC",
    ("Opening there", "C4", ""): "who opened the bids there",
    ("Opening there", "C5", "ada penrose, procurement"): "two different people",
    ("Opening there", "C6", "4"): "This workbook has rows for 3",
    ("Bids", "B2", ""): "Write the name of the organisation",
    ("Bids", "C2", ""): "postal address",
    ("Bids", "D2", "nobody"): "Enter an email address",
    ("Bids", "F2", "gb-chc-772"): "Two bids are from this organisation",
    ("Bids", "H2", "PB-2"): "Two bids have this reference",
    ("Bids", "H2", ""): "Write the reference",
    ("Bids", "I2", "12/10/2026 12:00"): "after the deadline, so it can’t be taken",
    ("Bids", "J2", "perhaps"): "Write yes or no",
    ("Bids", "J2", "no"): "why this bid isn’t taken",
    ("Bids", "A2", "B9"): "Nobody knows what this row is for",
    ("Bids", "A3", "B1"): "Row 2 has the id B1 too",
    ("Bids", "N2", "by the way"): "Nobody reads this cell",
    ("Answers", "F2", ""): "There is no answer here",
    ("Answers", "F2", "one two three four five six seven"): "2 words too long",
    ("Answers", "F2", "x" * 32767): "This cell is full",
    ("Yes or no", "E2", "maybe"): "Write yes or no",
    ("Yes or no", "F2", ""): "Write what supports it",
    ("Prices", "D2", ""): "Enter a price",
    ("Prices", "D2", "0"): "A price of nothing",
    ("Prices", "D2", "a lot"): "Enter an amount in pounds",
    ("Files", "B2", "B7"): "which bid the file belongs to",
    ("Files", "C2", "Q2"): "a question that takes files: Q1",
    ("Files", "D2", "two.png"): "This file hasn’t been brought",
}


@pytest.mark.parametrize(("place", "said"), WRONG.items(), ids=[" ".join(p)[:40] for p in WRONG])
def test_what_is_wrong_is_said_beside_its_cell(place: tuple[str, str, str], said: str) -> None:
    book, (sheet, cell, words) = whole(), place
    book[sheet][cell] = ("words", words)
    problems = said_of(book).problems
    assert any(said in each.what for each in problems), problems
    assert any(each.where.startswith(sheet) for each in problems)


def test_formulas_dates_and_sheets_that_are_gone_are_said() -> None:
    book = whole()
    book["Answers"]["F2"] = (FORMULA, "")
    book["Bids"]["I2"] = (OTHER, "2026-10-09T00:00:00")
    book["Bids"]["I3"] = (OTHER, "2026-10-09T16:30:00")
    book["Bids"]["B3"] = (OTHER, "")
    del book["Prices"]
    said: dict[str, str] = {}
    for each in said_of(book).problems:
        said.setdefault(each.where, each.what)
    assert "sum or formula" in said["Answers, F2"]
    assert "time of day is missing" in said["Bids, I2"]
    assert "Bids, I3" not in said
    assert "isn’t plain words" in said["Bids, B3"]
    assert "This sheet isn’t there" in said["Prices"]


def test_files_fit_their_rows() -> None:
    stray = {"stray.png": {"kind": "png", "size": 60 * 1024 * 1024, "sha256": "b"}}
    assert "No row of" in said_of(whole(), THERE | stray).problems[0].what
    book = whole()
    row = {"B3": "B1", "C3": "Q1", "D3": "stray.png"}
    book["Files"] |= {place: ("words", words) for place, words in row.items()}
    said = [each.what for each in said_of(book, THERE | stray).problems]
    assert said[0] == "Q1 takes 1 files, and 2 are named."
    assert said[1:] == ["The files of one bid can be 50 MB together."]
    book["Files"]["D3"] = ("words", "one/plan.png")
    assert any("Another row names this file" in each.what for each in said_of(book).problems)


def test_a_workbook_of_another_tender_or_of_other_questions_isnt_taken() -> None:
    assert made_for(whole(), TENDER, QUESTIONS) == Made("en", 3)
    other = Tender(id=uuid.uuid4(), charter="")
    assert "another tender" in str(made_for(whole(), other, QUESTIONS))
    fewer = replace(QUESTIONS, criteria=QUESTIONS.criteria[:1])
    assert "other questions" in str(made_for(whole(), TENDER, fewer))
    assert "isn’t the workbook" in str(made_for({SHEET_OF_CODE: {}}, TENDER, QUESTIONS))


def test_p17_a_bid_that_doesnt_accept_the_charter_isnt_taken() -> None:
    with_charter, rows = Tender(id=uuid.uuid4(), charter="We ask."), rows_for(QUESTIONS)
    for key in ("B1", "B2"):
        rows["bids"][key].append("no" if key == "B1" else "yes")
    made = Made("en", 3, has_charter=True)
    book = book_of(with_charter, QUESTIONS, rows, has_charter=True)
    problems = read(book, made, QUESTIONS, THERE, TIMES).problems
    assert [each.where for each in problems[:1]] == ["Bids, M2"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 nothing", "damaged"),
        (b"%PDF-1.7", "isn’t a zip"),
        (b"PK" + bytes(LARGEST), "bigger than 50 MB"),
        (zip_of({}), "no file in this zip"),
        (zip_of({f"{number}.png": b"" for number in range(2001)}), "far more than"),
    ],
)
def test_what_is_no_zip_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        unpack(content, kind_of)


def test_with_one_bad_file_none_of_a_zip_is_kept_and_each_is_named() -> None:
    files = {
        "good.png": png(),
        "__MACOSX/._good.png": b"junk",
        "cafe\u0301/plan.png": png(),
        "../out.png": png(),
        "/abs.png": png(),
        "empty.pdf": b"",
        "note.exe": b"MZ",
    }
    found = unpack(zip_of(files), kind_of)
    bad = ["../out.png", "/abs.png", "empty.pdf", "note.exe"]
    assert [each.where for each in found.problems] == bad
    assert [each.name for each in found.files] == ["good.png", "caf\u00e9/plan.png"]
