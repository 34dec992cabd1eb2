"""What the weights add up to, and how much of all marks each group carries (P15)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

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
