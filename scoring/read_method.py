"""Reads a method in the input format and checks every rule that SCORING-IO sets for it."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import Any

from scoring.method import (
    ONLY_GROUP,
    Criterion,
    Gate,
    Group,
    Method,
    Minimum,
    Rounding,
    Scale,
    TieBreak,
)
from scoring.node import Fields, Node
from scoring.outline import CriterionOutline, Outline
from scoring.problems import BadInput, Path, Problems, quoted
from scoring.read_price import NO_WEIGHT, read_price

GROUP_MARKS = ("mean", "median", "agreed")
EMPTY_GROUP = ("refuse", "others")
ROUNDING = ("half_up", "half_even", "down")
TIE_BREAKS = ("criterion", "group", "quality", "price")
OPTIONAL = ("groups", "gates", "minimum_quality", "empty_group", "price", "rounding", "tie_breaks")


def method_from(data: object) -> Method:
    """A method alone, as the portal publishes it; raises `BadInput`."""
    log = Problems()
    method, _ = read_method(Node(data, (), log))
    if log or method is None:
        raise BadInput(log)
    return method


def read_method(node: Node) -> tuple[Method | None, Outline]:
    """The method, and what marks can be checked against even where the method has problems."""
    before = len(node.log)
    fields = node.fields(["criteria"], OPTIONAL)
    groups = _groups(fields)
    outline = Outline({each.id: index for index, each in enumerate(groups)})
    criteria = [_criterion(each, outline) for each in _list(fields, "criteria")]
    gates = [_gate(each, outline) for each in _list(fields, "gates")]
    price = read_price(fields.get("price"))
    quality = fields.number("minimum_quality", 0, 100)
    ties = [_tie_break(each, outline) for each in _list(fields, "tie_breaks")]
    outline.prices_from(price, [each.by for each in ties if each])
    _weights(fields, criteria, price.weight if price else None)
    _quality_for_price(node, price.method if price else None, quality)
    parts: dict[str, Any] = {
        "groups": tuple(groups),
        "criteria": tuple(criteria),
        "gates": tuple(gates),
        "minimum_quality": quality,
        "empty_group": fields.choice("empty_group", EMPTY_GROUP, "refuse"),
        "price": price,
        "rounding": _rounding(fields.get("rounding")),
        "tie_breaks": tuple(ties),
        "extra": fields.extra,
    }
    return (Method(**parts) if len(node.log) == before else None), outline


def _list(fields: Fields, key: str) -> list[Node]:
    node = fields.get(key)
    return node.items(key) if node else []


def unique(node: Node | None, seen: Collection[str], what: str) -> str | None:
    """An id that nothing else in its list has."""
    ident = node.text() if node else None
    if node and ident is not None and ident in seen:
        node.problem(f"{quoted(ident)} is there twice", f"Give each {what} an id of its own")
    return ident


def _groups(fields: Fields) -> list[Group]:
    node = fields.get("groups")
    if node is None:
        return [Group(ONLY_GROUP, "Evaluators")]
    groups: dict[str, Group] = {}
    entries = node.items("groups")
    if not entries and isinstance(node.value, list):
        node.problem("there is no group", "Name a group, or leave `groups` out")
    for each in entries:
        found = each.fields(["id"], ["title", "kind"])
        ident = unique(found.get("id"), groups, "group")
        title = found.text("title", empty=True) or ident
        if ident is not None and title is not None:
            groups.setdefault(ident, Group(ident, title, found.text("kind"), found.extra))
    return list(groups.values())


def _gate(node: Node, outline: Outline) -> Gate | None:
    fields = node.fields(["id"], ["title"])
    ident = unique(fields.get("id"), outline.gates, "gate")
    title = fields.text("title", empty=True) or ident
    if ident is None or title is None:
        return None
    outline.gates[ident] = None
    return Gate(ident, title, fields.extra)


def _criterion(node: Node, outline: Outline) -> Criterion | None:
    required = ["id", "weight", "scale", "group_mark"]
    fields = node.fields(required, ["title", "shares", "minimum"])
    ident = unique(fields.get("id"), outline.criteria, "criterion")
    title = fields.text("title", empty=True) or ident
    weight = fields.number("weight", 0, 100)
    scale = _scale(fields.get("scale"))
    shares, shares_extra = _shares(node, fields.get("shares"), outline.groups)
    group_mark = fields.choice("group_mark", GROUP_MARKS)
    minimum = _minimum(fields.get("minimum"), shares, outline.groups)
    if ident is not None:
        outline.criteria.setdefault(ident, CriterionOutline(scale, shares))
    if None in (ident, title, weight, scale, shares, group_mark):
        return None
    parts: dict[str, Any] = {
        "id": ident,
        "title": title,
        "weight": weight,
        "scale": scale,
        "shares": shares,
        "group_mark": group_mark,
        "minimum": minimum,
        "extra": fields.extra,
        "shares_extra": shares_extra,
    }
    return Criterion(**parts)


def _scale(node: Node | None) -> Scale | None:
    if node is None:
        return None
    fields = node.fields(["lowest", "highest", "step"])
    lowest, highest, step = (fields.number(key) for key in ("lowest", "highest", "step"))
    if lowest is None or highest is None or step is None:
        return None
    if lowest >= highest:
        node.problem("the lowest mark isn't below the highest", "Write the lower one as lowest")
    elif step == 0 or (highest - lowest) % step:
        node.problem(
            "the highest mark isn't a whole number of steps above the lowest",
            "Change `step`, or an end of the scale",
        )
    else:
        return Scale(lowest, highest, step, fields.extra)
    return None


def _shares(
    criterion: Node, node: Node | None, groups: dict[str, int]
) -> tuple[dict[str, Fraction] | None, dict[str, Any]]:
    if node is None:
        if len(groups) == 1:
            return dict.fromkeys(groups, Fraction(100)), {}
        if groups and isinstance(criterion.value, dict):
            criterion.lacks("shares", "Say which share each group has")
        return None, {}
    fields = node.fields([], groups)
    there = sorted(fields.known, key=groups.__getitem__)
    read = {group: fields.number(group, 0, 100) for group in there}
    shares = {group: share for group, share in read.items() if share}
    if None in read.values() or not isinstance(node.value, dict):
        return None, {}
    total = sum(shares.values(), Fraction(0))
    if total != 100:
        node.problem(f"the shares add up to {total}, not 100", "Change them to 100 together")
        return None, {}
    return shares, fields.extra


def _minimum(
    node: Node | None, shares: dict[str, Fraction] | None, groups: Collection[str]
) -> Minimum | None:
    if node is None:
        return None
    fields = node.fields(["mark", "of"])
    mark = fields.number("mark")
    known = groups if shares is None else shares
    whole = "of" in fields and fields["of"].value in ("combined", "each_group")
    of = fields.choice("of", ["combined", "each_group", *([] if whole else known)])
    return Minimum(mark, of, fields.extra) if mark is not None and of is not None else None


def _rounding(node: Node | None) -> Rounding:
    if node is None:
        return Rounding()
    fields = node.fields([], ["places", "rule"])
    places = fields.number("places", 0, 6) if "places" in fields else Fraction(2)
    if places is not None and places.denominator != 1:
        fields["places"].problem("places is a whole number", "Write a whole number from 0 to 6")
    rule = fields.choice("rule", ROUNDING, "half_up")
    return Rounding(int(places or 0), rule or "half_up", fields.extra)


def _tie_break(node: Node, outline: Outline) -> TieBreak | None:
    fields = node.fields(["by"], ["id"])
    by = fields.choice("by", TIE_BREAKS)
    ident = fields.get("id")
    if by in ("criterion", "group"):
        known: Collection[str] = outline.criteria if by == "criterion" else outline.groups
        name = ident.choice(known) if ident else None
        if ident is None:
            node.lacks("id", f"Name the {by}")
        return TieBreak(by, name, fields.extra) if name is not None else None
    if ident is not None and by is not None:
        ident.problem(f"a tie-break by {by} takes no id", "Take the id out")
    return TieBreak(by, None, fields.extra) if by is not None else None


def _weights(fields: Fields, criteria: list[Criterion | None], price: Fraction | None) -> None:
    """Criteria and price together are exactly 100; judged only when every weight can be read."""
    node, section = fields.get("criteria"), fields.get("price")
    if node is None or not isinstance(node.value, list):
        return
    weights = [_weight(each) for each in node.value]
    method = section.value.get("method") if section and isinstance(section.value, dict) else None
    wants_price = section is not None and method not in NO_WEIGHT
    if None in weights or (wants_price and price is None):
        return
    total = sum((each for each in weights if each), price or Fraction(0))
    if total != 100:
        what = "weights of criteria and price" if section else "weights of the criteria"
        node.problem(f"the {what} add up to {total}, not 100", "Change them to 100 together")


def _weight(entry: object) -> Fraction | None:
    """A criterion's weight, read once more on its own so that other faults don't hide the sum."""
    path: Path = ()
    return (
        Node(entry.get("weight"), path, Problems()).number(0, 100)
        if isinstance(entry, dict)
        else None
    )


def _quality_for_price(node: Node, method: str | None, quality: Fraction | None) -> None:
    if method == "per_quality_point" and not quality:
        node.child("minimum_quality", None).problem(
            "price per quality point needs a minimum quality above 0",
            "Write the least quality, in per cent of the quality weight",
        )
