"""Bids taken away in a workbook, who stops, and reminders, in the permission matrix."""

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
    "evaluation.progress.may_stop: own seat": {"evaluator": ".---+-----"},
    "evaluation.progress.may_stop: own, voided": {"evaluator": ".---------"},
    "evaluation.progress.may_stop: another's": {},
    "evaluation.progress.may_set_reminders: own seat": {"evaluator": ".+++++++++"},
    "evaluation.progress.may_set_reminders: another's": {},
    "evaluation.progress.may_decide_stop": {"lead": "----+-----"},
}

PAGES_OF_PACKS: dict[str, tuple[Line, ...]] = {
    "pack.pack": (("marking", "young"), ("moderating", "-young")),
    "pack.files": (("marking", "young"), ("moderating", "-young")),
    "pack.workbook": (("marking", "young"), ("moderating", "-young")),
    "pack.confirm": (("marking", "young"), ("moderating", "-young")),
    "progress.stop": (("marking", "young"), ("moderating", "-young")),
    "progress.reminders": (("marking", "young"), ("released", "young")),
    "progress.stopped": (("marking", "lead"), ("moderating", "-lead")),
}


def packs(
    somebody: Actor, seat_for: Callable[[Actor], Seat]
) -> dict[str, Callable[[Actor, Tender], tuple[Any, ...]]]:
    """What policies are asked about: whose seat, whether it counts, whether they promised."""
    name = "evaluation.pack.may_use_pack"
    stop, remind = (f"evaluation.progress.may_{what}" for what in ("stop", "set_reminders"))
    return {
        f"{name}: own seat": lambda a, t: (a, t, seat_for(a), False, True),
        f"{name}: own, voided": lambda a, t: (a, t, seat_for(a), True, True),
        f"{name}: own, without a promise": lambda a, t: (a, t, seat_for(a), False, False),
        f"{name}: another's": lambda a, t: (a, t, seat_for(somebody), False, True),
        f"{stop}: own seat": lambda a, t: (a, t, seat_for(a), False),
        f"{stop}: own, voided": lambda a, t: (a, t, seat_for(a), True),
        f"{stop}: another's": lambda a, t: (a, t, seat_for(somebody), False),
        f"{remind}: own seat": lambda a, t: (a, t, seat_for(a)),
        f"{remind}: another's": lambda a, t: (a, t, seat_for(somebody)),
        "evaluation.progress.may_decide_stop": lambda a, t: (a, t, seat_for(somebody)),
    }
