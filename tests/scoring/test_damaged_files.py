"""Damaged, hostile and empty files are told in a sentence: never a traceback, never a hang."""

import io
import random
import zipfile

import pytest

from scoring import xlsx
from tests.scoring.files import folder, run
from tests.scoring.test_verify import TENDER


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


def test_more_marks_than_a_spreadsheet_is_for_are_refused_with_a_way_out(book, capsys, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 30)
    status, out, err = run(capsys, "evaluate", book)
    assert (status, out) == (2, "")
    assert "the sheet marks has more than 30 rows" in err
    assert "CSV files in a folder" in err


def test_flipped_bytes_never_give_a_traceback(book, capsys):
    data, r = book.read_bytes(), random.Random(5)
    for _ in range(25):
        damaged = bytearray(data)
        for _ in range(r.choice([1, 5, 50])):
            damaged[r.randrange(len(damaged))] = r.randrange(256)
        book.write_bytes(damaged)
        assert run(capsys, "check", book)[0] in (0, 2, 3)
