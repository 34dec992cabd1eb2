"""Getting ready, in the permission matrix: an invented bid, and practice that is one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portal.core.authorisation import Actor
from portal.evaluation.models import Seat
from portal.tenders.models import Tender

PRACTICE: dict[str, dict[str, str]] = {
    "evaluation.practice.may_see_practice_bid": {"lead": "-+++++++++"},
    "evaluation.practice.may_write_practice_bid": {"lead": "-++-------"},
    "evaluation.practice.may_see_practice: own seat": {"evaluator": ".+++++++++"},
    "evaluation.practice.may_see_practice: another's": {},
    "evaluation.practice.may_practise: own seat": {"evaluator": ".++++-----"},
    "evaluation.practice.may_practise: another's": {},
}

PAGES_OF_PRACTICE: dict[str, tuple[tuple[str, str], ...]] = {
    "practice.practice_bid": (("open", "lead"), ("drafting", "-lead")),
    "practice.write": (("open", "lead"), ("opened", "lead")),
    "practice.write POST": (("open", "lead"), ("opened", "-lead")),
    "practice.practice": (("open", "young"), ("released", "young")),
    "practice.question": (("opened", "young"), ("released", "young")),
    "practice.question POST": (("marking", "young"), ("moderating", "-young")),
    "practice.promise": (("open", "young"), ("released", "young")),
    "practice.promise POST": (("marking", "young"), ("moderating", "-young")),
}


def seats(
    somebody: Actor, seat_for: Callable[[Actor], Seat]
) -> dict[str, Callable[[Actor, Tender], tuple[Any, ...]]]:
    """What each policy is asked about: one's own seat, and somebody else's."""
    return {
        f"evaluation.practice.{policy}: {whose}": (
            lambda a, t, is_own=whose == "own seat": (a, t, seat_for(a if is_own else somebody))
        )
        for policy in ("may_see_practice", "may_practise")
        for whose in ("own seat", "another's")
    }
