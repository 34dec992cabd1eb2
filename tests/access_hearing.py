"""Questions to one bidder, exclusion checks and rulings, in the matrix; copied by hand from R10,
R11, R17 and 'Who sees what, when': evaluators and the participation lead have no part in it."""

from __future__ import annotations

from typing import Any

ROOM = "evaluation.compliance."
ASKS = "---++++----"
AT_DESK = ".--++++----"
READS = "------+++++"

HEARING: dict[str, dict[str, str]] = {
    f"{ROOM}may_see_compliance": {"lead": "---++++++++", "approver auditor": READS},
    f"{ROOM}may_ask": {"lead": ASKS},
    f"{ROOM}may_see_prices": {"lead": "-----++++++", "approver auditor": READS},
    f"{ROOM}may_rule": {"lead": "---+-++----"},
    f"{ROOM}may_see_exclusions": {
        "lead": "---++++++++",
        "officer": ".--++++++++",
        "approver auditor": READS,
    },
    f"{ROOM}may_check: nobody at the desk": {"lead": ASKS, "officer": AT_DESK},
    f"{ROOM}may_check: somebody at the desk": {"lead": "-", "officer": AT_DESK},
    f"{ROOM}may_lift_from: under a label": {"lead": "---++++++++", "approver auditor": READS},
    f"{ROOM}may_lift_from: by name": {
        "lead": "---++++++++",
        "officer": ".--++++++++",
        "approver auditor": READS,
    },
}

IN_HEARING: dict[str, Any] = {
    f"{ROOM}may_check: nobody at the desk": lambda a, t: (a, t, False),
    f"{ROOM}may_check: somebody at the desk": lambda a, t: (a, t, True),
    f"{ROOM}may_lift_from: under a label": lambda a, t: (a, t, False),
    f"{ROOM}may_lift_from: by name": lambda a, t: (a, t, True),
}

READ = (("deciding", "lead approver auditor"), ("opened", "lead -approver -auditor"))
BY_NAME = (
    ("deciding", "lead officer approver auditor"),
    ("opened", "lead officer -approver -auditor"),
    ("closed", "-lead -officer -approver -auditor"),
)
PAGES_OF_HEARING: dict[str, tuple[tuple[str, str], ...]] = {
    "compliance.overview": (*READ, ("closed", "-lead -approver -auditor")),
    "compliance.question": READ,
    "lifting.bidder_answer": READ,
    "compliance.prices": (
        ("moderating", "lead -approver -auditor"),
        ("marking", "-lead -approver -auditor"),
        ("deciding", "lead approver auditor"),
    ),
    "compliance.ask": (("opened", "lead"), ("marking", "lead"), ("approved", "-lead")),
    "compliance.ruling": (("moderating", "lead"), ("marking", "-lead"), ("approved", "-lead")),
    "compliance.exclusions": BY_NAME,
    "compliance.check": BY_NAME[:2],
    "compliance.check POST": (
        ("opened", "-lead officer -approver -auditor"),
        ("approved", "-lead -officer"),
    ),
    "compliance.hear": (("opened", "-lead officer"), ("approved", "-lead -officer")),
    "lifting.exclusion_answer": (("opened", "lead officer -approver -auditor"),),
    "compliance.own_questions": (("opened", "winner late"), ("drafting", "")),
    "compliance.own_question_page": (("opened", "winner"), ("moderating", "winner")),
    "compliance.own_question_page POST": (
        ("opened", "winner -contributor"),
        ("moderating", "winner -contributor"),
    ),
}
"""In the story somebody is named for the desk, so the lead reads the checks and makes none."""
