"""From counted marks to group marks, combined marks and quality, all in exact numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from operator import add

from scoring.marks import Marks
from scoring.method import Method, Minimum
from scoring.tally import Count, Part, Tally

NOBODY, UNKNOWN = -1, -2  # behind a list's end, where a nought stands


@dataclass(frozen=True, slots=True)
class Column:
    """The group mark of one part, bid by bid: `values[codes[bid]]`, or nobody's, or unknown."""

    codes: list[int]
    values: list[Fraction]

    def mark(self, bid: int) -> Fraction | None:
        """The group's mark for a bid, `None` where there is none."""
        code = self.codes[bid]
        return self.values[code] if code >= 0 else None


@dataclass(frozen=True, slots=True)
class Combined:
    """The combined mark of one criterion, bid by bid: `units[bid] / of`, or `None`."""

    units: list[int | None]
    of: int

    def mark(self, bid: int) -> Fraction | None:
        """The combined mark for a bid, `None` where it can't be computed."""
        units = self.units[bid]
        return None if units is None else Fraction(units, self.of)


@dataclass(frozen=True)
class Table:
    """Every group mark and combined mark of an evaluation, by position."""

    method: Method
    marks: Marks
    parts: list[Part]
    tally: Tally
    columns: list[Column]

    @cached_property
    def parts_on(self) -> list[list[int]]:
        """Which parts each criterion has."""
        found: list[list[int]] = [[] for _ in self.method.criteria]
        for index, part in enumerate(self.parts):
            found[part.criterion].append(index)
        return found

    @cached_property
    def minimums(self) -> list[tuple[int, Minimum]]:
        """The criteria that have a minimum, and what it is."""
        return [(c, e.minimum) for c, e in enumerate(self.method.criteria) if e.minimum is not None]

    @cached_property
    def combined(self) -> list[Combined]:
        """The combined mark of every criterion."""
        return [self._combine(each) for each in self.parts_on]

    @cached_property
    def quality(self) -> list[Fraction | None]:
        """The quality score of every bid: Σ weight × mark ÷ highest (R6)."""
        points = [
            criterion.points / combined.of
            for criterion, combined in zip(self.method.criteria, self.combined, strict=True)
        ]
        of = lcm(*(each.denominator for each in points))
        totals = [0] * len(self.marks.bids)
        unknown: set[int] = set()
        for each, combined in zip(points, self.combined, strict=True):
            factor = each.numerator * (of // each.denominator)
            if None in combined.units:
                unknown.update(b for b, units in enumerate(combined.units) if units is None)
            units = [each or 0 for each in combined.units]
            totals = list(map(add, totals, map(factor.__mul__, units)))
        return [None if b in unknown else Fraction(t, of) for b, t in enumerate(totals)]

    def shares(self, bid: int, criterion: int) -> dict[int, Fraction] | None:
        """The share of each part here as a fraction of 1; those of empty groups go to the others.

        `None` where a group's mark is unknown or nobody is left at all.
        """
        parts = self.parts_on[criterion]
        codes = [self.columns[p].codes[bid] for p in parts]
        if min(codes) >= 0:
            return self._published_shares[criterion]
        there = {p: self.parts[p].share for p, code in zip(parts, codes, strict=True) if code >= 0}
        if UNKNOWN in codes or not there:
            return None
        total = sum(there.values())
        return {p: share / total for p, share in there.items()}

    @cached_property
    def _published_shares(self) -> list[dict[int, Fraction]]:
        return [{p: self.parts[p].share / 100 for p in parts} for parts in self.parts_on]

    def part_score(self, bid: int, part: int) -> Fraction | None:
        """Weight × share × mark ÷ highest of one group on one criterion."""
        criterion = self.parts[part].criterion
        mark, shares = self.columns[part].mark(bid), self.shares(bid, criterion)
        if mark is None or shares is None:
            return None
        return self.method.criteria[criterion].points * shares[part] * mark

    def group_part(self, bid: int, group: int) -> Fraction:
        """A group's part of a bid's quality score: Σ weight × share × mark ÷ highest."""
        scores = [
            self.part_score(bid, p) for p, part in enumerate(self.parts) if part.group == group
        ]
        return sum((each for each in scores if each is not None), Fraction(0))

    def criterion_score(self, bid: int, criterion: int) -> Fraction | None:
        """Weight × combined mark ÷ highest of one criterion (R6)."""
        mark = self.combined[criterion].mark(bid)
        return None if mark is None else self.method.criteria[criterion].points * mark

    def _combine(self, parts: list[int]) -> Combined:
        """Σ share × mark over one common denominator, in whole numbers."""
        columns = [self.columns[p] for p in parts]
        odd = {b for each in columns if _has_gaps(each) for b, c in enumerate(each.codes) if c < 0}
        special = {b: self._combined_at(b, parts) for b in odd}
        scores = [_ratios(self.parts[p].share / 100, self.columns[p].values) for p in parts]
        of = lcm(
            *(below for column in scores for _, below in column),
            *(mark.denominator for mark in special.values() if mark is not None),
        )
        units: list[int | None] = [0] * len(self.marks.bids)
        for column, ratios in zip(columns, scores, strict=True):
            whole = [above * (of // below) for above, below in ratios]
            found = map([*whole, 0, 0].__getitem__, column.codes)
            units = list(map(add, units, found)) if column is not columns[0] else list(found)
        for bid, mark in special.items():
            units[bid] = None if mark is None else mark.numerator * (of // mark.denominator)
        return Combined(units, of)

    def _combined_at(self, bid: int, parts: list[int]) -> Fraction | None:
        shares = self.shares(bid, self.parts[parts[0]].criterion)
        if shares is None:
            return None
        return sum((s * (self.columns[p].mark(bid) or 0) for p, s in shares.items()), Fraction(0))


def _ratios(share: Fraction, marks: list[Fraction]) -> list[tuple[int, int]]:
    """Share × mark as numerator and denominator, not reduced, for speed."""
    above, below = share.numerator, share.denominator
    return [(above * mark.numerator, below * mark.denominator) for mark in marks]


def _has_gaps(column: Column) -> bool:
    return min(column.codes, default=0) < 0


def group_column(
    count: Count,
    standing: dict[int, Fraction],
    unknown: set[int],
    mark: Callable[[tuple[int, int]], Fraction],
) -> Column:
    """The marks of one part: agreed ones where they stand, else the middle of the counted ones."""
    pairs = list(zip(count.above, count.of, strict=True))
    distinct = [pair for pair in dict.fromkeys(pairs) if pair[1]]
    values = list(map(mark, distinct))
    code_of = {pair: code for code, pair in enumerate(distinct)}
    code_of[0, 0] = NOBODY
    codes = list(map(code_of.__getitem__, pairs))
    for bid in unknown:
        codes[bid] = UNKNOWN
    for bid, agreed in standing.items():
        codes[bid] = len(values)
        values.append(agreed)
    return Column(codes, values)
