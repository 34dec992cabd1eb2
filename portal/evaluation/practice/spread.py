"""How the marks of practice spread: numbers without names, and none where they are too few."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

FEWEST = 3
"""So many marks must be there before anybody sees more than their own (R19)."""


def spread_of(scale: Sequence[Decimal], given: Sequence[Decimal]) -> list[int] | None:
    """How many gave each mark of the scale, in its order; none under three (R19)."""
    if len(given) < FEWEST:
        return None
    return [sum(each == mark for each in given) for mark in scale]
