"""How far marks lie apart, so that a panel talks about its widest disagreements first (R13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from portal.evaluation.moderation.queries import Given, Item, Key, all_given
from portal.tenders.models import Tender

Apart = Mapping[Key, Decimal]
"""How far the marks for one bid on one criterion lie apart; nothing where fewer than two count."""


def apart_of(tender: Tender) -> Apart:
    """The distance from the lowest to the highest mark of each item, in one query."""
    return apart_in(all_given(tender))


def apart_in(given: Iterable[Given]) -> Apart:
    """The same for marks that are loaded; a pass is no mark (P7). First marks count: a mind that
    was changed since tells how the talk went, not how far apart it began."""
    marks: dict[Key, list[Decimal]] = {}
    for each in given:
        first = (each.first or each.mark).mark
        if first is not None:
            marks.setdefault((each.bid_id, each.mark.criterion_id), []).append(first)
    return {key: max(some) - min(some) for key, some in marks.items() if len(some) > 1}


def widest_first(items: Sequence[Item], apart: Apart) -> list[Item]:
    """What isn't recorded, then what is; each with its widest disagreements first.

    The distance is taken as a part of the scale. Equal ones stay in the order they came in.
    """

    def place(item: Item) -> tuple[bool, Fraction]:
        scale = item.criterion.scale
        distance = apart.get((item.bid.id, item.criterion.id), Decimal(0))
        return item.record is not None, -Fraction(distance) / Fraction(scale.highest - scale.lowest)

    return sorted(items, key=place)
