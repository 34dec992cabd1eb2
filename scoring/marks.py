"""What was bid and how it was marked: bids, individual marks, agreed marks, voided ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from scoring.exact import input_text
from scoring.method import Extra, Method

if TYPE_CHECKING:
    import pandas

    from scoring.tally import Tally

PASS = -1


@dataclass(frozen=True, slots=True)
class Bid:
    """A bid as the arithmetic knows it: an id, a price, and what it passed or failed.

    `disregarded`: a person decided that it isn't assessed, and on which ground (R11, R17).
    """

    id: str
    price: Fraction | None = None
    gates: Mapping[str, bool] = field(default_factory=dict)
    extra: Extra = field(default_factory=dict)
    gates_extra: Extra = field(default_factory=dict)
    disregarded: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The bid as the input format writes it."""
        price = {} if self.price is None else {"price": input_text(self.price)}
        ground = {} if self.disregarded is None else {"disregarded": self.disregarded}
        gates = {**self.gates, **self.gates_extra}
        return {"id": self.id, **price, "gates": gates, **ground, **self.extra}


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreed mark of one group, or of all together (`group` is `None`), with its reason."""

    bid: str
    criterion: str
    group: str | None
    mark: Fraction
    reason: str | None = None
    extra: Extra = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The agreed mark as the input format writes it."""
        reason = {} if self.reason is None else {"reason": self.reason}
        place = {"bid": self.bid, "criterion": self.criterion, "group": self.group}
        return {**place, "mark": input_text(self.mark), **reason, **self.extra}


@dataclass(frozen=True, slots=True)
class Voided:
    """Marks of one evaluator that are left out, with the reason (R15); `None` means all."""

    evaluator: str
    bid: str | None = None
    criterion: str | None = None
    reason: str | None = None
    extra: Extra = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The entry as the input format writes it."""
        named = {"evaluator": self.evaluator, "bid": self.bid, "criterion": self.criterion}
        there = {**named, "reason": self.reason}
        return {**{k: v for k, v in there.items() if v is not None}, **self.extra}


class Row(NamedTuple):
    """One mark by position: bid, criterion, evaluator, and steps above the lowest mark."""

    bid: int
    criterion: int
    evaluator: int
    steps: int


class Rows(Protocol):
    """Individual marks in columns, in input order; `steps` is `PASS` for a pass."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Row]: ...

    def tally(self, method: Method, marks: Marks) -> Tally:
        """Count what each group gave to each bid on each criterion."""
        ...


@dataclass(frozen=True, slots=True)
class ListRows:
    """Individual marks in plain lists."""

    bid: Sequence[int]
    criterion: Sequence[int]
    evaluator: Sequence[int]
    steps: Sequence[int]

    def __len__(self) -> int:
        return len(self.bid)

    def __iter__(self) -> Iterator[Row]:
        return map(Row, self.bid, self.criterion, self.evaluator, self.steps)

    def tally(self, method: Method, marks: Marks) -> Tally:
        """Count in plain Python."""
        from scoring.tally import tally_lists

        return tally_lists(method, marks, self)


@dataclass(frozen=True)
class Marks:
    """All that the method is applied to; make it with `Marks.from_dict` or `from_frames`."""

    bids: tuple[Bid, ...]
    evaluators: tuple[str, ...]
    group_of: tuple[int, ...]
    rows: Rows
    agreed: tuple[Agreed, ...] = ()
    voided: tuple[Voided, ...] = ()
    row_extra: Mapping[int, Extra] = field(default_factory=dict)
    extra: Extra = field(default_factory=dict)

    @classmethod
    def from_dict(cls, method: Method, data: object) -> Marks:
        """Check `bids`, `marks`, `agreed` and `voided` against a method; raises `BadInput`."""
        from scoring.read_marks import marks_from

        return marks_from(method, data)

    @classmethod
    def from_frames(
        cls,
        method: Method,
        bids: pandas.DataFrame,
        marks: pandas.DataFrame,
        agreed: pandas.DataFrame | None = None,
        voided: pandas.DataFrame | None = None,
    ) -> Marks:
        """The same from DataFrames with a column for each key; raises `BadInput`."""
        from scoring.frames import marks_from_frames

        return marks_from_frames(method, bids, marks, agreed, voided)

    @cached_property
    def agreed_marks(self) -> dict[tuple[str, str, str | None], Fraction]:
        """Agreed marks by bid, criterion and group."""
        return {(each.bid, each.criterion, each.group): each.mark for each in self.agreed}

    def agreed_mark(self, bid: str, criterion: str, group: str) -> Fraction | None:
        """The mark that stands in place of a group's own: its own agreed one, or that of all."""
        own = self.agreed_marks.get((bid, criterion, group))
        return self.agreed_marks.get((bid, criterion, None)) if own is None else own

    @cached_property
    def voids(self) -> frozenset[tuple[str, str | None, str | None]]:
        """Who is voided where, as (evaluator, bid or all, criterion or all)."""
        return frozenset((each.evaluator, each.bid, each.criterion) for each in self.voided)

    def is_voided(self, evaluator: str, bid: str, criterion: str) -> bool:
        """Whether this evaluator's mark is left out here."""
        voids = self.voids
        return bool(voids) and not voids.isdisjoint(
            (evaluator, b, c) for b in (bid, None) for c in (criterion, None)
        )

    def as_dict(self, method: Method) -> dict[str, Any]:
        """Bids and marks in the input format, defaults filled in, order kept."""
        return {
            "bids": [each.as_dict() for each in self.bids],
            "marks": list(self._mark_dicts(method)),
            "agreed": [each.as_dict() for each in self.agreed],
            "voided": [each.as_dict() for each in self.voided],
            **self.extra,
        }

    def _mark_dicts(self, method: Method) -> Iterator[dict[str, Any]]:
        bids = [each.id for each in self.bids]
        criteria = [each.id for each in method.criteria]
        groups = [method.groups[each].id for each in self.group_of]
        texts: dict[tuple[int, int], str] = {}
        for index, (bid, criterion, evaluator, steps) in enumerate(self.rows):
            key = (criterion, steps)
            if steps != PASS and key not in texts:
                texts[key] = input_text(method.criteria[criterion].scale.mark(steps))
            yield {
                "bid": bids[bid],
                "criterion": criteria[criterion],
                "group": groups[evaluator],
                "evaluator": self.evaluators[evaluator],
                "mark": texts.get(key),
                **self.row_extra.get(index, {}),
            }
