"""Files as their provider reads of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portal.bids.files.models import DraftFile
from portal.core.formats import what_of


def file_lines(files: Sequence[DraftFile]) -> list[dict[str, Any]]:
    """A line for each file: its name, and what it is."""
    return [
        {"id": each.id, "name": facts["name"], "what": what_of(facts["kind"], facts["size"])}
        for each in files
        for facts in [each.facts]
    ]
