"""A letter's marks as a chart: a bidder's own beside the winner's, and nobody else's (R21)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Bar:
    """One mark of the marks that could be had; `width` in hundredths of the whole."""

    mark: str
    available: str
    width: str


@dataclass(frozen=True)
class Pair:
    """A criterion with the bidder's mark and the winner's, as far as there are any."""

    title: str
    yours: Bar | None
    winner: Bar | None


def chart_of(content: dict[str, Any]) -> list[Pair]:
    """The pairs of a letter, in its order; none where there is nothing to set side by side."""
    pairs = [
        Pair(each["title"], _bar(each["yours"]), _bar(each["winner"]))
        for each in content["criteria"]
    ]
    return pairs if any(pair.yours for pair in pairs) else []


def _bar(given: dict[str, Any] | None) -> Bar | None:
    if given is None:
        return None
    share = Decimal(given["mark"]) / (Decimal(given["available"]) or 1) * 100
    return Bar(given["mark"], given["available"], f"{max(share, Decimal(0)):.2f}")
