"""A result as a workbook: results, working, marks, method."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.xlsx_writing import add_sheet, new_workbook

if TYPE_CHECKING:
    from scoring.result import Result

Figure = dict[str, str] | None


def write_report(result: Result, path: Path) -> None:
    """Write the workbook; every figure stands there exact, and as it is shown."""
    data = result.as_dict()
    book = new_workbook()
    heading, rows = _results(data)
    add_sheet(book, "results", heading, rows, [14, 14, 8, 8, 24, *[14] * (len(heading) - 5)])
    working = [
        [step.get("bid"), step.get("criterion"), step.get("group"), step["rule"], step["sentence"]]
        for step in data["working"]
    ]
    columns = ["bid", "criterion", "group", "rule", "sentence"]
    add_sheet(book, "working", columns, working, [14, 14, 16, 24, 110])
    keys = ["bid", "criterion", "group", "evaluator", "mark"]
    marks = [[row[key] or "pass" for key in keys] for row in data["input"]["marks"]]
    add_sheet(book, "marks", keys, marks, [14] * 5)
    add_sheet(book, "method", ["key", "value"], _method(data), [36, 90])
    book.save(path)


def _results(data: dict[str, Any]) -> tuple[list[str], list[list[Any]]]:
    criteria = [each["id"] for each in data["input"]["method"]["criteria"]]
    figures = ["total", "quality", "price"]
    heading = ["bid", "status", "rank", "shared", "reasons"]
    heading += [f"{name} {kind}" for name in (*figures, *criteria) for kind in ("shown", "exact")]
    rows = []
    for bid in data["bids"]:
        scores = [bid[name] for name in figures] + [each["score"] for each in bid["criteria"]]
        first = [bid["id"], bid["status"], bid["rank"], "yes" if bid["shared"] else "no"]
        row: list[Any] = [*first, ", ".join(bid["reasons"])]
        for figure in scores:
            row += _cells(figure)
        rows.append(row)
    return heading, rows


def _cells(figure: Figure) -> list[Any]:
    return [None, None] if figure is None else [figure["shown"], figure["exact"]]


def _method(data: dict[str, Any]) -> list[list[str]]:
    rows: list[list[str]] = []
    _flatten(data["input"]["method"], "", rows)
    return [*rows, ["library", data["library"]], ["digest", data["digest"]]]


def _flatten(value: Any, key: str, rows: list[list[str]]) -> None:
    if isinstance(value, (dict, list)):
        pairs = value.items() if isinstance(value, dict) else enumerate(value, 1)
        for name, inner in pairs:
            _flatten(inner, f"{key}.{name}" if key else str(name), rows)
    else:
        rows.append([key, str(value)])
