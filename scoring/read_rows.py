"""Reads individual marks: a million of them in seconds, each one checked."""

from __future__ import annotations

from typing import Any

from scoring.exact import read_number
from scoring.marks import PASS, Agreed, Bid, ListRows, Marks, Voided
from scoring.method import Extra
from scoring.node import SAID_ELSEWHERE, Node
from scoring.outline import Outline
from scoring.problems import Problems, quoted

_OWN = frozenset(("bid", "criterion", "evaluator", "mark"))
_KEYS = _OWN | {"group"}
_UNREAD = object()


class RowReader:
    """Collects marks in columns; what it has read once it doesn't read again."""

    def __init__(self, outline: Outline, bids: dict[str, int], log: Problems) -> None:
        self.outline, self.bids, self.log = outline, bids, log
        self.criteria = {each: index for index, each in enumerate(outline.criteria)}
        self.groups = outline.groups
        self.evaluators: dict[str, int] = {}
        self.group_of: list[int] = []
        self.columns: tuple[list[int], ...] = ([], [], [], [])
        self.extra: dict[int, Extra] = {}
        self.seen: set[tuple[int, int, int]] = set()
        self.steps: dict[tuple[str, type, Any], int | None] = {}

    def read(self, marks: Node) -> None:
        """Read the list of marks."""
        for node in marks.items("marks"):
            row = node.value
            keys = row.keys() if isinstance(row, dict) else ()
            if keys == _KEYS or (self.outline.only_group is not None and keys == _OWN):
                self._row(node, row)
            else:
                self._unusual_row(node)

    def _unusual_row(self, node: Node) -> None:
        """A mark with a key too many or too few."""
        required = [*_OWN] if self.outline.only_group is not None else [*_KEYS]
        fields = node.fields(sorted(required), ["group"])
        if fields.extra:
            self.extra[len(self.columns[0])] = fields.extra
        if isinstance(node.value, dict):
            there = {key: fields[key].value for key in _KEYS if key in fields}
            self._row(node, {**dict.fromkeys(required, SAID_ELSEWHERE), **there})

    def _row(self, node: Node, row: dict[str, Any]) -> None:
        bid = self._known(node, "bid", row["bid"], self.bids)
        criterion = self._known(node, "criterion", row["criterion"], self.criteria)
        group = self._known(node, "group", row.get("group", self.outline.only_group), self.groups)
        evaluator = self._evaluator(node, row["evaluator"], group)
        steps = self._mark(node, row["criterion"] if criterion is not None else None, row["mark"])
        if bid is None or criterion is None or evaluator is None or group is None:
            return
        self._share(node, row["criterion"], row.get("group"))
        key = (bid, criterion, evaluator)
        if key in self.seen:
            node.problem(
                f"evaluator {quoted(row['evaluator'])} marks bid {quoted(row['bid'])} on "
                f"criterion {quoted(row['criterion'])} twice",
                "Keep one of the two marks",
            )
        self.seen.add(key)
        for column, value in zip(self.columns, (*key, steps), strict=True):
            column.append(PASS if value is None else value)

    def _known(self, node: Node, key: str, value: object, ids: dict[str, int]) -> int | None:
        index = ids.get(value) if type(value) is str else None
        if index is None:
            node.child(key, value).choice(ids)
        return index

    def _evaluator(self, node: Node, value: object, group: int | None) -> int | None:
        index = self.evaluators.get(value) if type(value) is str else None
        if index is None:
            name = node.child("evaluator", value).text()
            if name is None or group is None:
                return None
            index = self.evaluators[name] = len(self.group_of)
            self.group_of.append(group)
        if group is not None and self.group_of[index] != group:
            node.child("group", None).problem(
                f"evaluator {quoted(value)} marks for two groups",
                "Keep each evaluator in one group",
            )
        return index

    def _share(self, node: Node, criterion: str, group: str | None) -> None:
        shares = self.outline.criteria[criterion].shares
        if shares is not None and group is not None and group not in shares:
            node.child("group", None).problem(
                f"group {quoted(group)} has no share in criterion {quoted(criterion)}",
                "Take the mark out, or correct the group",
            )

    def _mark(self, node: Node, criterion: str | None, value: object) -> int | None:
        """Steps above the lowest mark; `None` for a pass and for what can't be read."""
        if value is None:
            return None
        try:
            found = self.steps.get((criterion or "", type(value), value), _UNREAD)
        except TypeError:
            found = _UNREAD
        if isinstance(found, int):
            return found
        number = read_number(value)
        if number is None:
            node.child("mark", value).number()
            return None
        scale = self.outline.criteria[criterion].scale if criterion is not None else None
        if scale is None or criterion is None:
            return None
        steps = scale.steps(number)
        if steps is None:
            choices = self.outline.criteria[criterion].choices
            node.child("mark", value).problem(f"{quoted(value)} isn't on the scale", choices)
        else:
            self.steps[criterion, type(value), value] = steps
        return steps

    def marks(
        self, bids: list[Bid], agreed: list[Agreed], voided: list[Voided], extra: Extra
    ) -> Marks:
        """What was read, once there are no problems."""
        rows = ListRows(*self.columns)
        people, groups = tuple(self.evaluators), tuple(self.group_of)
        lists = tuple(bids), people, groups, rows, tuple(agreed), tuple(voided)
        return Marks(*lists, row_extra=self.extra, extra=extra)
