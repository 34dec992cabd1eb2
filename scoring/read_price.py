"""Reads the price section of a method (R9)."""

from __future__ import annotations

from scoring.method import RATIO_METHODS, Price
from scoring.node import Fields, Node

WEIGHTED = ("lowest_over_bid", "mean_deviation", "linear")
NO_WEIGHT = ("per_quality_point", "fixed")
NIL = ("refuse", "full")


def read_price(node: Node | None) -> Price | None:
    """The price section, or `None` where there is none or it can't be read."""
    if node is None:
        return None
    fields = node.fields(["method"], ["weight", "nil_price", "ceiling", "floor"])
    method = fields.choice("method", WEIGHTED + NO_WEIGHT)
    weight = fields.number("weight", 0, 100)
    nil = fields.choice("nil_price", NIL, "refuse" if method in RATIO_METHODS else None)
    if method is None:
        return None
    _weight_belongs(node, fields, method)
    if method == "per_quality_point" and nil == "full":
        fields["nil_price"].problem(
            "`full` isn't allowed with price per quality point", "Write refuse"
        )
    _ends_belong(node, fields, method)
    ceiling, floor = (fields.number(key) for key in ("ceiling", "floor"))
    if ceiling is not None and floor is not None and ceiling <= floor:
        fields["ceiling"].problem("the ceiling isn't above the floor", "Write a higher ceiling")
    return Price(method, weight, nil, ceiling, floor, fields.extra)


def _weight_belongs(node: Node, fields: Fields, method: str) -> None:
    if method in WEIGHTED and "weight" not in fields:
        node.lacks("weight", f"Add it: {method} needs a price weight")
    if method in NO_WEIGHT and "weight" in fields:
        fields["weight"].problem(f"{method} takes no price weight", "Take it out")


def _ends_belong(node: Node, fields: Fields, method: str) -> None:
    for key in ("ceiling", "floor"):
        if method == "linear" and key not in fields:
            node.lacks(key, "Add it: linear needs a ceiling and a floor")
        if method != "linear" and key in fields:
            fields[key].problem(f"{method} takes no {key}", "Take it out")
