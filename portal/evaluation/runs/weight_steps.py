"""How each critical weight was worked out: what two bids have there, to be done again by anybody.

It follows from combined marks, prices and published weights alone, which every reader has (R19).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flask_babel import gettext

from portal.evaluation.runs.figures import Figures, exact
from portal.evaluation.runs.links import COMPARISON, Links, weight_place, working_id
from portal.evaluation.runs.steps import Item
from portal.evaluation.runs.words import bid_words, listed, title_of
from scoring.exact import said, term
from scoring.price import price_fractions
from scoring.result import Result

Weight = Mapping[str, Any]


@dataclass(frozen=True)
class _Holding:
    """What a bid earns by one point of a weight, and by all other weights together.

    `per_point` is said as it is worked out; `price` divides where price ÷ quality ranks (R9).
    """

    label: str
    said: str
    per_point: Fraction
    elsewhere: Fraction
    today: Fraction
    price: Fraction | None

    def at(self, weight: Fraction) -> Fraction:
        """All that the bid has at another weight, the others keeping their proportions."""
        return self.per_point * weight + self.elsewhere * (100 - weight) / (100 - self.today)

    def is_level(self, other: _Holding, weight: Fraction) -> bool:
        """Whether two bids are equal there: in points, or in what a point costs."""
        if self.price is None or other.price is None:
            return self.at(weight) == other.at(weight)
        return self.price * other.at(weight) == other.price * self.at(weight)


def weight_items(
    figures: Figures, result: Result, weights: list[dict[str, Any]], links: Links
) -> list[Item]:
    """One item for each weight: criteria in their order, then the price."""
    return [
        {
            "id": working_id(COMPARISON, weight_place(index)),
            "back": links.to_weight(index),
            "title": gettext("The weight of %(title)s", title=quoted(figures, each)),
            "score": _score(figures, each),
            "lines": _lines(_holdings(figures, result, index, each), each),
        }
        for index, each in enumerate(weights)
    ]


def quoted(figures: Figures, each: Weight) -> str:
    """What a weight is of, in the middle of a sentence."""
    if each.get("price"):
        return gettext("the price")
    return gettext("“%(title)s”", title=title_of(figures, "criteria", each["criterion"]))


def _score(figures: Figures, each: Weight) -> str:
    at = each["winner_changes_at"]
    return "–" if at is None else figures.shown(Fraction(at))


def _holdings(figures: Figures, result: Result, index: int, each: Weight) -> list[_Holding]:
    """What the ranked bids have of one weight, first to last."""
    weight = Fraction(each["weight"])
    if weight == 100:
        return []
    acts_on = "quality" if figures.price_per_point else "total"
    earned = _by_price(result, weight) if each.get("price") else _by_mark(figures, result, index)
    return [
        _Holding(
            bid["id"],
            words,
            per_point,
            (exact(bid[acts_on]) or Fraction(0)) - weight * per_point,
            weight,
            price if figures.price_per_point else None,
        )
        for bid, (words, per_point), price in zip(
            figures.ranked, earned, _prices(result), strict=True
        )
    ]


def _prices(result: Result) -> list[Fraction]:
    return [result.marks.bids[bid].price or Fraction(0) for bid in result.ranking.order]


def _by_mark(figures: Figures, result: Result, index: int) -> list[tuple[str, Fraction]]:
    """What each bid earns by one point of a criterion's weight (R6)."""
    highest = result.method.criteria[index].scale.highest
    marks = [exact(bid["criteria"][index]["mark"]) or Fraction(0) for bid in figures.ranked]
    return [(f"{term(mark)} ÷ {term(highest)}", mark / highest) for mark in marks]


def _by_price(result: Result, weight: Fraction) -> list[tuple[str, Fraction]]:
    """What each bid earns by one point of the price's weight: its score ÷ that weight (R9)."""
    assert result.method.price is not None
    parts = price_fractions(result.method.price, _prices(result))
    if not weight:
        return [(term(part), part) for part in parts]
    return [(f"{term(weight * part)} ÷ {term(weight)}", part) for part in parts]


def _lines(holdings: list[_Holding], each: Weight) -> list[str]:
    if not holdings:
        return [gettext("All the weight is here, so no other has a proportion to keep.")]
    first, *rivals = holdings
    if each["winner_changes_at"] is None:
        return _never(holdings)
    at, today = Fraction(each["winner_changes_at"]), first.today
    rival = next(other for other in rivals if first.is_level(other, at))
    both = listed([bid_words(first.label), bid_words(rival.label)])
    start = gettext(
        "Today it is %(today)s. At w = %(at)s %(both)s are level. All other weights are then taken"
        " times (100 − w) ÷ (100 − %(today)s).",
        today=term(today),
        both=both,
        at=said(at),
    )
    return [start, *(line for one in (first, rival) for line in _both(one, at))]


def _both(one: _Holding, at: Fraction) -> Iterator[str]:
    """What a bid has today, and at another weight, which a sum calls w to stay readable."""
    yield gettext(
        "Bid %(label)s today: %(said)s × %(weight)s = %(here)s here, and %(rest)s elsewhere.",
        label=one.label,
        said=one.said,
        weight=term(one.today),
        here=said(one.per_point * one.today),
        rest=said(one.elsewhere),
    )
    sums = gettext(
        "Bid %(label)s then: %(said)s × w + %(rest)s × (100 − w) ÷ (100 − %(today)s) = %(sum)s.",
        label=one.label,
        said=one.said,
        rest=term(one.elsewhere),
        today=term(one.today),
        sum=said(one.at(at)),
    )
    yield sums if one.price is None else f"{sums} {_cost(one, at)}"


def _cost(one: _Holding, at: Fraction) -> str:
    return gettext(
        "A point costs %(price)s ÷ %(quality)s = %(cost)s.",
        price=term(one.price or Fraction(0)),
        quality=term(one.at(at)),
        cost=said((one.price or Fraction(0)) / one.at(at)),
    )


def _never(holdings: list[_Holding]) -> list[str]:
    """What all bids have at both ends of a weight: on straight lines nobody meets between them."""
    ends = [
        gettext(
            "At a weight of %(weight)s: %(all)s.",
            weight=end,
            all=listed([_at_end(one, Fraction(end)) for one in holdings]),
        )
        for end in (0, 100)
    ]
    why = gettext(
        "Between these ends points change in a straight line, so nobody draws level with the first."
    )
    return [*ends, why]


def _at_end(one: _Holding, end: Fraction) -> str:
    has = gettext("Bid %(label)s %(points)s", label=one.label, points=said(one.at(end)))
    if one.price is None or not one.at(end):
        return has
    return f"{has} ({_cost(one, end).rstrip('.')})"
