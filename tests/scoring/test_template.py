"""The template: an empty workbook that a person fills, and the example beside it."""

import json

import openpyxl

from scoring.sheets import SHEETS
from scoring.template import write_template
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
