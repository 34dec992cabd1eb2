"""What each group and the price did to the outcome (R7)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scoring.evaluate import tie_break_key
from scoring.exact import exact_text
from scoring.method import TieBreak
from scoring.ranking import Ranking, rank
from scoring.result import Result
from scoring.table import Table


def influence(result: Result) -> dict[str, Any]:
    """The margin, its parts, which add up to it exactly, and the ranking without each group."""
    margin = _margin(result)
    return {
        "margin": None if margin is None else exact_text(margin),
        "by_part": [] if margin is None else _by_part(result),
        "without": _without(result),
    }


def _margin(result: Result) -> Fraction | None:
    order = result.ranking.order
    if len(order) < 2 or result.method.price_per_point:
        return None
    return result.totals[order[0]] - result.totals[order[1]]


def _by_part(result: Result) -> list[dict[str, Any]]:
    first, second = result.ranking.order[:2]
    parts: list[dict[str, Any]] = []
    for index, group in enumerate(result.method.groups):
        points = result.table.group_part(first, index) - result.table.group_part(second, index)
        parts.append({"group": group.id, "points": exact_text(points)})
    if result.method.price_is_scored:
        points = result.prices[first] - result.prices[second]
        parts.append({"price": True, "points": exact_text(points)})
    return parts


def _without(result: Result) -> list[dict[str, Any]]:
    """Not for an only group, nor for one that owns all criteria."""
    found = []
    for index, group in enumerate(result.method.groups):
        view = _Without(result, index)
        if len(result.method.groups) > 1 and view.rest_weight:
            found.append({"group": group.id, **view.as_dict()})
    return found


def scores_without(result: Result, group: str) -> dict[str, dict[str, Fraction]]:
    """Each ranked bid's score on each criterion that stays without a group, by their ids.

    Empty where somewhere no other group's mark is left.
    """
    ids = [each.id for each in result.marks.bids]
    codes = [each.id for each in result.method.criteria]
    place = [each.id for each in result.method.groups].index(group)
    scores = _Without(result, place).scores() or {}
    return {
        ids[bid]: {codes[c]: sum(parts.values(), Fraction(0)) for c, parts in criteria.items()}
        for bid, criteria in scores.items()
    }


Scores = dict[int, dict[int, dict[int, Fraction]]]
"""Points by bid, criterion and group, each by its position."""


@dataclass(frozen=True)
class _Without:
    """The result as it would be if a group's share went to the others in proportion."""

    result: Result
    group: int

    @property
    def table(self) -> Table:
        return self.result.table

    @property
    def rest_weight(self) -> Fraction:
        """The weight of criteria that somebody else marks too."""
        weights = (
            each.weight for c, each in enumerate(self.result.method.criteria) if self.stays(c)
        )
        return sum(weights, Fraction(0))

    def stays(self, criterion: int) -> bool:
        parts = (self.table.parts[p] for p in self.table.parts_on[criterion])
        return any(part.group != self.group for part in parts)

    def part_scores(self, bid: int, criterion: int) -> dict[int, Fraction] | None:
        """Score of each other group on a criterion; `None` where nobody else's mark is left."""
        shares = self.table.shares(bid, criterion) or {}
        others = {p: s for p, s in shares.items() if self.table.parts[p].group != self.group}
        total = sum(others.values())
        if not total:
            return None
        method = self.result.method
        points = method.criteria[criterion].points * method.quality_weight / self.rest_weight
        return {
            self.table.parts[p].group: points
            * share
            / total
            * (self.table.columns[p].mark(bid) or 0)
            for p, share in others.items()
        }

    def as_dict(self) -> dict[str, Any]:
        ranking = self.ranking()
        ids = [each.id for each in self.result.marks.bids]
        if ranking is None:
            why = "on some bid and criterion no other group's mark is left"
            return {"ranking": None, "changes_winner": None, "not_computed": why}
        winners = set(ranking.places[0]) if ranking.places else set()
        today = set(self.result.ranking.places[0]) if self.result.ranking.places else set()
        order = [ids[bid] for bid in ranking.order]
        return {"ranking": order, "changes_winner": winners != today}

    def ranking(self) -> Ranking | None:
        """The ranking without the group; `None` where it can't be computed."""
        scores = self.scores()
        if scores is None:
            return None
        return rank(self._totals(scores), self._tie_breaks(), self._key(scores))

    def scores(self) -> Scores | None:
        """What each ranked bid has without the group; `None` where it can't be computed."""
        scores: Scores = {}
        for bid in self.result.ranking.order:
            staying = [c for c in range(len(self.result.method.criteria)) if self.stays(c)]
            found = {c: self.part_scores(bid, c) for c in staying}
            if None in found.values():
                return None
            scores[bid] = {c: parts for c, parts in found.items() if parts is not None}
        return scores

    def _totals(self, scores: Scores) -> dict[int, Fraction]:
        totals = {}
        for bid, criteria in scores.items():
            quality = _sum(criteria)
            if self.result.method.price_per_point:
                price = self.result.marks.bids[bid].price or Fraction(0)
                totals[bid] = quality / price
            else:
                totals[bid] = quality + self.result.prices.get(bid, 0)
        return totals

    def _tie_breaks(self) -> list[TieBreak]:
        """Those that neither name the group nor a criterion that was its own alone."""
        method = self.result.method
        gone = {("group", method.groups[self.group].id)}
        gone |= {("criterion", e.id) for c, e in enumerate(method.criteria) if not self.stays(c)}
        return [each for each in method.tie_breaks if (each.by, each.id) not in gone]

    def _key(self, scores: Scores) -> Any:
        method, today = self.result.method, tie_break_key(self.table)
        criteria = {each.id: index for index, each in enumerate(method.criteria)}
        groups = {each.id: index for index, each in enumerate(method.groups)}

        def key(bid: int, tie_break: TieBreak) -> Fraction:
            mine = scores[bid]
            if tie_break.by == "criterion":
                return sum(mine[criteria[str(tie_break.id)]].values(), Fraction(0))
            if tie_break.by == "group":
                group = groups[str(tie_break.id)]
                return sum((each.get(group, Fraction(0)) for each in mine.values()), Fraction(0))
            return _sum(mine) if tie_break.by == "quality" else Fraction(today(bid, tie_break))

        return key


def _sum(criteria: dict[int, dict[int, Fraction]]) -> Fraction:
    return sum((score for parts in criteria.values() for score in parts.values()), Fraction(0))
