"""What the result page shows: every figure a text that is rounded already."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flask_babel import gettext

from portal.evaluation.runs.comparison import comparison_of
from portal.evaluation.runs.differences import difference_of
from portal.evaluation.runs.facts import facts_of
from portal.evaluation.runs.figures import Figures
from portal.evaluation.runs.links import Links, part_place
from portal.evaluation.runs.steps import working_of
from portal.evaluation.runs.sureness import sureness_of
from portal.evaluation.runs.tables import figures_table, scores_table
from portal.evaluation.runs.words import (
    bid_words,
    finding_of,
    method_words,
    rounding_note,
    summary_of,
    why_out,
)
from portal.specifications.bars import bar_of
from portal.tenders.models import Tender
from portal.tenders.stages import is_revealed
from scoring.result import Result

FROM_HERE = Links()
PICTURED = 20
"""Of many bids the first ones have bars; the table has every one."""


def result_page(
    digest: str,
    figures: Figures,
    result: Result,
    found: Mapping[str, Any],
    links: Links = FROM_HERE,
) -> dict[str, Any]:
    """All of `evaluation/result_body.html` that follows from a run, its result and analysis."""
    pictured = figures.bids[:PICTURED] if figures.is_long else figures.bids
    return {
        "finding": finding_of(figures),
        "margin": None if figures.margin is None else links.to_comparison("margin"),
        "summary": summary_of(figures) or None,
        "rounding": rounding_note(figures) or None,
        "facts": facts_of(figures, found, links),
        "groups": [{"colour": part.colour, "text": part.title} for part in figures.parts],
        "bids": [_ranked(figures, links, bid) for bid in pictured],
        "more": len(figures.bids) - len(pictured),
        "difference": difference_of(figures, found, links),
        "sure": sureness_of(figures, found, links),
        "table": figures_table(figures, links),
        "scores": scores_table(figures, links),
        "method": method_words(figures),
        "working": [
            *working_of(figures, links),
            *comparison_of(figures, result, found, links),
        ],
        "is_long": figures.is_long,
        "digest": digest,
        "is_partial": not figures.shows_groups,
    }


def where_of(tender: Tender, number: int) -> str:
    """The line above the heading: the tender, the run, and whether names are hidden still."""
    words = gettext("%(title)s · run %(number)s", title=tender.title, number=number)
    if not is_revealed(tender):
        words += " · " + gettext("names are hidden until approval")
    return words


def _ranked(figures: Figures, links: Links, bid: Mapping[str, Any]) -> dict[str, Any]:
    label = bid["id"]
    named = {"label": bid_words(label), "name": figures.names.get(label)}
    if bid["status"] != "ranked":
        return {**named, "out": why_out(figures, bid), "href": links.to(label, "place")}
    total = bid["total"]["shown"]
    return {
        **named,
        "place": f"{bid['rank']}=" if bid["shared"] else str(bid["rank"]),
        "total": f"£{total}" if figures.price_per_point else total,
        "href": links.to(label, "total"),
        "parts": _bar(figures, links, bid),
    }


def _bar(figures: Figures, links: Links, bid: Mapping[str, Any]) -> list[dict[str, Any]]:
    points = [(part, figures.part(bid, part) or Fraction(0)) for part in figures.parts]
    return bar_of(
        (
            value,
            {
                "colour": part.colour,
                "text": part.title,
                "figure": figures.shown(value),
                "href": links.to(bid["id"], part_place(part.id)),
            },
        )
        for part, value in points
    )
