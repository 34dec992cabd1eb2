"""Individual marks in NumPy columns, counted in whole numbers at the speed of C."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy

from scoring.marks import PASS, Marks, Row
from scoring.method import Method
from scoring.tally import Count, Tally, parts_of, tally_lists

Codes = numpy.typing.NDArray[numpy.int64]
EXACT = 2**53


@dataclass(frozen=True)
class ArrayRows:
    """Marks by position in four columns; `steps` is `PASS` for a pass."""

    bid: Codes
    criterion: Codes
    evaluator: Codes
    steps: Codes

    def __len__(self) -> int:
        return len(self.bid)

    def __iter__(self) -> Iterator[Row]:
        columns = (self.bid, self.criterion, self.evaluator, self.steps)
        return map(Row, *(column.tolist() for column in columns))

    def tally(self, method: Method, marks: Marks) -> Tally:
        """Count in columns; sums are whole numbers far below what a double holds exactly."""
        if len(self) == 0 or int(self.steps.max()) * len(self) >= EXACT:
            return tally_lists(method, marks, self)
        return _Counting(self, method, marks).tally()


class _Counting:
    def __init__(self, rows: ArrayRows, method: Method, marks: Marks) -> None:
        self.rows, self.method, self.marks = rows, method, marks
        self.parts = parts_of(method)
        self.size = len(marks.bids) * len(self.parts)
        self.part = self._part()
        self.cell = self.part * len(marks.bids) + rows.bid

    def _part(self) -> Codes:
        """Which group's part of which criterion each mark belongs to."""
        if len(self.method.groups) == 1:
            return self.rows.criterion
        part_of = numpy.zeros((len(self.method.criteria), len(self.method.groups)), numpy.int64)
        for index, part in enumerate(self.parts):
            part_of[part.criterion, part.group] = index
        group_of = numpy.array(self.marks.group_of, numpy.int64)
        found: Codes = part_of[self.rows.criterion, group_of[self.rows.evaluator]]
        return found

    def tally(self) -> Tally:
        people = self._people()
        cell, steps = self.cell, self.rows.steps
        stands = self._standing()
        if stands is not None:
            cell, steps = cell[stands], steps[stands]
        given = self._by_part(numpy.bincount(cell, minlength=self.size))
        counts = steps != PASS
        if not counts.all():
            cell, steps = cell[counts], steps[counts]
        counted = numpy.bincount(cell, minlength=self.size)
        above = numpy.bincount(cell, steps, minlength=self.size).astype(numpy.int64)
        of = counted.copy()
        self._medians(cell, steps, counted, above, of)
        tables = [self._by_part(each) for each in (counted, above, of)]
        return [
            Count(people[p], given[p].tolist(), *(table[p].tolist() for table in tables))
            for p in range(len(self.parts))
        ]

    def _by_part(self, counts: Any) -> Any:
        return counts.reshape(len(self.parts), len(self.marks.bids))

    def _people(self) -> list[int]:
        """How many people marked each part on any bid, voided or not."""
        everybody = len(self.marks.evaluators)
        pairs = self.part * everybody + self.rows.evaluator
        size = len(self.parts) * everybody
        if size <= 8 * len(pairs) + 1000:
            there = numpy.bincount(pairs, minlength=size).reshape(len(self.parts), everybody)
            return [int(each) for each in (there > 0).sum(axis=1)]
        parts = numpy.unique(pairs) // everybody
        return [int(n) for n in numpy.bincount(parts, minlength=len(self.parts))]

    def _standing(self) -> Any:
        """Which marks aren't voided; `None` when none is."""
        names = {each.evaluator for each in self.marks.voided}
        if not names:
            return None
        marks, rows = self.marks, self.rows
        concerned = numpy.array([each in names for each in marks.evaluators])
        stands = numpy.ones(len(rows), bool)
        for row in numpy.flatnonzero(concerned[rows.evaluator]).tolist():
            bid, criterion = (
                marks.bids[rows.bid[row]].id,
                self.method.criteria[rows.criterion[row]].id,
            )
            if marks.is_voided(marks.evaluators[rows.evaluator[row]], bid, criterion):
                stands[row] = False
        return stands

    def _medians(self, cell: Any, steps: Any, counted: Any, above: Any, of: Any) -> None:
        """Where the median is asked for, put the middle two in place of the sum."""
        wanted = [self.method.criteria[p.criterion].group_mark == "median" for p in self.parts]
        if not any(wanted):
            return
        chosen = numpy.repeat(numpy.array(wanted), len(self.marks.bids)) & (counted > 0)
        mine = chosen[cell]
        order = numpy.lexsort((steps[mine], cell[mine]))
        ranked = steps[mine][order]
        sizes = counted[chosen]
        starts = numpy.concatenate(([0], numpy.cumsum(sizes)[:-1]))
        low, high = ranked[starts + (sizes - 1) // 2], ranked[starts + sizes // 2]
        even = sizes % 2 == 0
        above[chosen] = numpy.where(even, low + high, low)
        of[chosen] = numpy.where(even, 2, 1)
