"""What may be shown of small groups: no count, mean or comments of fewer than five people (R19).

A table of counts with its totals is shown with small numbers hidden (`None`), and with just as
many more hidden as it takes that no small number can be worked out from the totals. Noughts are
shown, so a reader knows that whatever is hidden is at least 1: of 9 votes, 7, 1, 1 hides all three.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from scoring.suppression import Arc, suppressed

LEAST = 5
HIDDEN = "*"
Anything = TypeVar("Anything")
Value = TypeVar("Value", int, float, Decimal, Fraction)
Shown = list[int | None]


def shown_counts(counts: Sequence[int], least: int = LEAST) -> Shown:
    """A row of counts, then its total: 12, 3, 9 of 24 becomes 12, hidden, hidden, 24 (R19)."""
    _check(least, counts)
    arcs = [*(Arc("row", "all", count) for count in counts), Arc("all", "row", sum(counts))]
    hidden = suppressed(arcs, least)
    return [None if index in hidden else arc.amount for index, arc in enumerate(arcs)]


def still_shown(shown: Shown, least: int) -> Shown:
    """A row that was counted while fewer people were enough: nothing of it, where a number of it
    is too small now (R19)."""
    is_small = any(count is not None and 0 < count < least for count in shown)
    return [None] * len(shown) if is_small else list(shown)


def shown_table(rows: Sequence[Sequence[int]], least: int = LEAST) -> list[Shown]:
    """A table of counts with its row totals last in each row and its column totals as last row.

    Counts from 1 to `least` − 1 are hidden, totals too. Then the fewest further numbers, and among
    those the smallest, so that no small number follows from the rest (R19).
    """
    _check(least, [count for row in rows for count in row])
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        raise ValueError("a table has rows, all of the same length")
    arcs = _table_arcs(rows)
    hidden = suppressed(arcs, least)
    flat: Shown = [None if index in hidden else arc.amount for index, arc in enumerate(arcs)]
    width = len(rows[0]) + 1
    return [flat[start : start + width] for start in range(0, len(flat), width)]


def _table_arcs(rows: Sequence[Sequence[int]]) -> list[Arc]:
    """Each number as an arc of a network in which what flows in flows out: its sums."""
    arcs = []
    for r, row in enumerate(rows):
        arcs += [Arc(f"row {r}", f"column {c}", count) for c, count in enumerate(row)]
        arcs.append(Arc("start", f"row {r}", sum(row)))
    columns = [sum(column) for column in zip(*rows, strict=True)]
    arcs += [Arc(f"column {c}", "end", total) for c, total in enumerate(columns)]
    return [*arcs, Arc("end", "start", sum(columns))]


def shown_mean(value: Anything, people: int, least: int = LEAST) -> Anything | None:
    """A mean, or a set of comments, where enough people stand behind it (R19)."""
    _check(least, [people])
    return value if people >= least else None


def shown_means(
    means: Sequence[Value],
    people: Sequence[int],
    overall: Value,
    ends: tuple[Value, Value],
    least: int = LEAST,
) -> tuple[list[Value | None], Value | None]:
    """Group means and the mean of all together, without what tells a small group's marks (R19).

    `people` is how many stand behind each mean, `ends` the lowest and the highest mark. A group of
    nobody has no mean to hide. A small group's is hidden, with the smallest other's beside a single
    one; the mean of all together too, unless it leaves the small group's anywhere on the scale.
    Where a large group's mean is at an end, which says what everybody gave, nothing is shown.
    """
    _check(least, people)
    small = {index for index, each in enumerate(people) if 0 < each < least}
    large = [index for index, each in enumerate(people) if each >= least]
    if overall in ends or any(means[index] in ends for index in large):
        return [None] * len(means), None
    beside = sorted(large, key=lambda index: people[index])[: len(small) == 1]
    hidden = small | set(beside)
    is_free = all(_is_free(index, hidden, means, people, ends) for index in small)
    together = shown_mean(overall, sum(people), least) if is_free else None
    return [None if index in hidden else mean for index, mean in enumerate(means)], together


def _is_free(
    index: int,
    hidden: Set[int],
    means: Sequence[Value],
    people: Sequence[int],
    ends: tuple[Value, Value],
) -> bool:
    """Whether a hidden mean could be anywhere on the scale for one who knows the hidden sum."""
    low, high = (Fraction(end) for end in ends)
    above = sum((people[each] * (Fraction(means[each]) - low) for each in hidden), Fraction(0))
    most = sum(people[each] for each in hidden) * (high - low)
    own = people[index] * (high - low)
    return own < above < most - own


def _check(least: int, counts: Sequence[int]) -> None:
    if least < LEAST:
        raise ValueError(f"a setting below {LEAST} isn't allowed (R19)")
    if any(count < 0 for count in counts):
        raise ValueError("a count isn't below 0")
