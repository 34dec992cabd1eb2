"""Who plans interviews, reads when theirs is, marks them, and tells of a bidder that got in touch.

The story's tender has no question that is asked at an interview, so there its pages are nobody's;
tests/interviews looks at those of a tender that has one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portal.core.authorisation import Actor
from portal.evaluation.models import Seat

LEADS = "lead participation"
INTERVIEWS: dict[str, dict[str, str]] = {
    "evaluation.interviews.may_see_interviews: there are some": {
        "lead": "-----++++++",
        "evaluator": ".----++++++",
    },
    "evaluation.interviews.may_see_interviews: there are none": {},
    "evaluation.interviews.may_plan: there are some": {"lead": "-----+-----"},
    "evaluation.interviews.may_plan: there are none": {},
    "evaluation.interviews.may_see_interview: own": {"evaluator": ".----++++++"},
    "evaluation.interviews.may_see_interview: of a bid that they are kept from": {},
    "evaluation.interviews.may_mark_interview: was there": {"evaluator": ".----+-----"},
    "evaluation.interviews.may_mark_interview: wasn’t there": {"evaluator": ".----------"},
    "evaluation.interviews.may_mark_interview: sent": {"evaluator": ".----------"},
    "evaluation.interviews.may_mark_interview: another's": {},
    "evaluation.interviews.may_report: own seat": {"evaluator": ".++++++++++"},
    "evaluation.interviews.may_report: no seat": {},
    "evaluation.interviews.may_read_reports": {LEADS: "+"},
    "evaluation.interviews.may_lift_report: own": {
        LEADS: "+++++++++--",
        "evaluator": ".++++++++--",
    },
    "evaluation.interviews.may_lift_report: another's": {LEADS: "+++++++++--"},
    "evaluation.interviews.may_see_own_interview: there are some": {
        "bidder provider": ".++++++++++"
    },
    "evaluation.interviews.may_see_own_interview: there are none": {},
}


def at_interviews(somebody: Actor, seat_for: Callable[[Actor], Seat]) -> dict[str, Any]:
    """What these policies are asked about."""
    of = "evaluation.interviews"
    found = {
        f"{of}.{name}: there are {there}": lambda a, t, has=there == "some": (a, t, has)
        for name in ("may_see_interviews", "may_plan", "may_see_own_interview")
        for there in ("some", "none")
    }
    for name, own in (("own", True), ("another's", False)):
        found[f"{of}.may_lift_report: {name}"] = lambda a, t, is_own=own: (a, t, is_own)
    return found | {
        f"{of}.may_see_interview: own": lambda a, t: (a, t, seat_for(a)),
        f"{of}.may_see_interview: of a bid that they are kept from": lambda a, t: (a, t, None),
        f"{of}.may_mark_interview: was there": lambda a, t: (a, t, seat_for(a), True, False),
        f"{of}.may_mark_interview: wasn’t there": lambda a, t: (a, t, seat_for(a), False, False),
        f"{of}.may_mark_interview: sent": lambda a, t: (a, t, seat_for(a), True, True),
        f"{of}.may_mark_interview: another's": lambda a, t: (a, t, seat_for(somebody), True, False),
        f"{of}.may_report: own seat": lambda a, t: (a, t, seat_for(a)),
        f"{of}.may_report: no seat": lambda a, t: (a, t, None),
    }


NOBODY = (("moderating", ""), ("deciding", ""))
OF_A_TENDER_WITH_INTERVIEWS = ("interviews", "interview", "plan", "held", "mark", "draft", "own")
PAGES_OF_INTERVIEWS: dict[str, tuple[tuple[str, str], ...]] = {
    **{f"interviews.{page}": NOBODY for page in OF_A_TENDER_WITH_INTERVIEWS},
    "interviews.contact": (("marking", "young"), ("drafting", "")),
    "interviews.contacts": (("marking", LEADS), ("deciding", LEADS)),
    "lifting.contact": (
        ("marking", f"{LEADS} young"),
        ("released", "-lead -participation -young"),
    ),
}
