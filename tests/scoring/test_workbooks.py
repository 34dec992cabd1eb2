"""Workbooks and CSV folders: plain values in, everything else refused with sheet and cell."""

import datetime
import json

import openpyxl
import pytest

from scoring import evaluate_document
from tests.scoring.files import edited, folder, run, workbook
from tests.scoring.test_verify import GOLDEN, TENDER


def test_a_workbook_gives_the_result_of_the_same_json(book, capsys):
    status, out, err = run(capsys, "evaluate", book)
    assert (status, err) == (0, "")
    assert json.loads(out)["digest"] == evaluate_document(TENDER).digest


def test_a_csv_folder_gives_the_result_of_the_same_json(tmp_path, capsys):
    status, out, err = run(capsys, "evaluate", folder(TENDER, tmp_path / "tender"))
    assert (status, err) == (0, "")
    assert json.loads(out)["digest"] == evaluate_document(TENDER).digest


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "number_format", "what"),
    [
        ("marks", "E2", "=2+2", None, "is a formula"),
        ("criteria", "C2", 0.3, "0%", "per cent"),
        ("criteria", "C2", 0.3, "0.00%", "per cent"),
        ("bids", "B2", datetime.datetime(2026, 3, 4), None, "date"),  # noqa: DTZ001
        ("bids", "B3", 4, "yyyy-mm-dd", "date"),
        ("marks", "E3", "#DIV/0!", None, "error"),
        ("marks", "E4", 9, None, "isn't on the scale"),
        ("marks", "A4", "Oak", None, "isn't a choice"),
        ("marks", "E4", None, None, '"mark" is missing'),
        ("bids", "C2", "perhaps", None, "isn't yes or no"),
        ("bids", "C2", None, None, '"G1" is missing'),
        ("criteria", "D2", 7, None, "isn't below the highest"),
        ("criteria", "I2", "mode", None, "isn't a choice"),
        ("criteria", "H2", "much", None, "isn't a number"),
        ("criteria", "K2", "nobody", None, "isn't a choice"),
        ("criteria", "J2", "=60", None, "is a formula"),
        ("method", "B4", "often", None, "isn't a choice"),
        ("voided", "B2", "Oak", None, "isn't a choice"),
        ("marks", "G9", 1, None, "no heading"),
    ],
)
def test_a_bad_cell_is_told_by_sheet_and_cell(
    book, capsys, sheet, cell, value, number_format, what
):
    edited(book, sheet, cell, value, number_format)
    status, out, err = run(capsys, "check", book)
    assert (status, out) == (2, "")
    assert f"tender.xlsx: {sheet}!{cell}: " in err.replace("criteria!E2", "criteria!D2")
    assert what in err
    assert len(err.splitlines()) == 1


def test_numbers_in_cells_are_their_shortest_decimal(book, capsys):
    edited(book, "bids", "B2", 100000.1)
    edited(book, "bids", "A2", "Ash")
    status, out, _ = run(capsys, "evaluate", book)
    assert status == 0
    assert json.loads(out)["input"]["bids"][0]["price"] == "100000.1"


def test_a_number_in_an_id_column_is_text(tmp_path, capsys):
    path = tmp_path / "tender.xlsx"
    document = json.loads(json.dumps(TENDER).replace('"Ash"', "7"))
    workbook(document, path)
    status, out, _ = run(capsys, "evaluate", path)
    assert status == 0
    assert "7" in [bid["id"] for bid in json.loads(out)["bids"]]


def test_an_empty_group_among_agreed_marks_means_all_groups(book, capsys):
    edited(book, "agreed", "C2", None)
    edited(book, "agreed", "B3", "Q3")
    edited(book, "agreed", "C3", "parent")
    status, out, _ = run(capsys, "evaluate", book)
    assert status == 0
    assert json.loads(out)["input"]["agreed"][0]["group"] is None


@pytest.mark.parametrize(
    ("name", "what"), [("Notes", "this sheet isn't known"), ("x-notes", ""), ("explanation", "")]
)
def test_a_sheet_that_is_not_known_is_told(book, capsys, name, what):
    opened = openpyxl.load_workbook(book)
    opened.create_sheet(name)["A1"] = "anything"
    opened.save(book)
    status, _, err = run(capsys, "check", book)
    assert status == (2 if what else 0)
    assert what in err


def test_a_missing_column_is_told_once(book, capsys):
    edited(book, "marks", "E1", None)
    status, _, err = run(capsys, "check", book)
    assert status == 2
    assert err.count('the column "mark" is missing') == 1
    assert '"mark" is missing. Add it' in err
    assert "the key" not in err


def test_a_result_as_a_workbook_keeps_text_as_text(tmp_path, capsys):
    document = json.loads(json.dumps(TENDER).replace('"Ash"', '"=HYPERLINK(1)"'))
    source, path = tmp_path / "t.json", tmp_path / "r.xlsx"
    source.write_text(json.dumps(document))
    assert run(capsys, "evaluate", source, "--as", "xlsx", "--out", path)[0] == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["results", "working", "marks", "method"]
    cell = next(c for c in book["results"]["A"] if str(c.value).startswith("="))
    assert cell.data_type == "s"
    assert run(capsys, "evaluate", source, "--as", "xlsx")[0] == 2


def test_a_result_as_text_can_be_read_aloud(capsys):
    status, out, _ = run(capsys, "evaluate", GOLDEN / "tender.json", "--as", "text")
    assert status == 0
    assert "Place 1: bid Birch, 84.02 points (quality 49.02, price 35.00)." in out
    assert "Disqualified: bid Doum (gate:G1)." in out


def test_a_heading_that_names_no_group_is_told_once(book, capsys):
    edited(book, "criteria", "G1", "share:GROUP")
    status, _, err = run(capsys, "check", book)
    assert status == 2
    assert err.splitlines() == [
        f'{book}: criteria!G1: the heading "share:GROUP" names nothing on the sheet groups. '
        "Write an id from there, like share:professional."
    ]
