"""How sure the result is: fewest steps, nearest minimum, leaving a bid out, agreement (R5, R9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, ngettext

from portal.evaluation.runs.figures import Figures
from portal.evaluation.runs.links import Links
from portal.evaluation.runs.minimums import minimum_words
from portal.evaluation.runs.moved import example_of
from portal.evaluation.runs.tables import cell, heads_of
from portal.evaluation.runs.words import line, title_of

Found = Mapping[str, Any]

RATIO = {"lowest_over_bid", "mean_deviation"}
"""Price methods that look at the other bids' prices too (R9)."""


def sureness_of(figures: Figures, found: Found, links: Links) -> dict[str, Any]:
    """The whole section: a line for each question, and a table of agreement where there is one."""
    fragility = found["fragility"]
    rows = []
    if figures.margin is not None:
        rows.append((gettext("Fewest steps of marks"), _fewest(figures, fragility, links)))
    rows.append((gettext("Nearest to a minimum"), minimum_words(figures, fragility, links)))
    if figures.margin is not None:
        dependence = [line(each) for each in _dependence(figures, fragility)]
        rows.append((gettext("Leaving a bid out"), dependence))
    agreement = _agreement(figures, found["agreement"]["criteria"])
    return {
        "rows": [{"key": key, "lines": lines} for key, lines in rows],
        "agreement": agreement,
    }


def _fewest(figures: Figures, fragility: Found, links: Links) -> list[dict[str, str | None]]:
    """The fewest steps of single marks, with one example; nobody's name or number (R18)."""
    if not figures.shows_marks or not fragility["fewest_mark_changes"]:
        return [line(_why_no_steps(figures, fragility))]
    told = ngettext(
        "%(num)d step of one mark would bring another bid level with the first, or past it.",
        "%(num)d steps of marks would bring another bid level with the first, or past it.",
        fragility["fewest_mark_changes"],
    )
    steps = "; ".join(example_of(figures, fragility["example"]))
    example = gettext("For example: %(steps)s.", steps=steps)
    return [line(told), line(example, links.to_comparison("steps"), gettext("the fewest steps"))]


def _why_no_steps(figures: Figures, fragility: Found) -> str:
    if not figures.shows_marks:
        return gettext(
            "This is kept back, because it would show what single people or groups gave."
        )
    if "not_computed" in fragility:
        return gettext("It can’t be worked out in useful time: the scale is too fine.")
    if fragility["fewest_mark_changes"] is None:
        return gettext("No steps of marks within their scales would put another bid first.")
    return gettext("The first bids are level on points already.")


def _dependence(figures: Figures, fragility: Found) -> list[str]:
    """Whether the order of two bids hangs on a third, and whether the method lets it (R9)."""
    price = figures.method.get("price") or {}
    if price.get("method") not in RATIO:
        return [
            gettext(
                "Leaving a bid out can’t change the order of the others: no bid’s score depends on"
                " another’s price."
            )
        ]
    swaps = [
        gettext(
            "Without Bid %(gone)s, Bid %(below)s would be ahead of Bid %(above)s.",
            gone=each["without"],
            below=below,
            above=above,
        )
        for each in fragility["bid_dependence"]
        for above, below in each["swaps"]
    ]
    none = gettext("Leaving out any one bid changes the order of no two others.")
    compared = (
        gettext("Each price is compared with the lowest one, so it could.")
        if price["method"] == "lowest_over_bid"
        else gettext("Each price is compared with the mean of all, so it could.")
    )
    return [*swaps, _why(price)] if swaps else [none, compared]


def _why(price: Mapping[str, Any]) -> str:
    if price["method"] == "lowest_over_bid":
        return gettext("That is because each price is compared with the lowest one.")
    return gettext("That is because each price is compared with the mean of all.")


def _agreement(figures: Figures, criteria: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Krippendorff's alpha by question where single marks count; nobody's own figure (R18)."""
    marked = [each for each in criteria if each["raters"]]
    if not marked or not figures.shows_marks:
        return None
    heads = [gettext("Question"), gettext("Agreement"), gettext("Evaluators"), gettext("Bids")]
    return {
        "heads": heads_of(heads),
        "rows": [
            {
                "id": f"agreement-{index}",
                "head": {
                    "text": f"{each['id']} {title_of(figures, 'criteria', each['id'])}",
                    "note": gettext("too few to say much") if each["too_few"] else None,
                },
                "cells": [
                    cell(_alpha(each["alpha"])),
                    cell(str(each["raters"])),
                    cell(str(each["bids"])),
                ],
            }
            for index, each in enumerate(marked, 1)
        ],
    }


def _alpha(alpha: float | None) -> str:
    return "–" if alpha is None else f"{alpha:.2f}".replace("-", "−")
