"""The figures of a run as tables, each figure with the way to its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from portal.evaluation.runs.figures import Figures, Part
from portal.evaluation.runs.links import (
    Links,
    criterion_place,
    figures_row,
    part_place,
    scores_row,
    scores_row_of,
)
from portal.evaluation.runs.words import bid_words, shown

Cell = dict[str, Any]


def figures_table(figures: Figures, links: Links) -> dict[str, Any]:
    """Place, parts and total of every bid: what the bars show."""
    heads = [gettext("Bid"), gettext("Place"), *(part.title for part in figures.parts)]
    if figures.shows_groups:
        heads.append(gettext("Quality"))
    heads.append(gettext("Price of a point") if figures.price_per_point else gettext("Total"))
    return {"heads": heads_of(heads), "rows": [_bid_row(figures, links, b) for b in figures.bids]}


def _bid_row(figures: Figures, links: Links, bid: Mapping[str, Any]) -> dict[str, Any]:
    label = bid["id"]
    shares = "=" if bid["shared"] else ""
    place = f"{bid['rank']}{shares}" if bid["rank"] else gettext("not ranked")
    cells = [cell(place, links.to(label, "place"))]
    cells += [part_cell(figures, links, bid, part) for part in figures.parts]
    if figures.shows_groups:
        cells.append(cell(shown(bid["quality"]), links.to(label, "quality")))
    cells.append(cell(shown(bid["total"]), links.to(label, "total")))
    head = {"text": bid_words(label), "note": figures.names.get(label)}
    return {"id": figures_row(label), "head": head, "cells": cells}


def scores_table(figures: Figures, links: Links) -> dict[str, Any]:
    """The score of every bid on each criterion, beside what could be had; where there are many,
    each bid has a row."""
    if figures.is_long:
        return _scores_by_bid(figures, links)
    heads = [gettext("Question"), gettext("Most")]
    heads += [bid_words(bid["id"]) for bid in figures.bids]
    rows = [
        {
            "id": scores_row(index),
            "head": {"text": f"{criterion['id']} {criterion['title']}", "note": None},
            "cells": [
                cell(criterion["weight"]),
                *(
                    cell(
                        shown(bid["criteria"][index]["score"]),
                        links.to(bid["id"], criterion_place(index)),
                    )
                    for bid in figures.bids
                ),
            ],
        }
        for index, criterion in enumerate(figures.method["criteria"])
    ]
    return {"heads": heads_of(heads), "rows": rows}


def _scores_by_bid(figures: Figures, links: Links) -> dict[str, Any]:
    criteria = figures.method["criteria"]
    heads = [f"{each['id']} {each['title']} ({each['weight']})" for each in criteria]
    rows = [
        {
            "id": scores_row_of(bid["id"]),
            "head": {"text": bid_words(bid["id"]), "note": None},
            "cells": [
                cell(shown(each["score"]), links.to(bid["id"], criterion_place(index)))
                for index, each in enumerate(bid["criteria"])
            ],
        }
        for bid in figures.bids
    ]
    return {"heads": heads_of([gettext("Bid"), *heads]), "rows": rows}


def part_cell(figures: Figures, links: Links, bid: Mapping[str, Any], part: Part) -> Cell:
    """What one part gave to a bid, with the way to its sentence."""
    value = figures.part(bid, part)
    text = "–" if value is None else figures.shown(value)
    return cell(text, links.to(bid["id"], part_place(part.id)))


def cell(text: str, href: str | None = None) -> Cell:
    """One figure; what can't be computed has no sentence to go to."""
    return {"text": text, "href": None if text == "–" else href}


def heads_of(texts: list[str]) -> list[dict[str, Any]]:
    """The heads of a table whose first column names the row, and whose others are figures."""
    return [{"text": text, "numeric": place > 0} for place, text in enumerate(texts)]
