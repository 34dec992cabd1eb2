"""Bids taken away in a workbook, in the permission matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portal.core.authorisation import Actor
from portal.evaluation.models import Seat
from portal.tenders.models import Tender

Line = tuple[str, str]

PACKS: dict[str, dict[str, str]] = {
    "evaluation.pack.may_use_pack: own seat": {"evaluator": ".---+-----"},
    "evaluation.pack.may_use_pack: own, voided": {"evaluator": ".---------"},
    "evaluation.pack.may_use_pack: own, without a promise": {"evaluator": ".---------"},
    "evaluation.pack.may_use_pack: another's": {},
}

PAGES_OF_PACKS: dict[str, tuple[Line, ...]] = {
    "pack.pack": (("marking", "young"), ("moderating", "-young")),
    "pack.workbook": (("marking", "young"), ("moderating", "-young")),
    "pack.confirm": (("marking", "young"), ("moderating", "-young")),
}


def packs(
    somebody: Actor, seat_for: Callable[[Actor], Seat]
) -> dict[str, Callable[[Actor, Tender], tuple[Any, ...]]]:
    """What the policy is asked about: whose seat, whether it counts, whether they promised."""
    name = "evaluation.pack.may_use_pack"
    return {
        f"{name}: own seat": lambda a, t: (a, t, seat_for(a), False, True),
        f"{name}: own, voided": lambda a, t: (a, t, seat_for(a), True, True),
        f"{name}: own, without a promise": lambda a, t: (a, t, seat_for(a), False, False),
        f"{name}: another's": lambda a, t: (a, t, seat_for(somebody), False, True),
    }
