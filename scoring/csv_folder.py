"""Reads a folder of CSV files, one for each list: UTF-8, comma, heading first."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scoring.problems import BadInput, Problem, quoted
from scoring.sheets import Workbook

MOST_FILES = 100
csv.field_size_limit(2**20)


def read_folder(files: dict[str, bytes]) -> Workbook:
    """All CSV files, by name without `.csv`."""
    workbook = Workbook()
    for name, data in sorted(files.items()):
        file = f"{name}.csv"
        workbook.add(name, _lines(file, data), _namer(file))
    return workbook


def csv_files(folder: Path) -> list[Path]:
    """The CSV files of a folder; a folder without any isn't an input."""
    files = sorted(each for each in folder.iterdir() if each.suffix.lower() == ".csv")
    if not files:
        what, mend = "the folder has no .csv files", "Give a folder with method.csv, bids.csv …"
        raise BadInput([Problem((), what, mend)])
    return files[:MOST_FILES]


def _namer(file: str) -> Any:
    def name(line: int, column: int) -> str:
        return f"{file}, row {line}, column {column + 1}"

    return name


def _lines(file: str, data: bytes) -> Iterator[tuple[int, list[Any]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"{file}: byte {error.start} isn't UTF-8"
        raise BadInput([Problem((), what, "Save it as CSV UTF-8")]) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            yield reader.line_num, [each if each.strip() else None for each in row]
    except csv.Error as error:
        what = f"{file}, line {reader.line_num}: this isn't CSV ({quoted(str(error))})"
        raise BadInput([Problem((), what, "Save it as CSV UTF-8 again")]) from None
