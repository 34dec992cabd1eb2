"""Documents as workbooks and CSV folders, as people make them, and the command that reads them."""

import csv

import openpyxl

from scoring.cli import main
from scoring.sheets import IN_METHOD, SHEETS
from scoring.xlsx_writing import add_sheet, new_workbook


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


def edited(path, sheet, cell, value, number_format=None):
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    if number_format:
        book[sheet][cell].number_format = number_format
    book.save(path)


def run(capsys, *arguments):
    status = main(list(map(str, arguments)))
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return status, out, err
