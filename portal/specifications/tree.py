"""Headings and questions as one tree: section, criterion, and what is marked under it (R3, R21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.specifications.models import Criterion, Heading

Row = Heading | Criterion


@dataclass(frozen=True)
class Line:
    """One line of the tree: how deep it stands, and its weight or that of all under it."""

    row: Row
    depth: int
    weight: Decimal

    @property
    def is_heading(self) -> bool:
        """Whether questions stand under it, instead of it being one."""
        return isinstance(self.row, Heading)


def in_order(headings: Sequence[Heading], criteria: Sequence[Criterion]) -> list[Row]:
    """Both in their one order; where a place is shared, the heading comes first."""
    rows: list[Row] = [*headings, *criteria]
    return sorted(rows, key=lambda row: (row.position, isinstance(row, Criterion)))


def tree_of(headings: Sequence[Heading], criteria: Sequence[Criterion]) -> list[Line]:
    """Every line from the top, each heading with the weights of what stands under it."""
    rows = in_order(headings, criteria)
    lines, depth = [], 0
    for place, row in enumerate(rows):
        if isinstance(row, Heading):
            depth = row.level
            lines.append(Line(row, row.level - 1, _weight(row, rows[place + 1 :])))
        else:
            lines.append(Line(row, depth, row.weight))
    return lines


def _weight(heading: Heading, after: Sequence[Row]) -> Decimal:
    return sum((row.weight for row in _under(heading, after)), Decimal(0))


def _under(heading: Heading, after: Sequence[Row]) -> list[Criterion]:
    """What stands under a heading, up to the next one of its level or above."""
    found: list[Criterion] = []
    for row in after:
        if isinstance(row, Criterion):
            found.append(row)
        elif row.level <= heading.level:
            break
    return found


def criteria_under(
    headings: Sequence[Heading], criteria: Sequence[Criterion]
) -> dict[Heading, list[Criterion]]:
    """By heading all questions that stand under it, in order."""
    rows = in_order(headings, criteria)
    return {
        row: _under(row, rows[place + 1 :])
        for place, row in enumerate(rows)
        if isinstance(row, Heading)
    }


def first_under(headings: Sequence[Heading], criteria: Sequence[Criterion]) -> dict[Row, str]:
    """By heading the code of the first question under it; one over nothing is left out."""
    under = criteria_under(headings, criteria)
    return {heading: found[0].code for heading, found in under.items() if found}
