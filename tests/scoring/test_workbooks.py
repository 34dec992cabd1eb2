"""Workbooks and CSV folders: plain values in, everything else refused with sheet and cell."""

import csv
import datetime
import io
import json
import random
import zipfile

import openpyxl
import pytest

from scoring import evaluate_document
from scoring.cli import main
from scoring.sheets import IN_METHOD, SHEETS
from scoring.template import write_template
from scoring.xlsx_writing import add_sheet, new_workbook
from tests.scoring.test_verify import GOLDEN, TENDER


def tables(document):
    """The sheets of a document, in the columns that SCORING-IO names."""
    method = document["method"]
    rows = {name: [] for name in SHEETS}
    rows["method"] = [{"key": "format", "value": document["format"]}]
    for key in ("minimum_quality", "empty_group"):
        if key in method:
            rows["method"].append({"key": key, "value": method[key]})
    for section in ("price", "rounding"):
        for key, value in method.get(section, {}).items():
            rows["method"].append({"key": f"{section}.{key}", "value": value})
    for name in SHEETS[1:]:
        source = method if name in IN_METHOD else document
        rows[name] = [flat(entry) for entry in source.get(name, [])]
    return rows


def flat(entry):
    row = {}
    for key, value in entry.items():
        if key == "scale":
            row |= value
        elif key == "shares":
            row |= {f"share:{group}": share for group, share in value.items()}
        elif key == "gates":
            row |= {f"gate:{gate}": "yes" if passed else "no" for gate, passed in value.items()}
        elif key == "minimum":
            row |= {"minimum": value["mark"], "minimum_of": value["of"]}
        elif key == "mark":
            row[key] = "pass" if value is None else value
        else:
            row[key] = value
    return row


def headings(rows):
    return list(dict.fromkeys(key for row in rows for key in row))


def workbook(document, path):
    book = new_workbook()
    for name, rows in tables(document).items():
        columns = headings(rows)
        body = [[row.get(column) for column in columns] for row in rows]
        add_sheet(book, name, columns, body, [10] * len(columns))
    book.save(path)
    return book


def folder(document, path):
    path.mkdir()
    for name, rows in tables(document).items():
        with (path / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, headings(rows))
            writer.writeheader()
            writer.writerows(rows)
    return path


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "tender.xlsx"
    workbook(TENDER, path)
    return path


def run(capsys, *arguments):
    status = main(list(map(str, arguments)))
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return status, out, err


def test_a_workbook_gives_the_result_of_the_same_json(book, capsys):
    status, out, err = run(capsys, "evaluate", book)
    assert (status, err) == (0, "")
    assert json.loads(out)["digest"] == evaluate_document(TENDER).digest


def test_a_csv_folder_gives_the_result_of_the_same_json(tmp_path, capsys):
    status, out, err = run(capsys, "evaluate", folder(TENDER, tmp_path / "tender"))
    assert (status, err) == (0, "")
    assert json.loads(out)["digest"] == evaluate_document(TENDER).digest


def edited(path, sheet, cell, value, number_format=None):
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    if number_format:
        book[sheet][cell].number_format = number_format
    book.save(path)


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


def bomb(path, size):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * size)
    return path


def torn(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def without(path, name):
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w") as archive:
        for each in source.namelist():
            archive.writestr(each, b"<nonsense" if each == name else source.read(each))
    return path


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda path: bomb(path, 60 * 2**20), "unpacks to 60 MiB"),
        (torn, "isn't a workbook"),
        (lambda path: without(path, "xl/worksheets/sheet1.xml"), "can't be read"),
        (lambda path: without(path, "xl/styles.xml"), "can't be read"),
        (lambda path: path.write_bytes(b"") and path or path, "isn't a workbook"),
        (lambda path: path.write_text("{}") and path, "isn't a workbook"),
    ],
)
def test_a_damaged_workbook_is_told_in_one_sentence(book, capsys, make, what):
    status, out, err = run(capsys, "evaluate", make(book))
    assert (status, out) == (2, "")
    assert what in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\xff\xfe", "isn't UTF-8"),
        (b'bid,criterion,group,evaluator,mark\n"A', "isn't CSV"),
        (b"bid;criterion;group;evaluator;mark\nAsh;Q1;young;y1;3", '"evaluator" is missing'),
        (b"bid,criterion,group,evaluator,mark\nAsh,Q1,young,y1,3,4", "no heading"),
        (b"bid,bid,criterion,group,evaluator,mark\n", "twice"),
        (b"bid,criterion,group,evaluator,mark\nAsh,Q1,young,y1,five", "marks.csv, row 2, column 5"),
    ],
)
def test_a_damaged_csv_is_told_with_its_line(tmp_path, capsys, content, what):
    path = folder(TENDER, tmp_path / "tender")
    (path / "marks.csv").write_bytes(content)
    status, _, err = run(capsys, "check", path)
    assert status == 2
    assert what in err


def test_an_empty_folder_is_no_input(tmp_path, capsys):
    assert run(capsys, "check", tmp_path)[0] == 2


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


def test_flipped_bytes_never_give_a_traceback(book, capsys):
    data, r = book.read_bytes(), random.Random(5)
    for _ in range(25):
        damaged = bytearray(data)
        for _ in range(r.choice([1, 5, 50])):
            damaged[r.randrange(len(damaged))] = r.randrange(256)
        book.write_bytes(damaged)
        assert run(capsys, "check", book)[0] in (0, 2, 3)
