"""Judges whether every mark that the method needs is there, and builds the table of group marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from scoring.marks import Marks
from scoring.method import Method, Scale
from scoring.problems import Incomplete, Missing
from scoring.table import NOBODY, Column, Table, group_column
from scoring.tally import Count, Part, Tally, parts_of


def tabulate(method: Method, marks: Marks, excused: set[int]) -> Table:
    """The table of group marks; raises `Incomplete` and names every missing mark.

    `excused` are bids that failed a gate or are disregarded: they need no marks, and what can't be
    computed of them stays unknown.
    """
    return _Judge(method, marks, excused, marks.rows.tally(method, marks)).table()


@dataclass
class _Judge:
    method: Method
    marks: Marks
    excused: set[int]
    tally: Tally
    missing: list[tuple[int, int, Missing]] = field(default_factory=list)
    _known: dict[tuple[Fraction, Fraction], dict[tuple[int, int], Fraction]] = field(
        default_factory=dict
    )

    def table(self) -> Table:
        parts = parts_of(self.method)
        columns = [self._column(*each) for each in zip(parts, self.tally, strict=True)]
        self._nobody_at_all(parts, columns)
        if self.missing:
            self.missing.sort(key=lambda each: each[:2])
            raise Incomplete(each for _, _, each in self.missing)
        return Table(self.method, self.marks, parts, self.tally, columns)

    def _column(self, part: Part, count: Count) -> Column:
        standing = self._standing.get((part.criterion, part.group), {})
        unknown = set() if self._is_whole(part, count) else self._gaps(part, count, standing)
        mark = self._reader(self.method.criteria[part.criterion].scale)
        return group_column(count, standing, unknown, mark)

    def _reader(self, scale: Scale) -> Callable[[tuple[int, int]], Fraction]:
        """Marks from steps; criteria with like scales share what was worked out once."""
        known = self._known.setdefault((scale.lowest, scale.step), {})

        def mark(middle: tuple[int, int]) -> Fraction:
            found = known.get(middle)
            if found is None:
                found = known[middle] = scale.mark(*middle)
            return found

        return mark

    def _is_whole(self, part: Part, count: Count) -> bool:
        """The usual case at the speed of C: everybody marked every bid and somebody's counts."""
        return (
            self.method.criteria[part.criterion].group_mark != "agreed"
            and not self.marks.voided
            and count.given.count(count.evaluators) == len(count.given)
            and 0 not in count.counted
        )

    def _gaps(self, part: Part, count: Count, standing: dict[int, Fraction]) -> set[int]:
        """Bids whose group mark is unknown here; notes what is missing."""
        unknown: set[int] = set()
        for bid in range(len(self.marks.bids)):
            if bid in standing:
                continue
            absent = self._absent(bid, part, count)
            for evaluator in absent:
                self._miss(bid, part, evaluator, "add the mark, or void the evaluator there")
            if self._wants_agreed(part) and (absent or count.counted[bid]):
                self._miss(bid, part, None, "add the agreed mark, which this criterion requires")
            elif self.method.empty_group == "refuse" and not absent and not count.counted[bid]:
                self._miss(
                    bid,
                    part,
                    None,
                    "no mark of the group is left there; add marks or an agreed one",
                )
            elif not absent:
                continue
            unknown.add(bid)
        return unknown

    def _wants_agreed(self, part: Part) -> bool:
        return self.method.criteria[part.criterion].group_mark == "agreed"

    def _absent(self, bid: int, part: Part, count: Count) -> list[int]:
        """Who marked this criterion for this group on another bid, and gave nothing here."""
        if count.given[bid] == count.evaluators:
            return []
        bid_id, criterion = self.marks.bids[bid].id, self.method.criteria[part.criterion].id
        return [
            each
            for each in self._people.get((part.criterion, part.group), ())
            if (bid, part.criterion, each) not in self._gave
            and not self.marks.is_voided(self.marks.evaluators[each], bid_id, criterion)
        ]

    def _miss(self, bid: int, part: Part, evaluator: int | None, why: str) -> None:
        if bid in self.excused:
            return
        group = self.method.groups[part.group].id
        who = None if evaluator is None else self.marks.evaluators[evaluator]
        bid_id, criterion = self.marks.bids[bid].id, self.method.criteria[part.criterion].id
        missing = Missing(bid_id, criterion, group, who, why)
        self.missing.append((bid, part.criterion, missing))

    def _nobody_at_all(self, parts: list[Part], columns: list[Column]) -> None:
        """With `others`, somebody must be left on every bid and criterion."""
        if self.method.empty_group == "refuse":
            return
        for criterion in range(len(self.method.criteria)):
            mine = [p for p, part in enumerate(parts) if part.criterion == criterion]
            for bid in range(len(self.marks.bids)):
                if all(columns[p].codes[bid] == NOBODY for p in mine):
                    for p in mine:
                        self._miss(bid, parts[p], None, "no mark of any group is left")

    @cached_property
    def _standing(self) -> dict[tuple[int, int], dict[int, Fraction]]:
        """Agreed marks by criterion and group, then bid; one of all groups counts for each."""
        bids = {each.id: index for index, each in enumerate(self.marks.bids)}
        criteria = {each.id: index for index, each in enumerate(self.method.criteria)}
        groups = {each.id: index for index, each in enumerate(self.method.groups)}
        found: dict[tuple[int, int], dict[int, Fraction]] = {}
        for each in self.marks.agreed:
            criterion = criteria[each.criterion]
            whose = self.method.criteria[criterion].shares if each.group is None else [each.group]
            for group in whose:
                found.setdefault((criterion, groups[group]), {})[bids[each.bid]] = each.mark
        return found

    @cached_property
    def _people(self) -> dict[tuple[int, int], dict[int, None]]:
        """Who marked each criterion for each group on any bid, in input order."""
        found: dict[tuple[int, int], dict[int, None]] = {}
        for _, criterion, evaluator, _ in self.marks.rows:
            group = self.marks.group_of[evaluator]
            found.setdefault((criterion, group), {})[evaluator] = None
        return found

    @cached_property
    def _gave(self) -> set[tuple[int, int, int]]:
        """Every mark and pass that was given, voided or not."""
        return {(bid, criterion, evaluator) for bid, criterion, evaluator, _ in self.marks.rows}
