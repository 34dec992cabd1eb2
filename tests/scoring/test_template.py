"""The template: an empty workbook that a person fills, and the example beside it."""

import json

import openpyxl

from scoring.sheets import SHEETS
from scoring.template import write_template
from tests.scoring import oracle
from tests.scoring.files import run


def test_the_example_beside_the_template_goes_straight_into_evaluate(tmp_path, capsys):
    status, out, _ = run(capsys, "template", tmp_path / "mine.xlsx")
    assert status == 0
    assert "mine-example.xlsx" in out
    status, out, _ = run(capsys, "evaluate", tmp_path / "mine-example.xlsx")
    assert status == 0
    assert [bid["total"]["shown"] for bid in json.loads(out)["bids"]] == ["79.67", "77.00", "76.42"]


def test_the_empty_template_filled_by_hand_gives_a_result(tmp_path, capsys):
    path = tmp_path / "mine.xlsx"
    write_template(path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["explanation", *SHEETS]
    assert len(book["marks"].data_validations.dataValidation) == 3
    book["criteria"].append(["Q1", "Care", 100, 0, 5, 1, "mean"])
    book["criteria"].delete_rows(2, book["criteria"].max_row - 2)
    for sheet, row in [("bids", ["A"]), ("bids", ["B"])]:
        line = 2 if row == ["A"] else 3
        book[sheet].cell(line, 1).value = row[0]
    for line, row in enumerate([["A", "Q1", None, "e", 4], ["B", "Q1", None, "e", 5]], 2):
        for column, value in enumerate(row, 1):
            book["marks"].cell(line, column).value = value
    book.save(path)
    status, out, err = run(capsys, "evaluate", path)
    assert (status, err) == (0, "")
    assert [bid["id"] for bid in json.loads(out)["bids"]] == ["B", "A"]


MARKED = [("Q1", "staff"), ("Q2", "staff"), ("Q5", "staff")]
MARKED += [("Q1", "young"), ("Q3", "young"), ("Q5", "young")]
TYPED = {
    "groups": [["staff", "Council staff", "professional"], ["young", "Young people"]],
    "criteria": [
        ["Q1", "Listening", 20, 0, 5, 1, "mean", 2, "combined", 50, 50],
        ["Q2", "Safety", 15, 0, 5, 1, "mean", None, None, 100, None],
        ["Q3", "Fun", 10, 0, 5, 1, "median", None, None, None, 100],
        ["Q4", "Reach", 10, 0, 5, 0.5, "agreed", None, None, 60, 40],
        ["Q5", "Team", 5, 0, 5, 1, "mean", 1, "young", 70, 30],
    ],
    "gates": [["G1", "Insurance"]],
    "tie_breaks": [["criterion", "Q1"], ["group", "young"], ["quality"]],
    "bids": [["Ash", 450000, "yes"], ["Birch", 520000, "Yes"], ["Cedar ", 405000.5, "yes"]],
    "agreed": [
        [bid, "Q4", group, mark, "Talked through."]
        for bid, mark in (("Ash", 4), ("Birch", 2.5), ("Cedar", 3))
        for group in ("staff", "young")
    ],
    "marks": [
        [
            bid,
            criterion,
            group,
            f"{group[0]}{number}",
            2 + (number + len(bid) * int(criterion[1])) % 4,
        ]
        for bid in ("Ash", "Birch", "Cedar")
        for criterion, group in MARKED
        for number in (1, 2, 3)
    ],
}
SETTINGS = {
    "price.weight": 40,
    "price.method": "linear",
    "price.ceiling": 600000,
    "price.floor": 400000,
    "minimum_quality": 20,
}


def fill(path):
    """As a person would: the headings' own words replaced, then cell by cell."""
    book = openpyxl.load_workbook(path)
    book["criteria"]["J1"], book["criteria"]["K1"] = "share:staff", "share:young"
    book["bids"]["C1"] = "gate:G1"
    for row in book["method"].iter_rows(min_row=2):
        if row[0].value in SETTINGS:
            row[1].value = SETTINGS[row[0].value]
    for sheet, rows in TYPED.items():
        for r, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                book[sheet].cell(r, column).value = value
    book.save(path)
    return book


def test_a_commissioner_with_nothing_but_the_template_gets_a_right_result(tmp_path, capsys):
    path = tmp_path / "mine.xlsx"
    write_template(path)
    fill(path)
    assert run(capsys, "check", path) == (0, "ok\n", "")
    status, out, err = run(capsys, "evaluate", path)
    assert (status, err) == (0, "")
    found = json.loads(out)
    bids, ties = oracle.evaluate(found["input"])
    assert (found["bids"], found["ties"]) == (bids, ties)
    assert len([bid for bid in bids if bid["status"] == "ranked"]) == 3


def test_what_was_forgotten_is_told_in_the_words_of_a_sheet(tmp_path, capsys):
    path = tmp_path / "mine.xlsx"
    write_template(path)
    book = fill(path)
    book["marks"]["E2"] = None
    book["bids"]["C1"] = "gate:GATE"
    book.save(path)
    status, _, err = run(capsys, "check", path)
    assert status == 2
    assert 'marks!E2: nothing is written here: "mark" is missing. Add it.' in err
    assert 'bids!C1: the heading "gate:GATE" names nothing on the sheet gates.' in err


def test_the_explanation_has_every_sheet_and_column(tmp_path):
    path = tmp_path / "mine.xlsx"
    write_template(path)
    book = openpyxl.load_workbook(path)
    told = {(row[0], row[1]) for row in book["explanation"].iter_rows(min_row=2, values_only=True)}
    for name in SHEETS[1:]:
        headings = [cell.value for cell in book[name][1]]
        assert {(name, heading) for heading in (None, *headings)} <= told
