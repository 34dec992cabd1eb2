"""By how much one weight would have to move before somebody else is first, in words (R4, R7)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flask_babel import gettext

from portal.evaluation.runs.figures import Figures
from portal.evaluation.runs.links import Links, weight_place, weight_row
from portal.evaluation.runs.tables import cell, heads_of
from portal.evaluation.runs.weight_steps import quoted
from portal.evaluation.runs.words import line, title_of


def other_weights(figures: Figures, found: Mapping[str, Any], links: Links) -> dict[str, Any]:
    """A sentence about the weight that is nearest to a change, and a table of them all.

    They follow from combined scores and published weights alone, which every reader of the page
    has: no group's part can be worked out from them (R19).
    """
    weights = found["fragility"]["critical_weights"]
    heads = [gettext("Question"), gettext("Weight"), gettext("For another bid to draw level")]
    return {
        "line": _nearest(figures, weights, links),
        "heads": [{**head, "numeric": place == 1} for place, head in enumerate(heads_of(heads))],
        "rows": [
            {
                "id": weight_row(index),
                "head": {"text": _title(figures, each), "note": None},
                "cells": [
                    cell(each["weight"]),
                    cell(_change(figures, each), links.to_comparison(weight_place(index))),
                ],
            }
            for index, each in enumerate(weights)
        ],
    }


def _nearest(
    figures: Figures, weights: list[dict[str, Any]], links: Links
) -> dict[str, str | None]:
    if not figures.margin:
        told = gettext(
            "The first bids are level on points, so a change of almost any weight would decide."
        )
        return line(told)
    able = [each for each in weights if each["winner_changes_at"] is not None]
    if not able:
        return line(gettext("No change of one weight alone would put another bid first."))
    nearest = min(able, key=lambda each: abs(_moves(each)))
    told = gettext(
        "The nearest is %(title)s: its weight of %(weight)s would have to %(change)s, before"
        " another bid is level with the first.",
        title=quoted(figures, nearest),
        weight=nearest["weight"],
        change=_change(figures, nearest),
    )
    to_weight = links.to_comparison(weight_place(weights.index(nearest)))
    return line(told, to_weight, gettext("that weight"))


def _moves(each: Mapping[str, Any]) -> Fraction:
    return Fraction(each["winner_changes_at"]) - Fraction(each["weight"])


def _change(figures: Figures, each: Mapping[str, Any]) -> str:
    """'rise by 5.82, to 15.82', or that no change of it alone would."""
    if each["winner_changes_at"] is None:
        return gettext("no change of this weight alone would")
    moves = _moves(each)
    if not moves:
        return gettext("level today")
    by, to = figures.shown(abs(moves)), figures.shown(Fraction(each["winner_changes_at"]))
    if not Fraction(by):
        return gettext("change by less than the figures show")
    if moves > 0:
        return gettext("rise by %(by)s, to %(to)s", by=by, to=to)
    return gettext("fall by %(by)s, to %(to)s", by=by, to=to)


def _title(figures: Figures, each: Mapping[str, Any]) -> str:
    if each.get("price"):
        return figures.titles["price"]
    return f"{each['criterion']} {title_of(figures, 'criteria', each['criterion'])}"
