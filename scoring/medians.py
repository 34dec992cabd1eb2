"""How far a median can be raised with so many moves of single marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def breakpoints(steps: Sequence[int], top: int, most: int) -> list[tuple[int, int]]:
    """For each useful number of moves, by how many half steps they raise the median.

    `steps` is sorted; each further entry costs more and brings more.
    """
    best: dict[int, int] = {}
    for cost, lower, upper in _targets(steps, top, most):
        best[cost] = max(best.get(cost, 0), lower + upper - _now(steps))
    useful: list[tuple[int, int]] = []
    for cost in sorted(best):
        if best[cost] > (useful[-1][1] if useful else 0):
            useful.append((cost, best[cost]))
    return useful


def raised(steps: Sequence[int], top: int, moves: int) -> list[int]:
    """The sorted marks after the moves that raise their median the most."""
    half = len(steps) // 2
    found = max(_targets(steps, top, moves), key=lambda each: (each[1] + each[2], -each[0]))
    _, lower, upper = found
    after = [max(each, upper) if i >= half else each for i, each in enumerate(steps)]
    if len(steps) % 2 == 0:
        after[half - 1] = lower
    return after


def _now(steps: Sequence[int]) -> int:
    """Twice the median, in steps."""
    half = len(steps) // 2
    return steps[half] + steps[half - (1 - len(steps) % 2)]


def _targets(steps: Sequence[int], top: int, most: int) -> Iterator[tuple[int, int, int]]:
    """What the middle two could become (one mark stands for both when it is alone in the middle).

    To raise the upper middle, every mark from there on has to be at least as high.
    """
    half, odd = len(steps) // 2, len(steps) % 2
    upper_half = steps[half:]
    for upper in range(steps[half], top + 1):
        cost = sum(upper - each for each in upper_half if each < upper)
        if cost > most:
            return
        if odd:
            yield cost, upper, upper
            continue
        first = steps[half - 1]
        for lower in range(first, min(upper, first + most - cost) + 1):
            yield cost + lower - first, lower, upper
