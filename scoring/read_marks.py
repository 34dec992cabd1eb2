"""Reads bids, marks, agreed and voided marks, and checks them against the method."""

from __future__ import annotations

from typing import Any

from scoring.marks import Agreed, Bid, Marks, Voided
from scoring.method import Method
from scoring.node import Fields, Node
from scoring.outline import CriterionOutline, Outline
from scoring.problems import BadInput, Problems, quoted
from scoring.read_rows import RowReader

LISTS = ("bids", "marks", "agreed", "voided")


def marks_from(method: Method, data: object) -> Marks:
    """Marks alone, against a method that is already checked; raises `BadInput`."""
    log = Problems()
    fields = Node(data, (), log).fields(["bids"], LISTS)
    marks = read_marks(fields, outline_of(method), log)
    if log or marks is None:
        raise BadInput(log)
    return marks


def outline_of(method: Method) -> Outline:
    """What marks are checked against, taken from a whole method."""
    outline = Outline({each.id: index for index, each in enumerate(method.groups)})
    for each in method.criteria:
        outline.criteria[each.id] = CriterionOutline(each.scale, dict(each.shares))
    outline.gates = {each.id: None for each in method.gates}
    outline.prices_from(method.price, [each.by for each in method.tie_breaks])
    return outline


def read_marks(fields: Fields, outline: Outline, log: Problems) -> Marks | None:
    """Everything but the method; `None` where there are problems."""
    before = len(log)
    bids = _bids(fields, outline)
    ids = {each.id: index for index, each in enumerate(bids)}
    rows = RowReader(outline, ids, log)
    if "marks" in fields:
        rows.read(fields["marks"])
    agreed = _agreed(fields, outline, ids)
    voided = [_voided(each, outline, ids) for each in _entries(fields, "voided")]
    if len(log) > before:
        return None
    return rows.marks(bids, agreed, [each for each in voided if each], fields.extra)


def _entries(fields: Fields, key: str) -> list[Node]:
    node = fields.get(key)
    return node.items(key) if node else []


def _bids(fields: Fields, outline: Outline) -> list[Bid]:
    node = fields.get("bids")
    entries = node.items("bids") if node else []
    if node and not entries and isinstance(node.value, list):
        node.problem("there is no bid", "Add at least one bid")
    bids: dict[str, Bid] = {}
    for each in entries:
        bid = _bid(each, outline)
        if bid and bid.id in bids:
            each.child("id", None).problem(
                f"{quoted(bid.id)} is there twice", "Give each bid an id of its own"
            )
        elif bid:
            bids[bid.id] = bid
    return list(bids.values())


def _bid(node: Node, outline: Outline) -> Bid | None:
    """A bid; one that is disregarded needs neither a price nor its gates."""
    is_out = isinstance(node.value, dict) and "disregarded" in node.value
    asked = [] if is_out else [*(["price"] if outline.needs_prices else []), *outline.gates_key]
    fields = node.fields(["id", *asked], ["price", "gates", "disregarded"])
    ident = fields.text("id")
    price = fields.number("price")
    if price == 0 and outline.refuses_nil and not is_out:
        fields["price"].problem(
            f"bid {quoted(ident)} has a nil price, which this method refuses",
            "Correct the price, or publish a rule for nil prices",
        )
    gates, extra = _gates(fields.get("gates"), outline, is_out)
    ground = fields.text("disregarded")
    return Bid(ident, price, gates, fields.extra, extra, ground) if ident is not None else None


def _gates(
    node: Node | None, outline: Outline, is_out: bool
) -> tuple[dict[str, bool], dict[str, Any]]:
    if node is None:
        return {}, {}
    fields = node.fields([], outline.gates) if is_out else node.fields(outline.gates)
    read = {gate: fields[gate].truth() for gate in outline.gates if gate in fields}
    return {gate: passed for gate, passed in read.items() if passed is not None}, fields.extra


def _agreed(fields: Fields, outline: Outline, bids: dict[str, int]) -> list[Agreed]:
    found: dict[tuple[str, str, str | None], Agreed] = {}
    together: dict[tuple[str, str], set[bool]] = {}
    for node in _entries(fields, "agreed"):
        entry = _agreed_entry(node, outline, bids)
        if entry is None:
            continue
        key = (entry.bid, entry.criterion, entry.group)
        kinds = together.setdefault(key[:2], set())
        kinds.add(entry.group is None)
        if key in found:
            node.problem("this agreed mark is there twice", "Keep one of the two")
        elif len(kinds) == 2:
            node.problem(
                "there is an agreed mark of all groups here, and one of a single group",
                "Keep one kind",
            )
        found[key] = entry
    return list(found.values())


def _agreed_entry(node: Node, outline: Outline, bids: dict[str, int]) -> Agreed | None:
    single = outline.only_group
    required = ["bid", "criterion", "mark", *([] if single else ["group"])]
    fields = node.fields(required, ["group", "reason"])
    bid = fields.choice("bid", bids)
    criterion = fields.choice("criterion", outline.criteria)
    group = single
    if "group" in fields:
        whole = fields["group"].value is None
        group = None if whole else fields["group"].choice(outline.groups)
        if group is None and not whole:
            return None
    reason = fields["reason"].text(empty=True) if "reason" in fields else None
    mark = fields.number("mark")
    if bid is None or criterion is None or mark is None:
        return None
    known = outline.criteria[criterion]
    if known.scale and known.scale.steps(mark) is None:
        fields["mark"].problem(f"{quoted(fields['mark'].value)} isn't on the scale", known.choices)
    if group is not None and known.shares is not None and group not in known.shares:
        (fields.get("group") or node).problem(
            f"group {quoted(group)} has no share in criterion {quoted(criterion)}",
            "Take the entry out, or correct the group",
        )
    return Agreed(bid, criterion, group, mark, reason, fields.extra)


def _voided(node: Node, outline: Outline, bids: dict[str, int]) -> Voided | None:
    fields = node.fields(["evaluator"], ["bid", "criterion", "reason"])
    evaluator = fields.text("evaluator")
    bid = fields.choice("bid", bids)
    criterion = fields.choice("criterion", outline.criteria)
    reason = fields["reason"].text(empty=True) if "reason" in fields else None
    return Voided(evaluator, bid, criterion, reason, fields.extra) if evaluator else None
