"""The register of contracts as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from flask_babel import gettext as _

from portal.core.spreadsheets import cell
from portal.monitoring.queries import Line


def as_csv(lines: Sequence[Line]) -> str:
    """One contract a row; days are written as 2026-11-23."""
    out = io.StringIO()
    rows = csv.writer(out)
    heads = _("What it is for"), _("Reference"), _("Provider"), _("First day"), _("Last day")
    rows.writerow([*heads, _("With every extension"), _("Begin by"), _("Begun on")])
    for line in lines:
        row = line.row
        days = row.starts_on, row.ends_on, row.latest_end_on, line.begins_on, row.begun_on
        told = [cell(each) for each in (row.title, row.reference, row.provider_name)]
        rows.writerow([*told, *(f"{each:%Y-%m-%d}" if each else "" for each in days)])
    return out.getvalue()
