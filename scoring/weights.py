"""At which weight of one criterion, or of price, another bid becomes equal first."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from scoring.exact import exact_text
from scoring.price import price_fractions
from scoring.result import Result

HUNDRED = Fraction(100)


def critical_weights(result: Result) -> list[dict[str, Any]]:
    """For each criterion, and price if scored, the nearest weight that changes who is first."""
    found = []
    for index, criterion in enumerate(result.method.criteria):
        units = {
            bid: (result.table.combined[index].mark(bid) or Fraction(0)) / criterion.scale.highest
            for bid in result.ranking.order
        }
        change = _nearest(result, criterion.weight, units)
        found.append({"criterion": criterion.id, **_entry(criterion.weight, change)})
    price = result.method.price
    if price is not None and price.weight is not None:
        found.append({"price": True, **_entry(price.weight, _price_change(result, price.weight))})
    return found


def _entry(weight: Fraction, change: Fraction | None) -> dict[str, Any]:
    text = None if change is None else exact_text(change)
    return {"weight": exact_text(weight), "winner_changes_at": text}


def _price_change(result: Result, weight: Fraction) -> Fraction | None:
    price, order = result.method.price, result.ranking.order
    assert price is not None
    prices = [result.marks.bids[bid].price or Fraction(0) for bid in order]
    return _nearest(result, weight, dict(zip(order, price_fractions(price, prices), strict=True)))


def _nearest(result: Result, weight: Fraction, units: dict[int, Fraction]) -> Fraction | None:
    """The weight nearest to today's, the lower of two, at which another bid is equal first.

    `units` is what each bid has for one point of this weight. All other weights are taken times
    (100 − w) ÷ (100 − today's).
    """
    order = result.ranking.order
    if len(order) < 2 or weight == 100:
        return None
    first, *rivals = order
    rest = {bid: (_base(result, bid) - weight * units[bid]) / (HUNDRED - weight) for bid in order}
    crossings = (_crossing(result, weight, units, rest, first, rival) for rival in rivals)
    return _closest(weight, (each for each in crossings if each is not None))


def _base(result: Result, bid: int) -> Fraction:
    """What the weights act on: the total, or quality where price ÷ quality ranks."""
    if result.method.price_per_point:
        return result.table.quality[bid] or Fraction(0)
    return result.totals[bid]


def _crossing(
    result: Result,
    weight: Fraction,
    units: dict[int, Fraction],
    rest: dict[int, Fraction],
    first: int,
    rival: int,
) -> Fraction | None:
    """Where the lines of two bids meet: w × a + (100 − w) × b = 0."""
    mine, theirs = Fraction(1), Fraction(1)
    if result.method.price_per_point:
        bids = result.marks.bids
        mine, theirs = bids[rival].price or mine, bids[first].price or theirs
    a = mine * units[first] - theirs * units[rival]
    b = mine * rest[first] - theirs * rest[rival]
    if a == b:
        return weight if a == 0 else None
    at = HUNDRED * b / (b - a)
    if not 0 <= at <= 100:
        return None
    nothing = at * units[first] + (HUNDRED - at) * rest[first] == 0
    return None if nothing and result.method.price_per_point else at


def _closest(weight: Fraction, crossings: Iterable[Fraction]) -> Fraction | None:
    return min(crossings, key=lambda at: (abs(at - weight), at), default=None)
