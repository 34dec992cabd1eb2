"""Which prices lie far below the others: a hint where to look, by figures that anybody can edit."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("low_price.toml")


@dataclass(frozen=True)
class Hint:
    """What counts as far below, from a day on; not a rule (R11)."""

    since: date
    below_mean_percent: Fraction
    below_next_percent: Fraction
    fewest_others: int


@dataclass(frozen=True)
class Below:
    """How far one price lies below the others, in whole per cent rounded down."""

    mean: int
    next: int
    is_far: bool


@cache
def hints() -> tuple[Hint, ...]:
    """All rows of the file, the first day first."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["hints"]
    found = [
        Hint(
            row["since"],
            Fraction(str(row["below_mean_percent"])),
            Fraction(str(row["below_next_percent"])),
            int(row["fewest_others"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: each.since))


def hint_on(day: date) -> Hint | None:
    """The row that counts on a day; none before the first."""
    known = [each for each in hints() if each.since <= day]
    return known[-1] if known else None


def below_others(prices: Mapping[uuid.UUID, Decimal], hint: Hint | None) -> dict[uuid.UUID, Below]:
    """How far each price lies below the others, where there are enough of them to compare."""
    if hint is None or len(prices) <= hint.fewest_others:
        return {}
    return {bid_id: _below(bid_id, prices, hint) for bid_id in prices}


def _below(bid_id: uuid.UUID, prices: Mapping[uuid.UUID, Decimal], hint: Hint) -> Below:
    own = Fraction(prices[bid_id])
    others = [Fraction(amount) for other, amount in prices.items() if other != bid_id]
    of_mean = _percent(own, sum(others, Fraction(0)) / len(others))
    of_next = _percent(own, min((each for each in others if each >= own), default=own))
    is_far = of_mean >= hint.below_mean_percent and of_next >= hint.below_next_percent
    return Below(int(of_mean), int(of_next), is_far)


def _percent(own: Fraction, other: Fraction) -> Fraction:
    """How many per cent `own` lies below `other`; 0 where it doesn't."""
    return max(Fraction(0), 100 * (other - own) / other) if other else Fraction(0)
