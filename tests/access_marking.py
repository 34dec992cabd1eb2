"""What the policies of marking and of later conflicts are asked about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portal.core.authorisation import Actor
from portal.tenders.models import Tender
from tests.access_actors import anothers_sheet, seat_for, sheet_for


def seats(somebody: Actor) -> dict[str, Callable[[Actor, Tender], tuple[Any, ...]]]:
    """What each policy is asked about: one's own, and somebody else's."""
    mark = "evaluation.marking.may_mark"
    return {
        f"evaluation.seats.{policy}: {whose}": (
            lambda a, t, is_own=whose == "own seat": (a, t, seat_for(a if is_own else somebody))
        )
        for policy in ("may_see_changes", "may_say_changes", "may_renew")
        for whose in ("own seat", "another's")
    } | {
        f"{mark}: own": lambda a, t: (a, t, *sheet_for(a), False, True),
        "evaluation.marking.may_reopen_marking: a group is short": lambda a, t: (a, t, True),
        "evaluation.marking.may_reopen_marking: nobody is missing": lambda a, t: (a, t, False),
        f"{mark}: own, not promised": lambda a, t: (a, t, *sheet_for(a), False, False),
        f"{mark}: own, sent": lambda a, t: (a, t, *sheet_for(a, sent=True), False, True),
        f"{mark}: own, voided": lambda a, t: (a, t, *sheet_for(a), True, True),
        f"{mark}: another's": lambda a, t: (a, t, *anothers_sheet(a), False, True),
    }
