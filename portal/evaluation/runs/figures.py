"""A run's figures as people read them: parts of each bid, rounded once by the published rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from portal.specifications.bars import colours_of
from portal.specifications.models import Group
from scoring.exact import shown_text

FEW = 30
"""Up to so many bids a page shows all their bars and their working at once."""


@dataclass(frozen=True)
class Part:
    """A part of every bid's total: a group's, all quality together, or the price's."""

    id: str
    title: str
    colour: str


@dataclass(frozen=True)
class Figures:
    """A run's result, with what this reader may see of it.

    `shows_groups`: what each group gave; `shows_marks`: single marks; `names`: the provider of
    each label, empty before the reveal.
    """

    result: Mapping[str, Any]
    groups: Sequence[Group]
    titles: Mapping[str, str]
    shows_groups: bool
    shows_marks: bool = False
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def method(self) -> Mapping[str, Any]:
        """The method as the run's input has it."""
        found: Mapping[str, Any] = self.result["input"]["method"]
        return found

    @property
    def bids(self) -> list[dict[str, Any]]:
        """Every bid with its figures, in the order of the result."""
        return list(self.result["bids"])

    @cached_property
    def ranked(self) -> list[dict[str, Any]]:
        """The bids that have a place."""
        return [bid for bid in self.bids if bid["status"] == "ranked"]

    @cached_property
    def price_per_point(self) -> bool:
        """Whether the total is what one point of quality costs: then the lowest is first (R9)."""
        price = self.method.get("price") or {}
        return price.get("method") == "per_quality_point"

    @cached_property
    def is_long(self) -> bool:
        """Whether so many bids came that a page opens one bid's working at a time."""
        return len(self.bids) > FEW

    def shown(self, value: Fraction) -> str:
        """One figure, rounded by the published rule (R6)."""
        rounding = self.method["rounding"]
        return shown_text(value, int(rounding["places"]), rounding["rule"])

    def signed(self, value: Fraction) -> str:
        """A difference with its sign, rounded by the published rule as far as it goes (R6)."""
        sign = "+" if value > 0 else "−" if value < 0 else ""
        return sign + self.shown(abs(value))

    @cached_property
    def margin(self) -> Fraction | None:
        """How far the first is from the second, exactly; None where there aren't two."""
        totals = [exact(bid["total"]) or Fraction(0) for bid in self.ranked[:2]]
        return abs(totals[0] - totals[1]) if len(totals) == 2 else None

    @cached_property
    def parts(self) -> list[Part]:
        """What totals are made of; without the groups where R19 keeps them back."""
        parts = [Part("quality", self.titles["quality"], "other")]
        if self.shows_groups:
            parts = self._group_parts()
        if any(bid["price"] for bid in self.bids):
            parts.append(Part("price", self.titles["price"], "price"))
        return parts

    def _group_parts(self) -> list[Part]:
        colours = colours_of(self.groups)
        return [
            Part(group.slug, group.title, colour)
            for group, colour in zip(self.groups, colours, strict=True)
        ]

    def part(self, bid: Mapping[str, Any], part: Part) -> Fraction | None:
        """What one part adds to a bid's total, exactly; None where it can't be computed."""
        if part.id in ("price", "quality"):
            return exact(bid[part.id])
        if bid["quality"] is None:
            return None
        scores = [
            exact(group["score"])
            for criterion in bid["criteria"]
            for group in criterion["groups"]
            if group["id"] == part.id
        ]
        return sum((each for each in scores if each is not None), Fraction(0))


def exact(figure: Mapping[str, str] | None) -> Fraction | None:
    """The exact value of a figure of a result."""
    return None if figure is None else Fraction(figure["exact"])
