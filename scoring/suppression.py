"""The smallest secondary suppression: which further numbers to hide so that small ones stay hidden.

A table with its totals is a network in which flow is conserved at every node. A hidden number can
be something else exactly when one unit can be sent round a circle of hidden numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

MOST_TRIES = 20_000


class Arc(NamedTuple):
    """A number of the table, flowing from one of its sums to another."""

    tail: str
    head: str
    amount: int


def suppressed(arcs: Sequence[Arc], least: int) -> frozenset[int]:
    """Positions to hide: every count from 1 to `least` − 1, and what protects them."""
    small = frozenset(i for i, arc in enumerate(arcs) if 0 < arc.amount < least)
    if _is_safe(arcs, small, small):
        return small
    others = [i for i, arc in enumerate(arcs) if arc.amount >= least]
    others.sort(key=lambda i: arcs[i].amount)
    tried = 0
    for size in range(1, len(others) + 1):
        sets = list(_sets(others, size, MOST_TRIES - tried))
        tried += len(sets)
        for more in sorted(sets, key=lambda each: sum(arcs[i].amount for i in each)):
            if _is_safe(arcs, small, small | set(more)):
                return small | set(more)
        if tried >= MOST_TRIES:
            return _thinned(arcs, small, others)
    return frozenset(range(len(arcs)))


def _sets(others: list[int], size: int, most: int) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    for each in combinations(others, size):
        if len(found) >= most:
            break
        found.append(each)
    return found


def _thinned(arcs: Sequence[Arc], small: frozenset[int], others: list[int]) -> frozenset[int]:
    """For tables too large to try everything: hide all, then show again what may be shown."""
    hidden = small | set(others)
    for index in reversed(others):
        if _is_safe(arcs, small, hidden - {index}):
            hidden -= {index}
    return hidden


def _is_safe(arcs: Sequence[Arc], small: frozenset[int], hidden: frozenset[int]) -> bool:
    """Whether every small number could be another one, all hidden ones being at least 1."""
    return all(_could_differ(arcs, index, hidden) for index in small)


def _could_differ(arcs: Sequence[Arc], index: int, hidden: frozenset[int]) -> bool:
    arc, rest = arcs[index], hidden - {index}
    more = _reaches(arcs, arc.head, arc.tail, rest)
    return more or (arc.amount > 1 and _reaches(arcs, arc.tail, arc.head, rest))


def _reaches(arcs: Sequence[Arc], start: str, goal: str, hidden: frozenset[int]) -> bool:
    """Whether a unit can get from one node to another: along an arc, or back where one is left."""
    seen, frontier = {start}, [start]
    while frontier:
        node = frontier.pop()
        if node == goal:
            return True
        for index in hidden:
            tail, head, amount = arcs[index]
            step = head if tail == node else tail if head == node and amount > 1 else None
            if step is not None and step not in seen:
                seen.add(step)
                frontier.append(step)
    return False
