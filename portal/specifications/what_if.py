"""What if: the tender's own method applied to invented bids, before it is published (R4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from string import ascii_uppercase
from typing import Any, NamedTuple

from portal.core.formats import exact
from portal.specifications.models import Criterion, Group, Scale
from portal.specifications.queries import Draft
from portal.specifications.scales import marks_on
from portal.specifications.totals import shares_of
from scoring import Marks, Method, Result, evaluate

FEWEST, MOST, FIRST = 2, 5, 3
USUAL_PRICE = Decimal(100_000)


class Place(NamedTuple):
    """Where one mark is typed: a bid, a criterion and a group, each by its number."""

    bid: int
    criterion: int
    group: int

    @property
    def field(self) -> str:
        """The name of its field."""
        return f"mark_{self.bid}_{self.criterion}_{self.group}"


def price_field(bid: int) -> str:
    """The name of the field of a bid's price."""
    return f"price_{bid}"


def labels(bids: int) -> list[str]:
    """What invented bids are called: A, B, C."""
    return list(ascii_uppercase[:bids])


@dataclass(frozen=True)
class Kind:
    """A kind of bid to begin with: how good professionals and families find it, and how dear."""

    professional: Decimal
    lived: Decimal
    price: Decimal

    def good(self, group: Group) -> Decimal:
        """Which part of the scale this group gives it."""
        return self.professional if group.kind == "professional" else self.lived


GOOD, FAIR, WEAK = Decimal(1), Decimal("0.7"), Decimal("0.45")
DEAR, USUAL, CHEAP = Decimal("1.2"), Decimal(1), Decimal("0.8")
KINDS = (
    Kind(GOOD, GOOD, DEAR),
    Kind(FAIR, FAIR, USUAL),
    Kind(WEAK, WEAK, CHEAP),
    Kind(WEAK, GOOD, USUAL),
    Kind(GOOD, WEAK, USUAL),
)
"""Strong and dear, middling, cheap and weak; then liked by families, liked by professionals."""


@dataclass(frozen=True)
class WhatIf:
    """A method that is complete, and what has to be invented for it."""

    draft: Draft
    method: Method

    @property
    def has_prices(self) -> bool:
        """Whether the method looks at prices."""
        return self.method.needs_prices

    def groups_on(self, criterion: Criterion) -> list[tuple[int, Group, Decimal]]:
        """The groups that mark a criterion: number, group, percentage."""
        shares = {group.id: percent for group, percent in shares_of(self.draft.groups, criterion)}
        return [
            (number, group, shares[group.id])
            for number, group in enumerate(self.draft.groups)
            if shares.get(group.id)
        ]

    def places(self, bids: int) -> Iterator[tuple[Place, Criterion, Group]]:
        """Every mark that has to be invented."""
        for c, criterion in enumerate(self.draft.criteria):
            for g, group, _percent in self.groups_on(criterion):
                for bid in range(bids):
                    yield Place(bid, c, g), criterion, group

    def example(self, bids: int) -> dict[str, str]:
        """What the fields begin with, one kind of bid after another."""
        marks = {
            place.field: exact(_mark(criterion.scale, KINDS[place.bid].good(group)))
            for place, criterion, group in self.places(bids)
        }
        if not self.has_prices:
            return marks
        prices = (self._price(kind) for kind in KINDS[:bids])
        return marks | {price_field(bid): exact(price) for bid, price in enumerate(prices)}

    def _price(self, kind: Kind) -> Decimal:
        """A usual price, or one between the two amounts that a straight line is drawn between."""
        floor, ceiling = self.draft.settings.floor, self.draft.settings.ceiling
        if floor is None or ceiling is None:
            return USUAL_PRICE * kind.price
        middle = floor + (ceiling - floor) * (kind.price - CHEAP + Decimal("0.3"))
        return middle.quantize(Decimal("0.01"), ROUND_HALF_UP)

    def result(self, bids: int, typed: Callable[[str], Decimal]) -> Result:
        """Apply the method; each group's one mark stands for those of all its people."""
        gates = {gate.id: True for gate in self.method.gates}
        rows: list[dict[str, Any]] = [{"id": label, "gates": gates} for label in labels(bids)]
        if self.has_prices:
            for bid, row in enumerate(rows):
                row["price"] = format(typed(price_field(bid)), "f")
        agreed = [
            {
                "bid": labels(bids)[place.bid],
                "criterion": criterion.code,
                "group": group.slug,
                "mark": format(typed(place.field), "f"),
            }
            for place, criterion, group in self.places(bids)
        ]
        return evaluate(self.method, Marks.from_dict(self.method, {"bids": rows, "agreed": agreed}))


def _mark(scale: Scale, good: Decimal) -> Decimal:
    """The mark that lies so far up the scale."""
    marks = marks_on(scale.lowest, scale.highest, scale.step)
    return marks[int((good * (len(marks) - 1)).to_integral_value(ROUND_HALF_UP))]
