"""Marks in, ranking out: gates, minimums, quality, price, total, ties, all exact (R5–R9, R11)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from scoring.complete import tabulate
from scoring.document import read_document
from scoring.marks import Bid, Marks
from scoring.method import Method, Minimum, TieBreak
from scoring.price import price_fractions
from scoring.ranking import rank
from scoring.result import Result
from scoring.table import Table


def evaluate(method: Method, marks: Marks) -> Result:
    """Apply a method to marks; raises `Incomplete` where marks are missing (SCORING-IO, Order)."""
    out = [_out_before_marks(method, bid) for bid in marks.bids]
    excused = {bid for bid, reasons in enumerate(out) if reasons}
    table = tabulate(method, marks, excused)
    reasons = [_reasons(table, bid, before) for bid, before in enumerate(out)]
    passed = [bid for bid, each in enumerate(reasons) if not each]
    prices = price_scores(method, marks, passed)
    totals = _totals(table, prices, passed)
    key = tie_break_key(table)
    standing = {bid: -each for bid, each in totals.items()} if method.price_per_point else totals
    ranking = rank(standing, method.tie_breaks, key)
    return Result(table, tuple(map(tuple, reasons)), prices, totals, ranking)


def evaluate_document(document: object) -> Result:
    """Apply the method of a whole input document; raises `BadInput` or `Incomplete`."""
    return evaluate(*read_document(document))


def _out_before_marks(method: Method, bid: Bid) -> list[str]:
    """Why a bid needs no marks: a person's decision after hearing it, and gates that it failed."""
    decided = [] if bid.disregarded is None else [f"disregarded:{bid.disregarded}"]
    failed = [each.id for each in method.gates if not bid.gates.get(each.id, True)]
    return [*decided, *(f"gate:{gate}" for gate in failed)]


def _reasons(table: Table, bid: int, before: list[str]) -> list[str]:
    """Why a bid is disqualified: what came before marks, then minimums, then quality (R5)."""
    method = table.method
    reasons = list(before)
    for index, minimum in table.minimums:
        if below_minimum(table, bid, index, minimum):
            reasons.append(f"minimum:{method.criteria[index].id}")
    quality, least = table.quality[bid], method.minimum_quality
    if least is not None and quality is not None and quality < least * method.quality_weight / 100:
        reasons.append("minimum_quality")
    return reasons


def below_minimum(table: Table, bid: int, criterion: int, minimum: Minimum) -> bool:
    """Whether the mark that a minimum looks at lies below it, on exact values (R5)."""
    if minimum.of == "combined":
        marks = [table.combined[criterion].mark(bid)]
    else:
        marks = [table.columns[p].mark(bid) for p in minimum_parts(table, criterion, minimum)]
    return any(mark is not None and mark < minimum.mark for mark in marks)


def minimum_parts(table: Table, criterion: int, minimum: Minimum) -> list[int]:
    """The groups' parts that a minimum of one group, or of each, looks at."""
    groups = table.method.groups
    every = minimum.of == "each_group"
    return [
        p
        for p in table.parts_on[criterion]
        if every or groups[table.parts[p].group].id == minimum.of
    ]


def price_scores(method: Method, marks: Marks, passed: list[int]) -> dict[int, Fraction]:
    """Price scores of the bids that passed; empty where price isn't scored (R9)."""
    if method.price is None or method.price.weight is None:
        return {}
    fractions = price_fractions(method.price, [_price(marks, bid) for bid in passed])
    weight = method.price.weight
    return {bid: weight * each for bid, each in zip(passed, fractions, strict=True)}


def _price(marks: Marks, bid: int) -> Fraction:
    price = marks.bids[bid].price
    assert price is not None
    return price


def _totals(table: Table, prices: dict[int, Fraction], passed: list[int]) -> dict[int, Fraction]:
    """Quality plus price score, or price ÷ quality where that is the method."""
    totals = {}
    for bid in passed:
        quality = table.quality[bid]
        assert quality is not None
        if table.method.price_per_point:
            totals[bid] = _price(table.marks, bid) / quality
        else:
            totals[bid] = quality + prices.get(bid, 0)
    return totals


def tie_break_key(table: Table) -> Any:
    """How a bid stands in each tie-break, higher being better (R8)."""
    criteria = {each.id: index for index, each in enumerate(table.method.criteria)}
    groups = {each.id: index for index, each in enumerate(table.method.groups)}

    def key(bid: int, tie_break: TieBreak) -> Fraction:
        if tie_break.by == "criterion":
            score = table.criterion_score(bid, criteria[str(tie_break.id)])
        elif tie_break.by == "group":
            score = table.group_part(bid, groups[str(tie_break.id)])
        elif tie_break.by == "quality":
            score = table.quality[bid]
        else:
            score = -_price(table.marks, bid)
        assert score is not None
        return score

    return key
