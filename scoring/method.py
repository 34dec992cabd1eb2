"""The published method: what is marked, by whom, how, and how marks become a rank (R4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from scoring.canonical import canonical_text, digest
from scoring.exact import input_text

ONLY_GROUP = "evaluators"
RATIO_METHODS = ("lowest_over_bid", "mean_deviation", "per_quality_point")
Extra = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of evaluators, such as professionals or young people."""

    id: str
    title: str
    kind: str | None = None
    extra: Extra = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The group as the input format writes it."""
        kind = {} if self.kind is None else {"kind": self.kind}
        return {"id": self.id, "title": self.title, **kind, **self.extra}


@dataclass(frozen=True, slots=True)
class Scale:
    """Marks lie from `lowest` to `highest` on a whole `step`."""

    lowest: Fraction
    highest: Fraction
    step: Fraction
    extra: Extra = field(default_factory=dict)

    @property
    def top(self) -> int:
        """How many steps the highest mark lies above the lowest."""
        return int((self.highest - self.lowest) / self.step)

    def steps(self, mark: Fraction) -> int | None:
        """How many steps a mark lies above the lowest; `None` when it isn't on the scale."""
        steps = (mark - self.lowest) / self.step
        return int(steps) if steps.denominator == 1 and 0 <= steps <= self.top else None

    def mark(self, steps: int, of: int = 1) -> Fraction:
        """The mark that lies `steps / of` steps above the lowest; one division, for speed."""
        low, step = self.lowest, self.step
        above = low.numerator * step.denominator * of + step.numerator * low.denominator * steps
        return Fraction(above, low.denominator * step.denominator * of)

    def as_dict(self) -> dict[str, Any]:
        """The scale as the input format writes it."""
        ends = {"lowest": self.lowest, "highest": self.highest, "step": self.step}
        return {**{key: input_text(value) for key, value in ends.items()}, **self.extra}


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least mark of a criterion, and whose mark it is judged on (R5)."""

    mark: Fraction
    of: str
    extra: Extra = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The minimum as the input format writes it."""
        return {"mark": input_text(self.mark), "of": self.of, **self.extra}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: its weight, its scale, and which share each group has in it (R7)."""

    id: str
    title: str
    weight: Fraction
    scale: Scale
    shares: Mapping[str, Fraction]
    group_mark: str
    minimum: Minimum | None = None
    extra: Extra = field(default_factory=dict)
    shares_extra: Extra = field(default_factory=dict)

    @property
    def points(self) -> Fraction:
        """The score of one mark: weight ÷ highest mark (R6)."""
        return self.weight / self.scale.highest

    def as_dict(self) -> dict[str, Any]:
        """The criterion as the input format writes it."""
        shares = {group: input_text(share) for group, share in self.shares.items()}
        minimum = {} if self.minimum is None else {"minimum": self.minimum.as_dict()}
        return {
            "id": self.id,
            "title": self.title,
            "weight": input_text(self.weight),
            "scale": self.scale.as_dict(),
            "shares": {**shares, **self.shares_extra},
            "group_mark": self.group_mark,
            **minimum,
            **self.extra,
        }


@dataclass(frozen=True, slots=True)
class Gate:
    """A pass or fail question; a bid that fails one is disqualified (R5)."""

    id: str
    title: str
    extra: Extra = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The gate as the input format writes it."""
        return {"id": self.id, "title": self.title, **self.extra}


@dataclass(frozen=True, slots=True)
class Price:
    """How prices are scored (R9); `weight` is `None` where the method takes none."""

    method: str
    weight: Fraction | None = None
    nil_price: str | None = None
    ceiling: Fraction | None = None
    floor: Fraction | None = None
    extra: Extra = field(default_factory=dict)

    @property
    def refuses_nil(self) -> bool:
        """Whether a nil price is an error; only ratio methods can't do with one (R9)."""
        return self.method in RATIO_METHODS and self.nil_price == "refuse"

    def as_dict(self) -> dict[str, Any]:
        """The price section as the input format writes it."""
        numbers = {"weight": self.weight, "ceiling": self.ceiling, "floor": self.floor}
        there = {key: input_text(value) for key, value in numbers.items() if value is not None}
        nil = {} if self.nil_price is None else {"nil_price": self.nil_price}
        return {"method": self.method, **there, **nil, **self.extra}


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a figure is rounded, once, where it is shown (R6)."""

    places: int = 2
    rule: str = "half_up"
    extra: Extra = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The rounding as the input format writes it."""
        return {"places": str(self.places), "rule": self.rule, **self.extra}


@dataclass(frozen=True, slots=True)
class TieBreak:
    """One step of the published list that divides equal bids (R8)."""

    by: str
    id: str | None = None
    extra: Extra = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """How a result names it: `criterion:Q1`, `quality`."""
        return self.by if self.id is None else f"{self.by}:{self.id}"

    def as_dict(self) -> dict[str, Any]:
        """The tie-break as the input format writes it."""
        named = {} if self.id is None else {"id": self.id}
        return {"by": self.by, **named, **self.extra}


@dataclass(frozen=True)
class Method:
    """A whole method, checked; make it with `Method.from_dict`."""

    groups: tuple[Group, ...]
    criteria: tuple[Criterion, ...]
    gates: tuple[Gate, ...] = ()
    minimum_quality: Fraction | None = None
    empty_group: str = "refuse"
    price: Price | None = None
    rounding: Rounding = field(default_factory=Rounding)
    tie_breaks: tuple[TieBreak, ...] = ()
    extra: Extra = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: object) -> Method:
        """Check a method in the input format; raises `BadInput` with all its problems."""
        from scoring.read_method import method_from

        return method_from(data)

    @cached_property
    def quality_weight(self) -> Fraction:
        """All weights but that of price together."""
        return sum((each.weight for each in self.criteria), Fraction(0))

    @property
    def price_is_scored(self) -> bool:
        """Whether price adds points of its own to the total."""
        return self.price is not None and self.price.weight is not None

    @property
    def price_per_point(self) -> bool:
        """Whether bids are ranked by price ÷ quality, lowest first."""
        return self.price is not None and self.price.method == "per_quality_point"

    @property
    def needs_prices(self) -> bool:
        """Whether every bid must name a price."""
        scored = self.price is not None and self.price.method != "fixed"
        return scored or any(each.by == "price" for each in self.tie_breaks)

    def as_dict(self) -> dict[str, Any]:
        """The method in the input format: exact numbers as text, defaults filled in."""
        quality = self.minimum_quality
        least = {} if quality is None else {"minimum_quality": input_text(quality)}
        price = {} if self.price is None else {"price": self.price.as_dict()}
        return {
            "groups": [each.as_dict() for each in self.groups],
            "criteria": [each.as_dict() for each in self.criteria],
            "gates": [each.as_dict() for each in self.gates],
            **least,
            "empty_group": self.empty_group,
            **price,
            "rounding": self.rounding.as_dict(),
            "tie_breaks": [each.as_dict() for each in self.tie_breaks],
            **self.extra,
        }

    def canonical(self) -> str:
        """The method's canonical JSON text, which is what its published hash is taken of."""
        return canonical_text(self.as_dict())

    @property
    def digest(self) -> str:
        """The published hash of the method: `sha256:` of its canonical JSON (R4)."""
        return digest(self.as_dict())
