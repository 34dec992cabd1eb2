"""What an amendment changes, paragraph by paragraph and day by day (R4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.core.differences import Piece, differences
from portal.core.formats import day, moment

DAYS = ("deadline_at", "marking_ends_on", "decision_on", "starts_on")


@dataclass(frozen=True)
class Moved:
    """A moment or a day of the timetable that is another one now."""

    name: str
    before: str
    now: str


@dataclass(frozen=True)
class Rewritten:
    """A paragraph that changed, with its marked pieces; `is_plain`: its twin in plain words."""

    title: str
    number: int
    is_plain: bool
    pieces: list[Piece]


def moved_between(before: dict[str, Any], after: dict[str, Any]) -> list[Moved]:
    """The days that moved."""
    return [
        Moved(name, _words(before[name]), _words(after[name]))
        for name in DAYS
        if before[name] != after[name]
    ]


def _words(value: str | None) -> str:
    """A moment or a day of a published specification as people read it."""
    if value is None or "T" not in value:
        return day(date.fromisoformat(value) if value else None)
    return moment(datetime.fromisoformat(value))


def added_between(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    """The documents that came with an amendment; none ever goes."""
    return list(after.get("documents", []))[len(before.get("documents", [])) :]


def rewritten_between(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Rewritten]:
    """The paragraphs that changed; an amendment adds none and takes none away."""
    for old, new in zip(before["sections"], after["sections"], strict=True):
        pairs = zip(old["paragraphs"], new["paragraphs"], strict=True)
        for number, (was, stands) in enumerate(pairs, 1):
            for name, is_plain in (("words", False), ("plain_words", True)):
                if was[name] != stands[name]:
                    pieces = differences(was[name], stands[name])
                    yield Rewritten(new["title"], number, is_plain, pieces)
