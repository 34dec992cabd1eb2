"""Where each figure's sentence stands on the page, and the way to it and back."""

from __future__ import annotations

from dataclasses import dataclass

TOTALS = ("quality", "price", "total", "place")
DIFFERENCE, WEIGHTS, COMPARISON = "difference", "weights", "comparison"
"""What is open instead of a bid's working: the table of what made the difference, the table of
every weight, or the working of the figures that compare bids."""


@dataclass(frozen=True)
class Links:
    """Links of a result page to its own working.

    A link asks for the page with that bid's working open, because a browser need not open a
    closed box for a place inside it; so it works without scripts too. `opened` is whose is open.
    """

    page: str = ""
    opened: str | None = None

    def to(self, label: str, place: str) -> str:
        """The address of the sentence behind one figure of a bid."""
        return f"{self.page}?working={label}#{working_id(label, place)}"

    def to_difference(self, index: int) -> str:
        """The address of the row that one part's difference was worked out in."""
        return f"{self.page}?working={DIFFERENCE}#{difference_row(index)}"

    def to_weight(self, index: int) -> str:
        """The address of the row of one weight."""
        return f"{self.page}?working={WEIGHTS}#{weight_row(index)}"

    def to_comparison(self, place: str) -> str:
        """The address of the sentence behind a figure that compares bids."""
        return f"{self.page}?working={COMPARISON}#{working_id(COMPARISON, place)}"


def working_id(label: str, place: str) -> str:
    """Where a sentence stands: `place` is a criterion's, a part's, or one of `TOTALS`."""
    return f"working-{label}-{place}"


def criterion_place(index: int) -> str:
    """The place of a criterion by its position, since a code is free text."""
    return f"question-{index + 1}"


def part_place(part_id: str) -> str:
    """The place of a part of the total: quality and price have one of their own."""
    return part_id if part_id in TOTALS else f"part-{part_id}"


def weight_place(index: int) -> str:
    """The place of what was worked out for one weight."""
    return f"weight-{index + 1}"


def without_place(index: int) -> str:
    """The place of what was worked out without one group."""
    return f"without-{index + 1}"


def scores_row(index: int) -> str:
    """The row of a criterion in the table of scores."""
    return f"scores-{index + 1}"


def scores_row_of(label: str) -> str:
    """The row of a bid in the table of scores, where bids have rows."""
    return f"scores-{label}"


def figures_row(label: str) -> str:
    """The row of a bid in the table of figures."""
    return f"figures-{label}"


def difference_row(index: int) -> str:
    """The row of a part in the table of what made the difference."""
    return f"difference-{index + 1}"


def weight_row(index: int) -> str:
    """The row of a weight in the table of every weight."""
    return f"weight-{index + 1}"
