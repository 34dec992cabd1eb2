"""Marks from a workbook: shown before anything counts, saved whole, never over something newer."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from flask import Flask
from openpyxl import Workbook
from sqlalchemy import select

from portal.audit.models import Event
from portal.bids.models import Bid
from portal.bids.queries import bids_of
from portal.core.database import db
from portal.core.files.kinds import Unreadable
from portal.core.tenancy import tenant
from portal.core.workbooks import sent
from portal.core.workbooks.apart import book_apart
from portal.core.workbooks.reading import LARGEST, book_of
from portal.evaluation.models import Draft, Mark, Sheet
from portal.evaluation.reading.kinds import Place
from portal.evaluation.reading.operations import warn_before
from portal.specifications.queries import criteria_of
from tests import make, make_evaluation
from tests.client import Client
from tests.make_evaluation import Marking
from tests.make_pack import FILE, brought, confirmed, filled, mark_at, opened, taken, write
from tests.make_reading import by_question_tender
from tests.shelf import Prepared
from tests.statements import statements_at


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of its own for each file takes a second; one test has it."""
    monkeypatch.setattr(sent, "book_apart", book_of)


def _young(app: Flask, made: Marking, which: int = 0) -> Client:
    return make.client_of(app, made.evaluators["young"][which])


def _marks(made: Marking) -> list[Any]:
    with tenant(made.house.id):
        wanted = select(Mark.mark, Mark.reason, Mark.way).order_by(Mark.recorded_at, Mark.version)
        return [tuple(row) for row in db.session.execute(wanted)]


def test_a_mark_a_pass_and_words_for_later_are_shown_first_and_saved_in_one_go(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=2)
    client = _young(quick_app, made)
    pack = write(taken(client, made), 2, "=they ask us")
    pack = write(pack, "Pass ", None, question=2)
    pack = write(pack, None, "I want to read this again.", sheet=2)
    shown = brought(client, made, pack)
    for words in ("Nothing counts yet", "2 – Good", "=they ask us", "Pass", "not a mark yet"):
        assert words in shown.text
    assert _marks(made) == []
    assert confirmed(client, made, shown).status_code == 303
    assert [(mark and int(mark), why, way) for mark, why, way in _marks(made)] == [
        (2, "=they ask us", "typed"),
        (None, "", None),
    ]
    with tenant(made.house.id):
        kept = db.session.scalars(select(Draft)).one()
        assert (kept.mark, kept.reason, kept.is_unsure) == ("", "I want to read this again.", True)
        names = db.session.scalars(select(Event.name).order_by(Event.number)).all()
    assert names[-3:] == ["pack:taken", "mark:recorded", "mark:recorded"]
    assert "Nothing in this workbook is new" in brought(client, made, pack).text
    assert "questions stay as they are" in brought(client, made, taken(client, made)).text


def test_with_one_wrong_cell_nothing_can_be_saved_and_each_is_told_by_its_address(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=2)
    client = _young(quick_app, made)
    clean = taken(client, made)
    row = mark_at(opened(clean).worksheets[1])
    cases = (
        ((9, "Good."), f"B{row}", "Write one of 0, 1, 2"),
        (("2 or 1", "Good."), f"B{row}", "Write one of 0, 1, 2"),
        ((2, None), f"B{row + 1}", "Say in this cell why"),
        ((2, "word " * 301), f"B{row + 1}", "up to 300 words"),
        (("=1+1", "Good."), f"B{row}", "formula stands here"),
        ((True, "Good."), f"B{row}", "formula stands here"),
    )
    for (mark, why), place, what in cases:
        shown = brought(client, made, write(clean, mark, why)).text
        assert f"{place}</b>: " in shown
        assert what in shown
        assert 'name="pack"' not in shown
    assert _marks(made) == []


def test_changed_words_missing_bids_and_strange_cells_are_told(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=2)
    client = _young(quick_app, made)
    clean = taken(client, made)

    def spoil(book: Any) -> None:
        book.worksheets[1]["B4"] = "They never ask anybody."
        book.worksheets[1]["D4"] = "My own notes."
        book.create_sheet("Notes")["A1"] = "More notes."
        del book[book.worksheets[2].title]

    shown = brought(client, made, filled(clean, spoil)).text
    for words in (", B4</b>: This cell doesn", ", D4</b>: Nobody reads", "Notes</b>: This sheet"):
        assert words in shown
    assert "Bid" in shown.partition("This sheet isn’t there")[0][-40:]

    def swap(book: Any) -> None:
        codes = book["Codes"]
        codes["B3"], codes["B4"] = codes["B4"].value, codes["B3"].value

    shown = brought(client, made, filled(clean, swap)).text
    assert "The code of this question isn’t ours" in shown


def test_where_one_goes_question_by_question_each_question_has_a_sheet(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(by_question_tender)
    client = _young(quick_app, made)
    pack = taken(client, made)
    sheets = opened(pack).worksheets[1:-1]
    assert [each.title for each in sheets] == [f"Question {n + 1}" for n in range(len(sheets))]
    bids = [
        [row[0].value for row in each.rows if str(row[0].value).startswith("Bid ")]
        for each in sheets
    ]
    assert bids[1] == [*bids[0][1:], bids[0][0]], "each question begins one bid later"
    shown = brought(client, made, write(pack, 2, "They ask us.", sheet=1, question=2))
    assert f"{bids[0][1]}" in shown.text
    assert confirmed(client, made, shown).status_code == 303
    with tenant(made.house.id):
        marked = db.session.scalars(select(Bid.label).join(Sheet).join(Mark)).all()
    assert [f"Bid {label}" for label in marked] == [bids[0][1]]


def test_somebody_elses_pack_and_files_that_are_none_are_refused(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    client, other = _young(quick_app, made), _young(quick_app, made, 1)
    foreign = brought(client, made, taken(other, made)).text
    assert 'href="#file"' in foreign
    assert "isn’t a workbook that you took here" in foreign
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 90_000_000)
    for content, what in (
        (b"", "Choose a file first"),
        (b"PK nothing", "damaged"),
        (b"Mark,Why\n2,Good", "isn’t an Excel workbook"),
        (b"%PDF-1.7", "isn’t an Excel workbook"),
        (bomb.getvalue(), "far more than its size says"),
    ):
        assert what in brought(client, made, content).text, what
    refused = client.post(f"{made.path}/marking-pack/confirm", data={"pack": "no"})
    assert "We couldn’t be sure" in refused.text


def test_what_was_marked_on_the_website_meanwhile_is_shown_beside_it_and_never_lost(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    client = _young(quick_app, made)
    clean = taken(client, made)
    make_evaluation.mark_all(made, made.evaluators["young"][0], 3, send=False)
    shown = brought(client, made, write(clean, 1, "Not enough."))
    assert "A reason for Q1." in shown.text
    assert "Not enough." in shown.text
    assert "other question stays" in shown.text, "what nobody touched in the workbook stays"
    unsaid = confirmed(client, made, shown)
    assert "Choose which you want for Bid" in unsaid.text
    assert confirmed(client, made, unsaid, choose_0="website").status_code == 200
    assert len(_marks(made)) == 2
    assert confirmed(client, made, unsaid, choose_0="workbook").status_code == 303
    assert [int(mark) for mark, _why, _way in _marks(made)] == [3, 3, 1]
    again = confirmed(client, made, unsaid, choose_0="workbook")
    assert "You saved something else on the website" in again.text


def test_a_bid_that_was_sent_meanwhile_stays_and_helped_words_are_recorded_as_such(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    young = made.evaluators["young"][0]
    client = make.client_of(quick_app, young)
    clean = taken(client, made)
    shown = brought(client, made, write(clean, 1, "Not enough."))
    assert confirmed(client, made, shown, helped="y").status_code == 303
    assert [way for _mark, _why, way in _marks(made)] == ["helper"]
    make_evaluation.mark_all(made, young, 3)
    after = brought(client, made, write(clean, 0, "Nothing at all.")).text
    assert "Stays: this bid is sent" in after
    assert "Yes, save this" not in after
    assert "You have sent all your marks" in client.get(f"{made.path}/marking-pack").text


def test_the_workbook_tells_nothing_of_anybody_and_can_be_read_by_a_screen_reader(
    quick_app: Flask, prepared: Prepared
) -> None:
    """R10, R18: no provider, no price, no name, no moment; the same bytes each time."""
    made = prepared(make_evaluation.marking_tender, bids=2)
    young = made.evaluators["young"][0]
    client = make.client_of(quick_app, young)
    pack = taken(client, made)
    assert pack == taken(client, made)
    with zipfile.ZipFile(io.BytesIO(pack)) as parts:
        inside = b"".join(parts.read(name) for name in parts.namelist()).decode()
        assert {each.date_time[0] for each in parts.infolist()} == {1980}
    told = [young.name, str(young.actor.person_id), *(each.name for each in made.bidders)]
    told += [str(each.actor.provider_id) for each in made.bidders]
    assert [each for each in told if each in inside] == []
    book = opened(pack)
    assert (book.properties.language, book.properties.lastModifiedBy) == ("en", None)
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        assert not sheet.merged_cells.ranges
        assert sheet.protection.sheet
    page = book.worksheets[1]
    assert "Title" in page.defined_names
    (rule, _second) = page.data_validations.dataValidation
    assert rule.formula1 == '"0,1,2,3,pass"'


def test_a_workbook_is_read_in_a_process_of_its_own_and_no_big_one_at_all() -> None:
    assert book_apart(_tiny()) == {"One": {"A1": ("number", "2"), "B1": ("formula", "")}}
    with pytest.raises(Unreadable, match="bigger than 2 MB"):
        book_apart(b"0" * (LARGEST + 1))


def _tiny() -> bytes:
    def fill(book: Any) -> None:
        book.active.title, book.active["A1"], book.active["B1"] = "One", 2, "=A1"

    kept = io.BytesIO()
    Workbook().save(kept)
    return filled(kept.getvalue(), fill)


def test_a_hard_answer_is_warned_of_and_a_warning_that_comes_later_spoils_no_pack(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    client = _young(quick_app, made)
    before = write(taken(client, made), 2, "They ask us.")
    with made.writing() as tender:
        (bid,) = bids_of(tender)
        criterion, words = criteria_of(tender)[0], "It tells of a death."
        warn_before(made.house.lead.actor, tender, bid, criterion, Place(), words, [Place()])
    heading = opened(taken(client, made)).worksheets[1]["B2"].value
    assert "may be hard to read" in heading
    assert "It tells of a death." in heading
    assert "Nothing counts yet" in brought(client, made, before).text


def test_a_pack_of_more_bids_asks_no_more_often(quick_app: Flask) -> None:
    counts = []
    for bids in (1, 3):
        made = make_evaluation.marking_tender(make.house(f"council-{bids}"), bids=bids)
        client = _young(quick_app, made)
        paths = [f"{made.path}/{page}" for page in ("marking-pack", FILE)]
        counts.append([statements_at(client, path) for path in paths * 2][2:])
    assert counts[0] == counts[1]
