"""Who plans sessions, sits at the table, and opens the room's pages; as `access_table` says."""

from __future__ import annotations

from typing import Any

LATE = "-participation -approver -auditor"
STAFF_NOT_NOW = f"-lead {LATE}"

ROOM: dict[str, dict[str, str]] = {
    "evaluation.room.may_plan_sessions": {"lead": "-----+-----"},
    "evaluation.room.may_steer_rounds": {"lead": "-----+-----", "facilitator": ".----+-----"},
    "evaluation.room.may_see_table": {
        "lead": "-----+-----",
        "evaluator facilitator": ".----+-----",
    },
    "evaluation.room.may_lead_talks": {"facilitator": ".----+-----"},
    "evaluation.room.may_see_sessions": {
        "lead": "-----++++++",
        "evaluator": ".----++++++",
        "facilitator": ".----+-----",
        "participation": "--------+++",
        "approver auditor": "------+++++",
    },
    "evaluation.room.may_name_facilitator": {"lead": "-+++++-----"},
    "evaluation.room.may_show_wall": {"lead": "-----+-----"},
    "evaluation.room.may_come": {"evaluator": ".----+-----"},
    "evaluation.room.may_change_mark: on the table": {"evaluator": ".----+-----"},
    "evaluation.room.may_change_mark: not on it": {"evaluator": ".----------"},
    "evaluation.room.may_change_mark: not theirs": {},
}

IN_ROOM: dict[str, Any] = {
    "evaluation.room.may_change_mark: on the table": lambda a, t: (a, t, True, True),
    "evaluation.room.may_change_mark: not on it": lambda a, t: (a, t, True, False),
    "evaluation.room.may_change_mark: not theirs": lambda a, t: (a, t, False, True),
}

READ = (("moderating", f"lead young {LATE}"), ("marking", f"{STAFF_NOT_NOW} -young"))
OF_LEAD = (("moderating", "lead"), ("deciding", "-lead"))
OF_EVALUATOR = (("moderating", "young"), ("deciding", "-young"))

PAGES_OF_ROOM: dict[str, tuple[tuple[str, str], ...]] = {
    "room.sessions": (
        ("moderating", f"lead young facilitator {LATE}"),
        ("marking", f"{STAFF_NOT_NOW} -young -facilitator"),
    ),
    "room.facilitators": (("moderating", "lead"), ("deciding", "-lead")),
    "room.minutes": READ,
    "room.minutes_pdf": READ,
    "room.table": (
        ("moderating", "lead young facilitator"),
        ("deciding", "-lead -young -facilitator"),
    ),
    **{
        f"room.{page}": OF_LEAD
        for page in (
            "new_session",
            "session",
            "drop_session",
            "open_session",
            "wall",
            "first",
        )
    },
    **{
        f"room.{page}": (("moderating", "lead facilitator"), ("deciding", "-lead -facilitator"))
        for page in ("end_session", "lay")
    },
    "room.here": OF_EVALUATOR,
    "room.my_mark": OF_EVALUATOR,
    "room.dissent": OF_EVALUATOR,
}
