"""Whether taking one bid away would swap two others: the price of ratio methods (R9)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from scoring.evaluate import tie_break_key
from scoring.price import price_fractions
from scoring.result import Result

RATIO = ("lowest_over_bid", "mean_deviation")


def bid_dependence(result: Result) -> list[dict[str, Any]]:
    """Each bid whose removal would strictly turn round two others that are neighbours today."""
    price = result.method.price
    if price is None or price.method not in RATIO:
        return []
    ids = [each.id for each in result.marks.bids]
    found = []
    for gone in _worth_removing(result):
        swaps = _swaps(result, gone)
        if swaps:
            pairs = [[ids[above], ids[below]] for above, below in swaps]
            found.append({"without": ids[gone], "swaps": pairs})
    return found


def _worth_removing(result: Result) -> list[int]:
    """Bids, in input order, on whose price the others' scores depend."""
    order = sorted(result.ranking.order)
    prices = {bid: result.marks.bids[bid].price or Fraction(0) for bid in order}
    paid = [each for each in prices.values() if each]
    assert result.method.price is not None
    if result.method.price.method == "lowest_over_bid":
        lowest = min(paid, default=None)
        alone = paid.count(lowest) == 1 if lowest is not None else False
        return [bid for bid in order if alone and prices[bid] == lowest]
    return [bid for bid in order if prices[bid]]


def _swaps(result: Result, gone: int) -> list[tuple[int, int]]:
    price, ranks = result.method.price, result.ranking.ranks
    assert price is not None
    assert price.weight is not None
    rest = [bid for bid in result.ranking.order if bid != gone]
    fractions = price_fractions(price, [result.marks.bids[b].price or Fraction(0) for b in rest])
    totals = {
        bid: (result.table.quality[bid] or Fraction(0)) + price.weight * fraction
        for bid, fraction in zip(rest, fractions, strict=True)
    }
    return [
        (above, below)
        for above, below in zip(rest, rest[1:], strict=False)
        if ranks[above] < ranks[below] and _is_ahead(result, totals, below, above)
    ]


def _is_ahead(result: Result, totals: dict[int, Fraction], one: int, other: int) -> bool:
    """Whether one bid would stand strictly before another, tie-breaks included."""
    if totals[one] != totals[other]:
        return totals[one] > totals[other]
    key = tie_break_key(result.table)
    for tie_break in result.method.tie_breaks:
        mine, theirs = key(one, tie_break), key(other, tie_break)
        if mine != theirs:
            return bool(mine > theirs)
    return False
