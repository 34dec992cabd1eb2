"""Words of a drawn page in lines and paragraphs, told from where they stand.

A PDF tells where a line ends, and not whether a sentence goes on in the next one. Room between two
lines parts paragraphs; a line that is full goes on; a line that ends early, or a row of a table,
stays a line. So a page is heard as it is seen (R28).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

Rect = tuple[int, int, int, int]
"""`left, top, right, bottom` in pixels."""
Line = Sequence[Rect]
"""The places of its words, from left to right."""
MORE_ROOM = 1.2
"""A line that stands so many times farther down than those of one paragraph begins another."""
CELL = 2
"""Two words that are so many times their height apart stand in two cells of a table."""


def blanks_before(lines: Sequence[Line]) -> list[str]:
    """What stands before each line of a page: nothing, a blank where a sentence goes on, a new
    line, or a new paragraph. Where lines don't run from left to right each stays a line."""
    if not all(_is_level(line) for line in lines):
        return ["", *["\n"] * (len(lines) - 1)]
    edge = max((line[-1][2] for line in lines), default=0)
    pairs = list(pairwise(lines))
    goes_on = [_goes_on(before, after, edge) for before, after in pairs]
    steps = [around(after)[1] - around(before)[1] for before, after in pairs]
    usual = median([step for step, on in zip(steps, goes_on, strict=True) if on] or [0])
    found = [_between(step, usual, on) for step, on in zip(steps, goes_on, strict=True)]
    return ["", *found]


def _between(step: int, usual: float, goes_on: bool) -> str:
    if step < 0 or (usual and step > MORE_ROOM * usual):
        return "\n\n"
    return " " if goes_on else "\n"


def _is_level(line: Line) -> bool:
    return all(
        one[0] < next_one[0] and min(one[3], next_one[3]) > max(one[1], next_one[1])
        for one, next_one in pairwise(line)
    )


def _goes_on(before: Line, after: Line, edge: int) -> bool:
    """Whether a line ends where it does because the next word had no room in it."""
    _left, top, right, bottom = around(before)
    height, word = bottom - top, after[0]
    if any(then[0] - one[2] > CELL * height for one, then in pairwise(before)):
        return False
    return right + height // 4 + word[2] - word[0] > edge


def around(boxes: Iterable[Rect]) -> Rect:
    """The one place that holds all of these."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)
