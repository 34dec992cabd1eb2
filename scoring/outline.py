"""What of a method is known even where it has problems, so that all problems show at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from scoring.exact import input_text
from scoring.method import Price, Scale


@dataclass(frozen=True, slots=True)
class CriterionOutline:
    """A criterion's scale and shares, each `None` where it can't be read."""

    scale: Scale | None
    shares: dict[str, Fraction] | None

    @property
    def choices(self) -> str:
        """Which marks there are, in words."""
        if self.scale is None:
            return "Correct the scale first"
        low, high = input_text(self.scale.lowest), input_text(self.scale.highest)
        return f"Write a mark from {low} to {high} in steps of {input_text(self.scale.step)}"


@dataclass(slots=True)
class Outline:
    """The ids that bids and marks may name, and whether bids need prices."""

    groups: dict[str, int]
    criteria: dict[str, CriterionOutline] = field(default_factory=dict)
    gates: dict[str, None] = field(default_factory=dict)
    needs_prices: bool = False
    refuses_nil: bool = False

    @property
    def only_group(self) -> str | None:
        """The group, where there is one alone: marks then need no `group`."""
        return next(iter(self.groups)) if len(self.groups) == 1 else None

    @property
    def gates_key(self) -> list[str]:
        """Bids must answer the gates where there are any."""
        return ["gates"] if self.gates else []

    def prices_from(self, price: Price | None, tie_breaks: list[str]) -> None:
        """Bids need a price unless price is absent or fixed and no tie-break uses it."""
        scored = price is not None and price.method != "fixed"
        self.needs_prices = scored or "price" in tie_breaks
        self.refuses_nil = price is not None and price.refuses_nil
