"""What the weights add up to, and how much of all marks each group carries (P15)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.core.formats import exact
from portal.specifications.models import WEIGHTED, Criterion, Group, MethodSettings

ALL = Decimal(100)


@dataclass(frozen=True)
class Totals:
    """Weights of the criteria, of price, and what is missing to 100 or too much."""

    criteria: Decimal
    price: Decimal

    @property
    def total(self) -> Decimal:
        """Criteria and price together."""
        return self.criteria + self.price

    @property
    def missing(self) -> Decimal:
        """What is missing to 100, or nothing."""
        return max(ALL - self.total, Decimal(0))

    @property
    def too_much(self) -> Decimal:
        """What is too much, or nothing."""
        return max(self.total - ALL, Decimal(0))


def totals_of(criteria: Sequence[Criterion], settings: MethodSettings) -> Totals:
    """The running total of a method."""
    weighted = settings.price_method in WEIGHTED
    price = (settings.price_weight or Decimal(0)) if weighted else Decimal(0)
    return Totals(sum((each.weight for each in criteria), Decimal(0)), price)


def points_of(groups: Sequence[Group], criteria: Sequence[Criterion]) -> dict[uuid.UUID, Decimal]:
    """How many of all marks each group carries: weight × share, over all criteria (P15)."""
    points = {group.id: Decimal(0) for group in groups}
    for criterion in criteria:
        for share in criterion.shares:
            points[share.group_id] += criterion.weight * share.percent / 100
    return points


def shares_of(groups: Sequence[Group], criterion: Criterion) -> list[tuple[Group, Decimal]]:
    """The groups that mark a criterion, in order, each with its percentage (R7)."""
    percents = {share.group_id: share.percent for share in criterion.shares}
    return [(group, percents[group.id]) for group in groups if group.id in percents]


@dataclass(frozen=True)
class Part:
    """One part of all marks, as the bar and the table beside it show it."""

    text: str
    colour: str
    points: Decimal
    x: Decimal

    @property
    def width(self) -> Decimal:
        """How wide it is, in hundredths of the bar."""
        return self.points

    @property
    def middle(self) -> Decimal:
        """Where its figure stands."""
        return self.x + self.points / 2

    @property
    def figure(self) -> str:
        """The points as people read them."""
        return exact(self.points)

    @property
    def fits(self) -> bool:
        """Whether the figure has room in it."""
        return self.points >= 8


def parts_of(
    groups: Sequence[Group], criteria: Sequence[Criterion], totals: Totals, price: str
) -> list[Part]:
    """All marks by group and price, one after another along a bar of 100 (P15)."""
    points = points_of(groups, criteria)
    named = [(group.title, group.kind, points[group.id]) for group in groups]
    if totals.price:
        named.append((price, "price", totals.price))
    x, parts = Decimal(0), []
    for text, colour, figure in named:
        if figure and x + figure <= ALL:
            parts.append(Part(text, colour, figure, x))
            x += figure
    return parts
