"""Files as their provider reads of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext

from portal.bids.files.models import DraftFile

KINDS = {
    "docx": "Word",
    "xlsx": "Excel",
    "pdf": "PDF",
    "jpeg": "JPEG",
    "png": "PNG",
}


def file_lines(files: Sequence[DraftFile]) -> list[dict[str, Any]]:
    """A line for each file: its name, and what it is."""
    return [
        {"id": each.id, "name": facts["name"], "what": what_of(facts["kind"], facts["size"])}
        for each in files
        for facts in [each.facts]
    ]


def what_of(kind: str, size: int) -> str:
    """'PDF, 1.2 MB'."""
    return f"{KINDS[kind]}, {size_of(size)}"


def size_of(size: int) -> str:
    """'1.2 MB' or '340 KB', never nothing."""
    if size >= 1024 * 1024:
        return gettext("%(size)s MB", size=f"{size / 1024 / 1024:.1f}")
    return gettext("%(size)s KB", size=max(1, round(size / 1024)))
