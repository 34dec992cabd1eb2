"""The trail as a file for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from flask_babel import gettext as _

from portal.core.spreadsheets import cell
from portal.record.lines import Line


def as_csv(lines: Sequence[Line]) -> str:
    """The lines as CSV, one event a row."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow([_("Number"), _("When"), _("What happened")])
    rows.writerows([line.place, line.at, cell(line.what)] for line in lines)
    return out.getvalue()
