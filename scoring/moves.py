"""What single marks could have been moved, and the fewest moves that close a gap, exactly.

A move takes one counted mark (the agreed one where it stands) one step along its scale.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from scoring.medians import breakpoints
from scoring.result import Result
from scoring.tally import cells

MOST_MOVES = 1000


class TooManyMoves(Exception):
    """Medians on a scale so fine that the fewest moves can't be searched for in useful time."""


@dataclass(frozen=True, slots=True)
class Source:
    """Marks that can move together in one direction: those of a part, or one agreed mark.

    `value` is what one step of the group's mark is worth; `room` is how many moves there are;
    `steps` holds a median's counted marks in steps, turned so that up is the way they move.
    """

    bid: int
    criterion: int
    part: int | None
    up: bool
    value: Fraction
    count: int
    room: int
    steps: tuple[int, ...] | None = None
    top: int = 0

    def worth(self, factor: Fraction) -> Source:
        """The same marks, each step worth so many times more."""
        value = self.value * factor
        rest = self.count, self.room, self.steps, self.top
        return Source(self.bid, self.criterion, self.part, self.up, value, *rest)

    @property
    def gain(self) -> Fraction:
        """What one move brings; for a median, what half a step of the middle brings."""
        return self.value / (2 if self.steps is not None else self.count)


Given = dict[tuple[int, int, int], list[int]]


@dataclass(frozen=True)
class Board:
    """All marks of a result, ready to be moved."""

    result: Result
    given: Given

    @classmethod
    def of(cls, result: Result) -> Board:
        """Set up the board; only medians need their single marks."""
        medians = any(each.group_mark == "median" for each in result.method.criteria)
        given = cells(result.method, result.marks, result.marks.rows) if medians else {}
        return cls(result, given)

    def sources(self, bid: int, criterion: int, up: bool) -> list[Source]:
        """What can move a bid's combined mark on a criterion, valued in that mark."""
        table, marks = self.result.table, self.result.marks
        scale = self.result.method.criteria[criterion].scale
        whole = marks.agreed_marks.get((marks.bids[bid].id, self._id(criterion), None))
        if whole is not None:
            steps = scale.steps(whole) or 0
            room = scale.top - steps if up else steps
            return [Source(bid, criterion, None, up, scale.step, 1, room)]
        shares = table.shares(bid, criterion) or {}
        return [self.part_source(bid, p, up).worth(share) for p, share in shares.items()]

    def part_source(self, bid: int, part: int, up: bool) -> Source:
        """What can move one group's mark, valued in that mark."""
        table, marks = self.result.table, self.result.marks
        criterion, group, _ = table.parts[part]
        scale = self.result.method.criteria[criterion].scale
        names = marks.bids[bid].id, self._id(criterion)
        agreed = marks.agreed_mark(*names, self.result.method.groups[group].id)
        if agreed is not None:
            steps, count = scale.steps(agreed) or 0, 1
            own = None if (*names, None) in marks.agreed_marks else part
        elif self.result.method.criteria[criterion].group_mark == "median":
            return self._median(bid, part, up)
        else:
            tally = table.tally[part]
            steps, count, own = tally.above[bid], tally.counted[bid], part
        room = count * scale.top - steps if up else steps
        return Source(bid, criterion, own, up, scale.step, count, room)

    def _median(self, bid: int, part: int, up: bool) -> Source:
        criterion, group, _ = self.result.table.parts[part]
        scale = self.result.method.criteria[criterion].scale
        marks = [each for each in self.given[bid, criterion, group] if each >= 0]
        steps = tuple(sorted(each if up else scale.top - each for each in marks))
        room = len(steps) * scale.top - sum(steps)
        top = scale.top
        return Source(bid, criterion, part, up, scale.step, len(steps), room, steps, top)

    def _id(self, criterion: int) -> str:
        return self.result.method.criteria[criterion].id


Plan = list[tuple[Source, int]]


def fewest(
    gap: Fraction, sources: Iterable[Source], most: int | None = None, strictly: bool = False
) -> Plan | None:
    """The fewest moves that together bring at least `gap` (or more than it), and where they go.

    `None` where no number of moves does, or none up to `most`.
    """
    movable = [each for each in sources if each.room > 0 and each.value > 0]
    of = lcm(gap.denominator, *(each.gain.denominator for each in movable))
    need = int(gap * of) + (1 if strictly else 0)
    gains = [(int(each.gain * of), each) for each in movable]
    linear = sorted(
        ((gain, each) for gain, each in gains if each.steps is None),
        key=lambda pair: pair[0],
        reverse=True,
    )
    medians = [(gain, each) for gain, each in gains if each.steps is not None]
    if not medians:
        return _greedy(linear, need, most)
    return _with_medians(linear, medians, need, most)


def _greedy(linear: list[tuple[int, Source]], need: int, most: int | None) -> Plan | None:
    """Moves of equal cost: the largest gains first can't be beaten."""
    plan: Plan = []
    left = most
    for gain, source in linear:
        if need <= 0:
            break
        moves = min(source.room, -(-need // gain))
        if left is not None:
            left -= moves
            if left < 0:
                return None
        need -= moves * gain
        plan.append((source, moves))
    return plan if need <= 0 else None


def _with_medians(
    linear: list[tuple[int, Source]], medians: list[tuple[int, Source]], need: int, most: int | None
) -> Plan | None:
    """Medians move in jumps, so their moves are searched; all others fill up greedily."""
    everything = sum(each.room for _, each in (*linear, *medians))
    limit = everything if most is None else min(most, everything)
    bound = min(8, limit)
    while True:
        if bound > MOST_MOVES:
            raise TooManyMoves
        plan = _within(linear, medians, need, bound)
        if plan is not None or bound >= limit:
            return plan
        bound = min(2 * bound, limit)


def _within(
    linear: list[tuple[int, Source]], medians: list[tuple[int, Source]], need: int, bound: int
) -> Plan | None:
    best = [0] * (bound + 1)
    picks: list[list[int]] = []
    for gain, source in medians:
        jumps = breakpoints(source.steps or (), source.top, bound)
        best, pick = _add_jumps(best, [(cost, gain * units) for cost, units in jumps])
        picks.append(pick)
    filled = _prefix(linear, bound)
    for total in range(bound + 1):
        for spent in range(total + 1):
            if best[spent] + filled[total - spent] >= need:
                rest = need - best[spent]
                plan = _greedy(linear, rest, None) if rest > 0 else []
                return [*_picked(medians, picks, spent), *(plan or [])]
    return None


def _add_jumps(best: list[int], jumps: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """One median more: the most gain for each number of moves, and how many of them it takes."""
    more, pick = list(best), [0] * len(best)
    for cost, gain in jumps:
        for moves in range(cost, len(best)):
            if best[moves - cost] + gain > more[moves]:
                more[moves], pick[moves] = best[moves - cost] + gain, cost
    return more, pick


def _prefix(linear: list[tuple[int, Source]], bound: int) -> list[int]:
    """The most gain of so many moves of means and agreed marks."""
    gains = [0]
    for gain, source in linear:
        for _ in range(min(source.room, bound + 1 - len(gains))):
            gains.append(gains[-1] + gain)
    return gains + [gains[-1]] * (bound + 1 - len(gains))


def _picked(medians: list[tuple[int, Source]], picks: list[list[int]], moves: int) -> Plan:
    plan: Plan = []
    for (_, source), pick in zip(reversed(medians), reversed(picks), strict=True):
        if pick[moves]:
            plan.append((source, pick[moves]))
        moves -= pick[moves]
    return plan
