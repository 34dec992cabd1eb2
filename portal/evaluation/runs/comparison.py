"""How the figures that compare bids were worked out: margin, steps, minimums, groups, weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from flask_babel import gettext

from portal.evaluation.runs.differences import points_of
from portal.evaluation.runs.figures import Figures, exact
from portal.evaluation.runs.links import COMPARISON, Links, working_id
from portal.evaluation.runs.minimums import minimum_items
from portal.evaluation.runs.moved import example_of, with_marks
from portal.evaluation.runs.steps import Item, criterion_lines, total_lines
from portal.evaluation.runs.weight_steps import weight_items
from portal.evaluation.runs.without_steps import without_items
from scoring.exact import said, term
from scoring.result import Result

Found = Mapping[str, Any]


def comparison_of(
    figures: Figures, result: Result, found: Found, links: Links
) -> list[dict[str, Any]]:
    """One box beside those of the bids; none where there is nothing to compare."""
    items = list(_items(figures, result, found, links))
    box = {
        "id": f"working-{COMPARISON}",
        "label": gettext("Figures that compare bids"),
        "name": None,
        "is_open": links.opened == COMPARISON,
        "criteria": items,
    }
    return [box] if items else []


def _items(figures: Figures, result: Result, found: Found, links: Links) -> Iterator[Item]:
    fragility = found["fragility"]
    if figures.margin is not None:
        yield _margin(figures, found, figures.margin)
        if figures.shows_marks and fragility["fewest_mark_changes"]:
            yield _steps(figures, fragility)
    yield from minimum_items(figures, result, fragility)
    if figures.margin is not None:
        yield from without_items(figures, result, found["influence"]["without"])
        yield from weight_items(figures, result, fragility["critical_weights"], links)


def _margin(figures: Figures, found: Found, margin: Fraction) -> Item:
    """One total less the other; by the parts that this reader may see it adds up to the same."""
    more, less = figures.ranked[:2]
    if figures.price_per_point:
        more, less = less, more
    lines = [
        gettext(
            "Bid %(more)s %(a)s − Bid %(less)s %(b)s = %(margin)s.",
            more=more["id"],
            a=said(exact(more["total"]) or Fraction(0)),
            less=less["id"],
            b=said(exact(less["total"]) or Fraction(0)),
            margin=said(margin),
        )
    ]
    if parts := points_of(figures, found):
        added = " ".join(
            f"{'−' if points < 0 else '+'} {term(abs(points))} ({part.title})"
            for part, points in sorted(parts, key=lambda pair: pair[1], reverse=True)
        ).removeprefix("+ ")
        lines.append(gettext("By part: %(added)s = %(sum)s.", added=added, sum=said(margin)))
    return {
        "id": working_id(COMPARISON, "margin"),
        "back": "#difference",
        "title": gettext("The difference between the first two bids"),
        "score": f"£{figures.shown(margin)}" if figures.price_per_point else figures.shown(margin),
        "lines": lines,
    }


def _steps(figures: Figures, fragility: Found) -> Item:
    """The example's marks, moved in the run's own input, and what both totals become."""
    changes = fragility["example"]
    after = with_marks(figures, changes)
    first = figures.ranked[0]["id"]
    rival = next(bid["id"] for bid in after.ranked if bid["id"] != first)
    steps = example_of(figures, changes)
    lines = [gettext("Today: %(line)s", line=each) for each in _totals(figures, first, rival)]
    lines += [gettext("Changed: %(step)s.", step=step) for step in steps]
    codes = [criterion["id"] for criterion in figures.method["criteria"]]
    for label, code in dict.fromkeys((each["bid"], each["criterion"]) for each in changes):
        bid = next(each for each in after.bids if each["id"] == label)
        for each in criterion_lines(after, bid, codes.index(code)):
            lines.append(gettext("Then, Bid %(label)s: %(line)s", label=label, line=each))
    lines += [gettext("Then: %(line)s", line=each) for each in _totals(after, first, rival)]
    return {
        "id": working_id(COMPARISON, "steps"),
        "back": "#sure",
        "title": gettext("Fewest steps of marks"),
        "score": str(fragility["fewest_mark_changes"]),
        "lines": lines,
    }


def _totals(figures: Figures, *labels: str) -> Iterator[str]:
    for label in labels:
        bid = next(each for each in figures.bids if each["id"] == label)
        nothing = gettext("Bid %(label)s has no points of quality left.", label=label)
        yield from total_lines(figures, bid, "total") or [nothing]
