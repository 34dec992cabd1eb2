"""Which marks a scale has: from its lowest to its highest, a whole number of steps apart."""

from __future__ import annotations

from decimal import Decimal

MOST_MARKS = 21


def marks_on(lowest: Decimal, highest: Decimal, step: Decimal) -> list[Decimal]:
    """Every mark of a scale, lowest first; none where the three don't make a scale."""
    if lowest < 0 or step <= 0 or lowest >= highest or (highest - lowest) % step:
        return []
    count = int((highest - lowest) / step) + 1
    return [lowest + step * number for number in range(min(count, MOST_MARKS + 1))]
