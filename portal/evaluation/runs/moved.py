"""The same run with a few marks moved, so that anybody can follow what that would change (R6)."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from flask_babel import gettext, ngettext

from portal.evaluation.runs.figures import Figures
from portal.evaluation.runs.words import title_of
from scoring import evaluate_document
from scoring.exact import term

LEAST = f"0.{'1'.zfill(30)}"
"""The smallest quality that can be written: price ÷ quality must have one that is above 0."""


def with_marks(figures: Figures, changes: Iterable[Mapping[str, Any]]) -> Figures:
    """The figures after these changes, worked out by the library from the run's own input.

    Every ranked bid stays one: gates and minimums aren't judged again (SCORING-IO, Analysis).
    """
    document = copy.deepcopy(dict(figures.result["input"]))
    _leave_ranked(document, {bid["id"] for bid in figures.ranked})
    _judge_no_minimum(document["method"], figures.price_per_point)
    for change in changes:
        _row(document, change)["mark"] = change["to"]
    return replace(figures, result=evaluate_document(document).as_dict())


def _leave_ranked(document: dict[str, Any], ranked: set[str]) -> None:
    document["bids"] = [bid for bid in document["bids"] if bid["id"] in ranked]
    for kind in ("marks", "agreed", "voided"):
        rows = document[kind]
        document[kind] = [row for row in rows if row.get("bid") is None or row["bid"] in ranked]


def _judge_no_minimum(method: dict[str, Any], price_per_point: bool) -> None:
    for criterion in method["criteria"]:
        criterion.pop("minimum", None)
    method.pop("minimum_quality", None)
    if price_per_point:
        method["minimum_quality"] = LEAST


def _row(document: dict[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """The row of the mark that moves: an agreed one of a group or of all, or an evaluator's."""
    kind, who = ("agreed", "group") if change["evaluator"] is None else ("marks", "evaluator")
    keys = ("bid", "criterion", who)
    return next(row for row in document[kind] if all(row.get(k) == change[k] for k in keys))


def example_of(figures: Figures, example: Sequence[Mapping[str, Any]]) -> list[str]:
    """One smallest set of steps, those alike counted together."""
    alike = Counter(
        (
            each["bid"],
            each["criterion"],
            each["group"],
            each["evaluator"] is None,
            each["from"],
            each["to"],
        )
        for each in example
    )
    return [_step_words(figures, step, count) for step, count in alike.items()]


def _step_words(figures: Figures, step: tuple[Any, ...], count: int) -> str:
    bid, criterion, group, is_agreed, before, after = step
    named = {
        "bid": bid,
        "title": title_of(figures, "criteria", criterion),
        "group": title_of(figures, "groups", group) if group else gettext("all groups"),
        "before": term(Fraction(before)),
        "after": term(Fraction(after)),
    }
    if is_agreed:
        return gettext(
            "Bid %(bid)s on “%(title)s”, the agreed mark of “%(group)s”"
            " from %(before)s to %(after)s",
            **named,
        )
    return ngettext(
        "Bid %(bid)s on “%(title)s”, one mark of “%(group)s” from %(before)s to %(after)s",
        "Bid %(bid)s on “%(title)s”, %(num)d marks of “%(group)s” from %(before)s to %(after)s",
        count,
        **named,
    )
