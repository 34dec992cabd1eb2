"""An analysis in sentences: what made the difference, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from scoring.exact import said
from scoring.result import Result


def analysis_report(result: Result, found: dict[str, Any]) -> str:
    """The whole analysis as a report that a panel can read aloud."""
    lines = ["WHAT MADE THE DIFFERENCE", "", *_influence(result, found["influence"])]
    lines += ["", "HOW SURE THIS IS", "", *_fragility(found["fragility"])]
    lines += ["", "HOW FAR EVALUATORS AGREE", "", *_agreement(found["agreement"]), ""]
    return "\n".join(lines)


def _number(text: str) -> str:
    return said(Fraction(text))


def _name(part: dict[str, Any]) -> str:
    return "price" if part.get("price") else str(part.get("group", part.get("criterion")))


def _influence(result: Result, found: dict[str, Any]) -> Iterator[str]:
    if found["margin"] is None:
        yield "There are no two bids whose points could be compared."
    else:
        first, second = result.order[:2]
        yield f"Bid {first} is {_number(found['margin'])} points ahead of bid {second}."
    for part in found["by_part"]:
        yield f"Of these, {_name(part)}: {_number(part['points'])}."
    for without in found["without"]:
        group = without["group"]
        if without["ranking"] is None:
            yield f"Without {group} there is no ranking: {without['not_computed']}."
            continue
        change = "another winner" if without["changes_winner"] else "the same winner"
        yield f"Without {group}: {change}, in the order {', '.join(without['ranking'])}."


def _fragility(found: dict[str, Any]) -> Iterator[str]:
    moves = found["fewest_mark_changes"]
    if moves is None:
        yield "No moves of single marks would bring another bid to the first place."
    else:
        yield f"Fewest moves of single marks that bring another bid level with the first: {moves}."
    for change in found["example"]:
        yield (
            f"For example bid {change['bid']} on {change['criterion']}: "
            f"{_number(change['from'])} becomes {_number(change['to'])}."
        )
    nearest = found["nearest_minimum"]
    if nearest:
        yield (
            f"Bid {nearest['bid']} would fall below the minimum on {nearest['criterion']} after "
            f"{nearest['moves']} moves."
        )
    yield from _weights(found["critical_weights"])
    for each in found["bid_dependence"]:
        pairs = "; ".join(f"{below} before {above}" for above, below in each["swaps"])
        yield f"Without bid {each['without']} two others would swap: {pairs}."


def _weights(found: list[dict[str, Any]]) -> Iterator[str]:
    for each in found:
        weight, change = _number(each["weight"]), each["winner_changes_at"]
        if change is None:
            yield f"Weight of {_name(each)} ({weight}): no other weight changes who is first."
        else:
            yield f"Weight of {_name(each)} ({weight}): another bid is level at {_number(change)}."


def _agreement(found: dict[str, Any]) -> Iterator[str]:
    for each in found["criteria"]:
        size = f"{each['raters']} evaluators, {each['bids']} bids"
        weak = ", too few to say much" if each["too_few"] else ""
        value = "isn't defined" if each["alpha"] is None else f"is {each['alpha']:.3f}"
        yield f"{each['id']}: Krippendorff's alpha {value} ({size}{weak})."
    for group, ranking in found["groups"]["rankings"].items():
        yield f"In the order of {group} alone: {', '.join(ranking)}."
    if found["groups"]["kendall_w"] is not None:
        yield f"Kendall's W between the groups is {found['groups']['kendall_w']:.3f}."
