"""How much evaluators and groups agree: Krippendorff's alpha, Kendall's W (never one person's)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any, Literal

from scoring.marks import PASS
from scoring.result import Result

Level = Literal["nominal", "ordinal", "interval", "ratio"]
FEW_BIDS, FEW_RATERS = 5, 3


def agreement(result: Result) -> dict[str, Any]:
    """Alpha for each criterion over single marks, W over the groups' parts of ranked bids."""
    by_criterion: list[dict[tuple[int, int], int]] = [{} for _ in result.method.criteria]
    marks = result.marks
    bids = [each.id for each in marks.bids]
    criteria = [each.id for each in result.method.criteria]
    for bid, criterion, evaluator, steps in marks.rows:
        voided = marks.voided and marks.is_voided(
            marks.evaluators[evaluator], bids[bid], criteria[criterion]
        )
        if steps != PASS and not voided:
            by_criterion[criterion][evaluator, bid] = steps
    return {
        "criteria": [_criterion(result, c, given) for c, given in enumerate(by_criterion)],
        "groups": _groups(result),
    }


def _criterion(result: Result, index: int, given: dict[tuple[int, int], int]) -> dict[str, Any]:
    raters, bids = ({pair[side] for pair in given} for side in (0, 1))
    return {
        "id": result.method.criteria[index].id,
        "alpha": alpha(given),
        "raters": len(raters),
        "bids": len(bids),
        "too_few": len(bids) < FEW_BIDS or len(raters) < FEW_RATERS,
        "kendall_w": _criterion_w(result, index),
    }


def alpha(given: dict[tuple[int, int], int], level: Level = "ordinal") -> float | None:
    """Krippendorff's alpha of marks by (rater, bid); `None` where it isn't defined.

    It isn't where no bid has two marks, or where all marks that can be compared are alike.
    """
    by_bid: dict[int, list[int]] = {}
    for (_, bid), mark in given.items():
        by_bid.setdefault(bid, []).append(mark)
    pairable = [mark for marks in by_bid.values() if len(marks) > 1 for mark in marks]
    if len(set(pairable)) < 2:
        return None
    import krippendorff
    import numpy

    raters = {rater: row for row, rater in enumerate(dict.fromkeys(r for r, _ in given))}
    columns = {bid: column for column, bid in enumerate(by_bid)}
    table = numpy.full((len(raters), len(columns)), numpy.nan)
    for (rater, bid), mark in given.items():
        table[raters[rater], columns[bid]] = mark
    return float(krippendorff.alpha(reliability_data=table, level_of_measurement=level))


def _groups(result: Result) -> dict[str, Any]:
    order = sorted(result.ranking.order)
    ids = [each.id for each in result.marks.bids]
    parts: dict[str, list[Fraction]] = {}
    for index, group in enumerate(result.method.groups):
        if any(part.group == index for part in result.table.parts):
            parts[group.id] = [result.table.group_part(bid, index) for bid in order]
    rankings = {}
    for group_id, points in parts.items():
        ranked = sorted(zip(order, points, strict=True), key=lambda pair: pair[1], reverse=True)
        rankings[group_id] = [ids[bid] for bid, _ in ranked]
    return {"kendall_w": kendall_w(list(parts.values())), "rankings": rankings}


def _criterion_w(result: Result, index: int) -> float | None:
    """W over the groups' marks on one criterion, of ranked bids that every group marked."""
    columns = [result.table.columns[p] for p in result.table.parts_on[index]]
    rows = [[column.mark(bid) for column in columns] for bid in sorted(result.ranking.order)]
    whole = [[mark for mark in row if mark is not None] for row in rows]
    full = [row for row in whole if len(row) == len(columns)]
    return kendall_w([list(each) for each in zip(*full, strict=True)])


def kendall_w(raters: Sequence[Sequence[Fraction]]) -> float | None:
    """Kendall's W of several raters' values for the same things, corrected for ties.

    `None` under two raters or things, or where every rater has all things equal.
    """
    if len(raters) < 2 or len(raters[0]) < 2:
        return None
    m, n = len(raters), len(raters[0])
    ranked = [_mean_ranks(each) for each in raters]
    sums = [sum(column, Fraction(0)) for column in zip(*ranked, strict=True)]
    mean = sum(sums, Fraction(0)) / n
    spread = sum(((each - mean) ** 2 for each in sums), Fraction(0))
    ties = sum(_tie_correction(each) for each in raters)
    most = m * m * (n**3 - n) - m * ties
    return None if most == 0 else float(12 * spread / most)


def _mean_ranks(values: Sequence[Fraction]) -> list[Fraction]:
    ranks = [Fraction(0)] * len(values)
    before = 0
    ordered = sorted(range(len(values)), key=values.__getitem__)
    for _, equal in groupby(ordered, values.__getitem__):
        same = list(equal)
        for each in same:
            ranks[each] = before + Fraction(len(same) + 1, 2)
        before += len(same)
    return ranks


def _tie_correction(values: Sequence[Fraction]) -> int:
    sizes = [len(list(equal)) for _, equal in groupby(sorted(values))]
    return sum(size**3 - size for size in sizes)
