"""A run's figures as a CSV table, and the whole run as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from portal.core.spreadsheets import cell
from portal.evaluation.runs.figures import Figures, exact
from scoring.result import Result


def table_of(figures: Figures) -> str:
    """One line for each bid: place, totals, parts, then mark and score of each criterion."""
    codes = [criterion["id"] for criterion in figures.method["criteria"]]
    parts = [part for part in figures.parts if part.id not in ("price", "quality")]
    heads = ["bid", "status", "place", "total", "quality", "price"]
    heads += [f"part {part.id}" for part in parts]
    heads += [f"{kind} {code}" for code in codes for kind in ("mark", "score")]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([cell(head) for head in heads])
    for bid in figures.bids:
        cells = [bid["id"], bid["status"], str(bid["rank"] or "")]
        cells += [_shown(bid[name]) for name in ("total", "quality", "price")]
        for part in parts:
            value = figures.part(bid, part)
            cells.append("" if value is None else figures.shown(value))
        cells += [_shown(each[kind]) for each in bid["criteria"] for kind in ("mark", "score")]
        writer.writerow([cell(each) for each in cells])
    return file.getvalue()


def workbook_of(result: Result) -> bytes:
    """Results, working, marks and method as a workbook: what `python -m scoring` writes too."""
    from scoring.report_xlsx import write_report  # what writes workbooks takes long to import

    with TemporaryDirectory() as folder:
        file = Path(folder) / "result.xlsx"
        write_report(result, file)
        return file.read_bytes()


def _shown(figure: Mapping[str, Any] | None) -> str:
    return "" if exact(figure) is None or figure is None else str(figure["shown"])
