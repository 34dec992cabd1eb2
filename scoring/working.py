"""The working: for every figure its rule, what went in, what came out, and one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from scoring.exact import exact_text, said, term
from scoring.marks import PASS
from scoring.tally import cells
from scoring.working_totals import outcome_steps, price_step, quality_step, tie_steps, total_step

if TYPE_CHECKING:
    from scoring.result import Result
    from scoring.tally import Part

Step = dict[str, Any]


def working(result: Result) -> list[Step]:
    """Every step of an evaluation, bid by bid in the order of the result, then the ties."""
    given = cells(result.method, result.marks, result.marks.rows)
    ranked = result.ranking.order
    out = [bid for bid in range(len(result.marks.bids)) if bid not in result.totals]
    steps = [step for bid in (*ranked, *out) for step in _bid_steps(result, given, bid)]
    return [*steps, *tie_steps(result)]


Given = dict[tuple[int, int, int], list[int]]


def _bid_steps(result: Result, given: Given, bid: int) -> Iterator[Step]:
    for criterion in range(len(result.method.criteria)):
        for part in result.table.parts_on[criterion]:
            yield _part_step(result, given, bid, part)
        yield _criterion_step(result, bid, criterion)
    yield quality_step(result, bid)
    if result.method.price_is_scored and bid in result.totals:
        yield price_step(result, bid)
    if bid in result.totals:
        yield total_step(result, bid)
    yield from outcome_steps(result, bid)


def _part_step(result: Result, given: Given, bid: int, part: int) -> Step:
    """One group's mark for one bid on one criterion, and what it adds to the score."""
    table, where = result.table, result.table.parts[part]
    criterion = result.method.criteria[where.criterion]
    steps = given.get((bid, where.criterion, where.group), [])
    marks = [criterion.scale.mark(each) for each in steps if each != PASS]
    agreed = _agreed(result, bid, where)
    mark, score = table.columns[part].mark(bid), table.part_score(bid, part)
    shares = table.shares(bid, where.criterion)
    share = None if shares is None else shares.get(part)
    rule = "agreed" if agreed is not None else criterion.group_mark
    return {
        "bid": result.marks.bids[bid].id,
        "criterion": criterion.id,
        "group": result.method.groups[where.group].id,
        "rule": f"group_mark:{rule}" if mark is not None else "group_mark:none",
        "inputs": {
            "marks": [exact_text(each) for each in marks],
            "passes": steps.count(PASS),
            "agreed": None if agreed is None else exact_text(agreed),
            "share": None if share is None else exact_text(share * 100),
            "weight": exact_text(criterion.weight),
            "highest": exact_text(criterion.scale.highest),
        },
        "result": {
            "mark": None if mark is None else exact_text(mark),
            "score": None if score is None else exact_text(score),
        },
        "sentence": _part_sentence(result, bid, part, marks, steps.count(PASS)),
    }


def _agreed(result: Result, bid: int, where: Part) -> Fraction | None:
    criterion, group = result.method.criteria[where.criterion], result.method.groups[where.group]
    return result.marks.agreed_mark(result.marks.bids[bid].id, criterion.id, group.id)


def _part_sentence(result: Result, bid: int, part: int, marks: list[Fraction], passes: int) -> str:
    table, where = result.table, result.table.parts[part]
    criterion, title = result.method.criteria[where.criterion], _title(result, where)
    mark, score = table.columns[part].mark(bid), table.part_score(bid, part)
    gave = _gave(title, marks, passes)
    if mark is None:
        return f"{gave}, so there is no mark of theirs here."
    is_agreed = _agreed(result, bid, where) is not None
    if is_agreed and not marks:  # single marks need not be in the input where one is agreed
        gave = title
    rule = "agreed mark" if is_agreed else criterion.group_mark
    shares = table.shares(bid, where.criterion)
    if score is None or shares is None:
        return f"{gave}: {rule} {said(mark)}."
    share = f" × {term(shares[part] * 100)} %" if len(table.parts_on[where.criterion]) > 1 else ""
    return (
        f"{gave}: {rule} {said(mark)}; {term(mark)} ÷ {term(criterion.scale.highest)} × "
        f"{term(criterion.weight)}{share} = {said(score)}."
    )


def _title(result: Result, where: Part) -> str:
    return result.method.groups[where.group].title


def _gave(title: str, marks: list[Fraction], passes: int) -> str:
    numbers = ", ".join(map(term, marks)) or "no marks that count"
    passed = f" ({passes} passed)" if passes > 1 else " (one passed)" if passes else ""
    return f"{title} gave {numbers}{passed}"


def _criterion_step(result: Result, bid: int, index: int) -> Step:
    """The combined mark of a criterion and its score: weight × mark ÷ highest (R6)."""
    table, criterion = result.table, result.method.criteria[index]
    mark, score = table.combined[index].mark(bid), table.criterion_score(bid, index)
    shares = table.shares(bid, index) or {}
    groups = result.method.groups
    parts = {groups[table.parts[p].group].id: share for p, share in shares.items()}
    return {
        "bid": result.marks.bids[bid].id,
        "criterion": criterion.id,
        "rule": "criterion",
        "inputs": {
            "shares": {group: exact_text(share * 100) for group, share in parts.items()},
            "weight": exact_text(criterion.weight),
            "highest": exact_text(criterion.scale.highest),
        },
        "result": {
            "mark": None if mark is None else exact_text(mark),
            "score": None if score is None else exact_text(score),
        },
        "sentence": _criterion_sentence(result, bid, index, shares),
    }


def _criterion_sentence(result: Result, bid: int, index: int, shares: dict[int, Fraction]) -> str:
    table, criterion = result.table, result.method.criteria[index]
    mark, score = table.combined[index].mark(bid), table.criterion_score(bid, index)
    if mark is None or score is None:
        return f"{criterion.title} can't be scored: marks are missing."
    terms = [
        f"{term(table.columns[p].mark(bid) or Fraction(0))} × {term(share * 100)} %"
        for p, share in shares.items()
    ]
    combined = f"{' + '.join(terms)} = {said(mark)}; " if len(terms) > 1 else ""
    shifted = ""
    if len(shares) < len(table.parts_on[index]):
        shifted = " A group without marks left its share to the others."
    return (
        f"{criterion.title}: {combined}{term(mark)} ÷ {term(criterion.scale.highest)} × "
        f"{term(criterion.weight)} = {said(score)}.{shifted}"
    )
