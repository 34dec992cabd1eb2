"""A run's result as decisions and letters need it: shown figures by bid, in rank order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from portal.evaluation.grounds import BEFORE_MARKS, PREFIX


@dataclass(frozen=True)
class Scored:
    """A criterion's combined mark and its points, as shown; never a group's part of it (R19)."""

    mark: str
    points: str
    is_highest: bool
    exact: Fraction = Fraction(0)
    """The points before they were rounded, for sums (R6)."""


@dataclass(frozen=True)
class BidResult:
    """One bid in a result; figures are texts as they are shown, empty where there is none."""

    label: str
    rank: int | None
    is_shared: bool
    quality: str
    price: str
    total: str
    criteria: Mapping[str, Scored]
    reasons: tuple[str, ...]

    @property
    def is_ranked(self) -> bool:
        """Whether the bid has a place; one that was disqualified has none (R5)."""
        return self.rank is not None


def bid_results(result: str) -> list[BidResult]:
    """Every bid of a stored result in its order, disqualified ones last."""
    return results_in(json.loads(result))


def results_in(document: Mapping[str, Any]) -> list[BidResult]:
    """The same of a result that was read already."""
    highest = {
        each["id"]: each["scale"]["highest"] for each in document["input"]["method"]["criteria"]
    }
    return [_bid_result(bid, highest) for bid in document["bids"]]


def _bid_result(bid: dict[str, Any], highest: dict[str, str]) -> BidResult:
    """A bid that is disregarded isn't assessed: what was said of it before stays on the record, and
    only the reasons that don't look at marks are told (R11, R17)."""
    is_out = any(reason.startswith(f"{PREFIX}:") for reason in bid["reasons"])
    before = [each for each in bid["reasons"] if not is_out or each.startswith(BEFORE_MARKS)]
    return BidResult(
        label=bid["id"],
        rank=bid["rank"],
        is_shared=bid["shared"],
        quality=_shown(bid["quality"]),
        price=_shown(bid["price"]),
        total=_shown(bid["total"]),
        criteria={
            each["id"]: Scored(
                _shown(each["mark"]),
                _shown(each["score"]),
                each["mark"]["exact"] == highest[each["id"]],
                Fraction(each["score"]["exact"]) if each["score"] else Fraction(0),
            )
            for each in bid["criteria"]
            if each["mark"] is not None and not is_out
        },
        reasons=tuple(before),
    )


def _shown(figure: dict[str, str] | None) -> str:
    return figure["shown"] if figure else ""
