"""A total drawn as one bar of its parts, for the macro `bar` of `components/ranking.html`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from portal.specifications.models import Group

COLOURS = ("professional", "young", "parent")
NARROWEST = 9
"""A part of fewer hundredths has no room for its figure."""


def colours_of(groups: Sequence[Group]) -> list[str]:
    """The colour of each group is that of its kind; a second group of one kind has another."""
    colours: list[str] = []
    for group in groups:
        is_free = group.kind in COLOURS and group.kind not in colours
        colours.append(group.kind if is_free else "other")
    return colours


def bar_of(parts: Iterable[tuple[Fraction, Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """Parts side by side: each its points and what is said of it.

    Widths are in hundredths of the 100 points that can be had; only drawing uses these floats.
    """
    bar, x = [], Fraction(0)
    for width, said in parts:
        place = {
            "x": round(float(x), 3),
            "width": round(float(width), 3),
            "middle": round(float(x + width / 2), 3),
            "fits": width >= NARROWEST,
        }
        bar.append({**said, **place})
        x += width
    return bar
