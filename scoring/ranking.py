"""Puts bids in order of their totals and divides equal ones by the published list (R8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from scoring.method import TieBreak

Key = Callable[[int, TieBreak], Fraction]


@dataclass(frozen=True, slots=True)
class Tie:
    """Bids that are equal, in final order, and the slug of what told any two of them apart."""

    bids: tuple[int, ...]
    broken_by: str | None


@dataclass(slots=True)
class Ranking:
    """The final order in places; bids that share a place stand together in input order."""

    places: list[tuple[int, ...]] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)

    @property
    def order(self) -> list[int]:
        """All bids, first to last."""
        return [bid for place in self.places for bid in place]

    @property
    def ranks(self) -> dict[int, int]:
        """Each bid's rank: 1, 1, 3."""
        ranks: dict[int, int] = {}
        for place in self.places:
            rank = len(ranks) + 1
            ranks.update(dict.fromkeys(place, rank))
        return ranks


def rank(totals: dict[int, Fraction], tie_breaks: Sequence[TieBreak], key: Key) -> Ranking:
    """Highest total first; `key` says how a bid stands in a tie-break, higher being better."""
    ranking = Ranking()
    for equal in _sorted_sets(sorted(totals), totals.__getitem__):
        if len(equal) == 1:
            ranking.places.append(equal)
        else:
            places, ties = _divide(equal, tie_breaks, key)
            ranking.places += places
            ranking.ties += ties
    return ranking


def _sorted_sets(bids: Sequence[int], value: Callable[[int], Fraction]) -> list[tuple[int, ...]]:
    """Sets of equal bids, the highest value first; inside a set, input order.

    Whole numbers that can only differ in the right direction go first, since fractions compare
    slowly; where these are equal the exact values decide.
    """

    def key(bid: int) -> tuple[int, Fraction]:
        exact = value(bid)
        return (exact.numerator << 64) // exact.denominator, exact

    ordered = sorted(bids, key=key, reverse=True)
    return [tuple(equal) for _, equal in groupby(ordered, value)]


def _divide(
    bids: tuple[int, ...], tie_breaks: Sequence[TieBreak], key: Key
) -> tuple[list[tuple[int, ...]], list[Tie]]:
    """The places of a set that is equal so far, and the ties in it, outermost first."""
    for position, tie_break in enumerate(tie_breaks):
        sets = _sorted_sets(bids, lambda bid, by=tie_break: key(bid, by))  # type: ignore[misc]
        if len(sets) == 1:
            continue
        places: list[tuple[int, ...]] = []
        inner: list[Tie] = []
        for equal in sets:
            if len(equal) == 1:
                places.append(equal)
                continue
            more, ties = _divide(equal, tie_breaks[position + 1 :], key)
            places += more
            inner += ties
        order = tuple(bid for place in places for bid in place)
        return places, [Tie(order, tie_break.slug), *inner]
    return [bids], [Tie(bids, None)]
