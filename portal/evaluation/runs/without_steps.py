"""What each bid would have without a group, by question, so that anybody can add it up (R7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from flask_babel import gettext

from portal.evaluation.runs.figures import Figures, exact
from portal.evaluation.runs.links import COMPARISON, without_place, working_id
from portal.evaluation.runs.steps import Item
from portal.evaluation.runs.words import title_of
from scoring.exact import said, term
from scoring.influence import scores_without
from scoring.result import Result


def without_items(figures: Figures, result: Result, found: list[dict[str, Any]]) -> Iterator[Item]:
    """One item for each group that could be left out; none where groups are kept back (R19)."""
    for index, each in enumerate(found):
        if not figures.shows_groups or each["ranking"] is None:
            continue
        scores = scores_without(result, each["group"])
        codes = list(scores[each["ranking"][0]])
        titles = ", ".join(f"{code} {title_of(figures, 'criteria', code)}" for code in codes)
        group = title_of(figures, "groups", each["group"])
        yield {
            "id": working_id(COMPARISON, without_place(index)),
            "back": "#difference",
            "title": gettext("Without “%(group)s”", group=group),
            "score": "",
            "lines": [
                gettext(
                    "The scores of the questions that stay, in this order: %(all)s.", all=titles
                ),
                *(_total(figures, label, scores[label]) for label in each["ranking"]),
            ],
        }


def _total(figures: Figures, label: str, scores: Mapping[str, Fraction]) -> str:
    """One bid's quality without the group, and its total with the price as it is."""
    quality = sum(scores.values(), Fraction(0))
    added = " + ".join(map(term, scores.values()))
    words = gettext("Bid %(label)s: %(added)s", label=label, added=added)
    if len(scores) > 1:
        words += f" = {said(quality)}"
    price = exact(next(bid["price"] for bid in figures.bids if bid["id"] == label))
    if figures.price_per_point:
        return f"{words}. {_cost(figures, label, quality)}"
    if price is None:
        return f"{words}."
    return gettext(
        "%(words)s; with the price %(quality)s + %(price)s = %(total)s.",
        words=words,
        quality=term(quality),
        price=term(price),
        total=said(quality + price),
    )


def _cost(figures: Figures, label: str, quality: Fraction) -> str:
    price = next(bid["price"] for bid in figures.result["input"]["bids"] if bid["id"] == label)
    if not quality:
        return gettext("Nothing is left to divide the price by.")
    return gettext(
        "A point costs %(price)s ÷ %(quality)s = %(cost)s.",
        price=price,
        quality=term(quality),
        cost=said(Fraction(price) / quality),
    )
