"""What made the difference: the margin by part, without each group, and other weights (R7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from flask_babel import gettext

from portal.evaluation.runs.figures import Figures, Part
from portal.evaluation.runs.links import DIFFERENCE, WEIGHTS, Links, difference_row, without_place
from portal.evaluation.runs.other_weights import other_weights
from portal.evaluation.runs.tables import cell, heads_of, part_cell
from portal.evaluation.runs.words import bid_words, line, listed, shown, title_of
from scoring.exact import exact_text

Found = Mapping[str, Any]


def difference_of(figures: Figures, found: Found, links: Links) -> dict[str, Any] | None:
    """The whole section; none where no second bid is ranked, so that nothing differs."""
    if figures.margin is None:
        return None
    parts = points_of(figures, found)
    first, second = (bid["id"] for bid in figures.ranked[:2])
    return {
        "lines": _lines(figures, parts, links),
        "first": gettext("Bid %(label)s ahead", label=first),
        "second": gettext("Bid %(label)s ahead", label=second),
        "parts": _picture(figures, parts, links),
        "table": _table(figures, parts, links) if parts else None,
        "is_open": links.opened == DIFFERENCE,
        "without": list(_without(figures, found, links)) if figures.shows_groups else [],
        "weights": other_weights(figures, found, links),
        "is_weights_open": links.opened == WEIGHTS,
        "is_kept_back": not figures.shows_groups,
    }


def points_of(figures: Figures, found: Found) -> list[tuple[Part, Fraction]]:
    """What each part did to the margin, exactly; groups together where R19 keeps them apart."""
    by_part = found["influence"]["by_part"]
    groups = {each["group"]: Fraction(each["points"]) for each in by_part if "group" in each}
    price = sum((Fraction(each["points"]) for each in by_part if each.get("price")), Fraction(0))
    points = groups | {"quality": sum(groups.values(), Fraction(0)), "price": price}
    return [(part, points[part.id]) for part in figures.parts] if by_part else []


def _lines(
    figures: Figures, parts: list[tuple[Part, Fraction]], links: Links
) -> list[dict[str, str | None]]:
    """The margin in words, the last of which leads to how it was worked out."""
    *others, last = _margin_words(figures, parts)
    to_margin = links.to_comparison("margin")
    return [*map(line, others), line(last, to_margin, gettext("the difference"))]


def _margin_words(figures: Figures, parts: list[tuple[Part, Fraction]]) -> list[str]:
    """What put the first ahead, what put the second ahead, and both together."""
    first, second = (bid["id"] for bid in figures.ranked[:2])
    if not parts:
        return [
            gettext(
                "The price is divided by quality here, so the difference isn’t a sum of parts. A"
                " point costs %(a)s with Bid %(first)s and %(b)s with Bid %(second)s.",
                a=f"£{figures.ranked[0]['total']['shown']}",
                b=f"£{figures.ranked[1]['total']['shown']}",
                first=first,
                second=second,
            )
        ]
    ahead = _named(figures, [(part, points) for part, points in parts if points > 0])
    behind = _named(figures, [(part, points) for part, points in parts if points < 0])
    lines = []
    if ahead:
        lines.append(gettext("In favour of Bid %(label)s: %(parts)s.", label=first, parts=ahead))
    if behind:
        lines.append(gettext("In favour of Bid %(label)s: %(parts)s.", label=second, parts=behind))
    if not lines:
        return [gettext("Both bids have the same points in every part.")]
    margin = figures.shown(figures.margin or Fraction(0))
    told = gettext("Taken together, Bid %(label)s is %(margin)s ahead.", label=first, margin=margin)
    return [*lines, told if figures.margin else gettext("Taken together, they are level.")]


def _named(figures: Figures, parts: list[tuple[Part, Fraction]]) -> str:
    parts.sort(key=lambda pair: abs(pair[1]), reverse=True)
    return listed([f"{part.title} {figures.shown(abs(points))}" for part, points in parts])


def _picture(
    figures: Figures, parts: list[tuple[Part, Fraction]], links: Links
) -> list[dict[str, Any]]:
    """Bars to the right of a line for the first bid, to its left for the second, in hundredths."""
    right = max((points for _, points in parts), default=Fraction(0))
    left = max((-points for _, points in parts), default=Fraction(0))
    right, left = max(right, Fraction(0)), max(left, Fraction(0))
    if not right + left:
        return []
    zero = 100 * left / (right + left)
    return [
        {**_bar(figures, part, points, zero, right + left), "href": links.to_difference(index)}
        for index, (part, points) in enumerate(parts)
    ]


def _bar(
    figures: Figures, part: Part, points: Fraction, zero: Fraction, span: Fraction
) -> dict[str, Any]:
    width = 100 * abs(points) / span
    first, second = (bid["id"] for bid in figures.ranked[:2])
    said = gettext(
        "%(part)s: %(points)s for Bid %(label)s",
        part=part.title,
        points=figures.shown(abs(points)),
        label=second if points < 0 else first,
    )
    level = gettext("%(part)s: level", part=part.title)
    return {
        "colour": part.colour,
        "text": part.title,
        "figure": figures.signed(points),
        "said": said if points else level,
        "x": round(float(zero - width if points < 0 else zero), 3),
        "width": round(float(width), 3),
        "zero": round(float(zero), 3),
    }


def _table(figures: Figures, parts: list[tuple[Part, Fraction]], links: Links) -> dict[str, Any]:
    """The picture's numbers; those of the last column are exact and add up to the margin."""
    pair = figures.ranked[:2]
    heads = [gettext("Part"), *(bid_words(bid["id"]) for bid in pair)]
    heads += [gettext("Difference"), gettext("Exactly")]
    rows = [
        {
            "id": difference_row(index),
            "head": {"text": part.title, "note": None},
            "cells": [
                *(part_cell(figures, links, bid, part) for bid in pair),
                cell(figures.signed(points)),
                cell(exact_text(points).replace("-", "−")),
            ],
        }
        for index, (part, points) in enumerate(parts)
    ]
    margin = figures.margin or Fraction(0)
    total = {
        "id": "difference-total",
        "head": {"text": gettext("Total"), "note": None},
        "cells": [
            *(cell(shown(bid["total"]), links.to(bid["id"], "total")) for bid in pair),
            cell(figures.signed(margin), links.to_comparison("margin")),
            cell(exact_text(margin), links.to_comparison("margin")),
        ],
    }
    return {"heads": heads_of(heads), "rows": [*rows, total]}


def _without(figures: Figures, found: Found, links: Links) -> Iterator[dict[str, str | None]]:
    """Who would be first if a group's share had gone to the others in proportion."""
    for index, each in enumerate(found["influence"]["without"]):
        way = links.to_comparison(without_place(index)) if each["ranking"] else None
        title = title_of(figures, "groups", each["group"])
        yield {
            "group": gettext("Without “%(group)s”", group=title),
            **line(_without_words(figures, each), way, title),
        }


def _without_words(figures: Figures, each: Mapping[str, Any]) -> str:
    if each["ranking"] is None:
        return gettext("It can’t be worked out: somewhere no other group’s mark is left.")
    order = ", ".join(each["ranking"])
    today = {bid["id"] for bid in figures.ranked if bid["rank"] == 1}
    first = each["ranking"][0]
    if not each["changes_winner"]:
        words = gettext("First place would stay the same.")
    elif first in today:
        words = gettext("First place would be shared differently.")
    else:
        words = gettext("Bid %(label)s would be first.", label=first)
    return gettext("%(words)s The order would be %(order)s.", words=words, order=order)
