"""The price methods, each as a fraction of the price weight (R9)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring.method import Price

NONE, WHOLE = Fraction(0), Fraction(1)


def clamp(value: Fraction) -> Fraction:
    """A fraction held between none and all."""
    return min(max(value, NONE), WHOLE)


def price_fractions(price: Price, prices: Sequence[Fraction]) -> list[Fraction]:
    """What part of the price weight each bid earns; the prices are of bids that passed all else."""
    if price.method == "linear":
        assert price.ceiling is not None
        assert price.floor is not None
        span = price.ceiling - price.floor
        return [clamp((price.ceiling - each) / span) for each in prices]
    paid = [each for each in prices if each]
    if price.method == "mean_deviation":
        mean = sum(paid, NONE) / len(paid) if paid else WHOLE
        return [deviation_fraction(each, mean) if each else WHOLE for each in prices]
    lowest = min(paid, default=WHOLE)
    return [lowest / each if each else WHOLE for each in prices]


def deviation_fraction(price: Fraction, mean: Fraction) -> Fraction:
    """50 less one mark for each per cent above the mean, or more below it, of 100 marks (R9).

    (50 − 100 × (price − mean) ÷ mean) ÷ 100 is 3/2 − price ÷ mean.
    """
    return clamp(Fraction(3, 2) - price / mean)
