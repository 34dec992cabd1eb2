"""What may be shown of small groups: no count, mean or comments of fewer than five people (R19).

A table of counts with its totals is shown with small numbers hidden (`None`), and with just as
many more hidden as it takes that no small number can be worked out from the totals. Noughts are
shown, so a reader knows that whatever is hidden is at least 1: of 9 votes, 7, 1, 1 hides all three.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from scoring.suppression import Arc, suppressed

LEAST = 5
HIDDEN = "*"
Value = TypeVar("Value")
Shown = list[int | None]


def shown_counts(counts: Sequence[int], least: int = LEAST) -> Shown:
    """A row of counts, then its total: 12, 3, 9 of 24 becomes 12, hidden, hidden, 24 (R19)."""
    _check(least, counts)
    arcs = [*(Arc("row", "all", count) for count in counts), Arc("all", "row", sum(counts))]
    hidden = suppressed(arcs, least)
    return [None if index in hidden else arc.amount for index, arc in enumerate(arcs)]


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


def shown_mean(
    value: Value, people: int, least: int = LEAST, ends: Sequence[Value] = ()
) -> Value | None:
    """A mean, or a set of comments, where enough people stand behind it (R19).

    `ends` are the lowest and the highest mark: a mean at an end says what everybody gave.
    """
    _check(least, [people])
    return value if people >= least and value not in ends else None


def shown_means(
    means: Sequence[Value],
    people: Sequence[int],
    overall: Value,
    ends: Sequence[Value],
    least: int = LEAST,
) -> tuple[list[Value | None], Value | None]:
    """Group means and the mean of all together, without what tells a small group's marks (R19).

    `people` is how many stand behind each mean, `ends` the lowest and the highest mark. A group of
    nobody has no mean to hide. Hidden are means of small groups, and means at an end of the scale,
    which say what everybody gave. Beside a single hidden mean, or one at an end, the smallest other
    group is hidden. The mean of all together is hidden where a mean at an end is, and where it
    would give the only hidden one away.
    """
    _check(least, people)
    those = [index for index, each in enumerate(people) if each]
    at_end = {index for index in those if means[index] in ends}
    hidden = at_end | {index for index in those if people[index] < least}
    if at_end or len(hidden) == 1:
        others = sorted(set(those) - hidden, key=lambda index: people[index])
        hidden |= set(others[:1])
    gives_away = bool(at_end) or len(hidden) == 1
    together = None if gives_away else shown_mean(overall, sum(people), least, ends)
    return [None if index in hidden else mean for index, mean in enumerate(means)], together


def _check(least: int, counts: Sequence[int]) -> None:
    if least < LEAST:
        raise ValueError(f"a setting below {LEAST} isn't allowed (R19)")
    if any(count < 0 for count in counts):
        raise ValueError("a count isn't below 0")
