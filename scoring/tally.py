"""Counts what each group gave to each bid on each criterion, in whole numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from scoring.marks import PASS, Marks
from scoring.method import Method

if TYPE_CHECKING:
    from scoring.marks import Rows


class Part(NamedTuple):
    """One group's part in one criterion, by position, with its share in per cent."""

    criterion: int
    group: int
    share: Fraction


def parts_of(method: Method) -> list[Part]:
    """Every group's part in every criterion, in the method's order."""
    return [
        Part(c, g, criterion.shares[group.id])
        for c, criterion in enumerate(method.criteria)
        for g, group in enumerate(method.groups)
        if group.id in criterion.shares
    ]


@dataclass(frozen=True, slots=True)
class Count:
    """One part, bid by bid: marks and passes given, marks counted, and their middle in steps.

    The mean or median is `above[bid] / of[bid]` steps above the lowest mark.
    `evaluators` is how many people marked this criterion for this group on any bid.
    """

    evaluators: int
    given: list[int]
    counted: list[int]
    above: list[int]
    of: list[int]


Tally = list[Count]


def middle(steps: list[int], group_mark: str) -> tuple[int, int]:
    """Mean, or median (the mean of the middle two), as a whole number and its divisor."""
    if group_mark != "median":
        return sum(steps), len(steps)
    ranked = sorted(steps)
    half = len(ranked) // 2
    if len(ranked) % 2:
        return ranked[half], 1
    return ranked[half - 1] + ranked[half], 2


def cells(method: Method, marks: Marks, rows: Rows) -> dict[tuple[int, int, int], list[int]]:
    """Given marks in steps by bid, criterion and group, in input order, less voided ones."""
    found: dict[tuple[int, int, int], list[int]] = {}
    bids = [each.id for each in marks.bids]
    criteria = [each.id for each in method.criteria]
    any_void = bool(marks.voided)
    for bid, criterion, evaluator, steps in rows:
        if any_void and marks.is_voided(
            marks.evaluators[evaluator], bids[bid], criteria[criterion]
        ):
            continue
        found.setdefault((bid, criterion, marks.group_of[evaluator]), []).append(steps)
    return found


def tally_lists(method: Method, marks: Marks, rows: Rows) -> Tally:
    """The tally in plain Python, from rows in plain lists."""
    given = cells(method, marks, rows)
    people: dict[tuple[int, int], set[int]] = {}
    for _, criterion, evaluator, _ in rows:
        people.setdefault((criterion, marks.group_of[evaluator]), set()).add(evaluator)
    counts = []
    for c, g, _ in parts_of(method):
        column = [given.get((b, c, g), []) for b in range(len(marks.bids))]
        group_mark = method.criteria[c].group_mark
        counts.append(_count(column, len(people.get((c, g), ())), group_mark))
    return counts


def _count(column: Iterable[list[int]], evaluators: int, group_mark: str) -> Count:
    count = Count(evaluators, [], [], [], [])
    for steps in column:
        marks = [each for each in steps if each != PASS]
        above, of = middle(marks, group_mark) if marks else (0, 0)
        count.given.append(len(steps))
        count.counted.append(len(marks))
        count.above.append(above)
        count.of.append(of)
    return count
