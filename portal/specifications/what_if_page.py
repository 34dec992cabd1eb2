"""What the what-if page shows of a result: every figure a text that is rounded already (R6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flask_babel import gettext

from portal.specifications.bars import bar_of, colours_of
from portal.specifications.what_if import WhatIf
from portal.specifications.what_if_words import bid_words, finding, lessons, why_out
from scoring import Result, warnings
from scoring.exact import shown_text
from scoring.weights import critical_weights
from scoring.working import working


@dataclass(frozen=True)
class _Part:
    """A group's part of every total, or the price's."""

    title: str
    colour: str
    points: dict[int, Fraction]


def result_of(what_if: WhatIf, result: Result) -> dict[str, Any]:
    """All that the page shows of one result."""
    parts = _parts(what_if, result)
    return {
        "finding": finding(result),
        "lessons": lessons(what_if.draft.groups, result),
        "key": [{"colour": part.colour, "text": part.title} for part in parts],
        "bids": [*_ranked(result, parts), *_out(result)],
        "weights": _weights(result),
        "working": _working(result),
    }


def warnings_of(what_if: WhatIf) -> list[str]:
    """What `scoring check` warns of beside the prices, which the builder says in its own words."""
    return [
        _named(what_if, each) for each in warnings(what_if.method) if "method.price" not in each
    ]


def _named(what_if: WhatIf, warning: str) -> str:
    """A warning with the title of its criterion or group in place of its path."""
    path, _colon, what = warning.partition(": ")
    found = re.match(r"method\.(criteria|groups)\[(\d+)\]", path)
    if found is None:
        return what
    rows = what_if.method.criteria if found[1] == "criteria" else what_if.method.groups
    return gettext("‘%(title)s’: %(what)s.", title=rows[int(found[2])].title, what=what)


def _shown(result: Result, value: Fraction) -> str:
    rounding = result.method.rounding
    return shown_text(value, rounding.places, rounding.rule)


def _parts(what_if: WhatIf, result: Result) -> list[_Part]:
    parts: list[_Part] = []
    groups = what_if.draft.groups
    for index, (group, colour) in enumerate(zip(groups, colours_of(groups), strict=True)):
        points = {bid: result.table.group_part(bid, index) for bid in result.ranking.order}
        if any(points.values()):
            parts.append(_Part(group.title, colour, points))
    if result.method.price_is_scored:
        parts.append(_Part(gettext("Price"), "price", dict(result.prices)))
    return parts


def _ranked(result: Result, parts: list[_Part]) -> Iterator[dict[str, Any]]:
    shared = {bid for place in result.ranking.places if len(place) > 1 for bid in place}
    for bid in result.ranking.order:
        total = _shown(result, result.totals[bid])
        yield {
            "label": bid_words(result, bid),
            "place": f"{result.ranking.ranks[bid]}{'=' if bid in shared else ''}",
            "total": f"£{total}" if result.method.price_per_point else total,
            "parts": _bar(result, bid, parts),
        }


def _bar(result: Result, bid: int, parts: list[_Part]) -> list[dict[str, Any]]:
    points = [(part, part.points[bid]) for part in parts]
    return bar_of(
        (value, {"colour": part.colour, "text": part.title, "figure": _shown(result, value)})
        for part, value in points
    )


def _out(result: Result) -> Iterator[dict[str, Any]]:
    for bid, reasons in enumerate(result.reasons):
        if reasons:
            yield {"label": bid_words(result, bid), "out": why_out(result, bid)}


def _weights(result: Result) -> dict[str, Any]:
    """For each weight, the one nearest to it at which another bid draws level (R4)."""
    heads = (gettext("Weight of"), gettext("Now"), gettext("Another bid is level at"))
    titles = {each.id: f"{each.id} {each.title}" for each in result.method.criteria}
    rows = []
    for each in critical_weights(result):
        at = each["winner_changes_at"]
        level = gettext("no weight") if at is None else _shown(result, Fraction(at))
        title = titles.get(each.get("criterion", ""), gettext("Price"))
        rows.append([title, _shown(result, Fraction(each["weight"])), level])
    return {
        "heads": [{"text": text, "numeric": place > 0} for place, text in enumerate(heads)],
        "rows": rows if len(result.ranking.order) > 1 else [],
    }


def _working(result: Result) -> list[dict[str, Any]]:
    """The sentences behind every figure, bid by bid."""
    steps = working(result)
    ids = [each.id for each in result.marks.bids]
    return [
        {
            "label": gettext("Bid %(label)s", label=ident),
            "lines": [
                step["sentence"]
                for step in steps
                if step.get("bid") == ident and not step["rule"].startswith("disqualified")
            ],
        }
        for ident in ids
    ]
