"""Files of a bid and the desk, in the matrix; copied by hand from 'Who sees what, when'.

The desk's officer finds a tender once it is published, and knows from the opening on whose each bid
is. The buying side reads bids when the desk is through with them.
"""

from __future__ import annotations

from typing import Any

from tests.access_hearing import IN_HEARING

SEEN = (("opened", "officer"), ("open", "-officer"))
PRESSED = (("opened", "officer"), ("marking", "-officer"))
AT_THE_TABLE = (
    ("moderating", "lead young -participation -approver -auditor"),
    ("marking", "-lead -participation -approver -auditor -young"),
)
SHOWN = (("opened", "-lead"), ("marking", "lead"), ("deciding", "lead approver auditor"))

DESK: dict[str, dict[str, str]] = {
    "bids.desk.may_see_desk": {"officer": ".--+++++++"},
    "bids.desk.may_name_officer: not released": {"lead": "++++------"},
    "bids.desk.may_name_officer: released": {"lead": "----------"},
    "bids.desk.may_work_at_desk: not released": {"officer": ".--+------"},
    "bids.desk.may_work_at_desk: released": {"officer": ".---------"},
    "bids.desk.may_read_shown_bids: waits for the desk": {
        "lead": "...-------",
        "approver auditor": "......----",
    },
    "bids.desk.may_read_shown_bids: the desk is through": {
        "lead": "...+++++++",
        "approver auditor": "......++++",
    },
}

AT_DESK: dict[str, Any] = {
    "bids.desk.may_name_officer: not released": lambda a, t: (a, t, False),
    "bids.desk.may_name_officer: released": lambda a, t: (a, t, True),
    "bids.desk.may_work_at_desk: not released": lambda a, t: (a, t, False),
    "bids.desk.may_work_at_desk: released": lambda a, t: (a, t, True),
    "bids.desk.may_read_shown_bids: waits for the desk": lambda a, t: (a, t, True),
    "bids.desk.may_read_shown_bids: the desk is through": lambda a, t: (a, t, False),
    **{
        f"evaluation.seats.{may}: {when}": ask
        for may in ("may_see_gates", "may_confirm_gate")
        for when, ask in (
            ("waits for the desk", lambda a, t: (a, t, True)),
            ("the desk is through", lambda a, t: (a, t, False)),
        )
    },
    **IN_HEARING,
}

PAGES_OF_DESK = {
    "bids.files": (("open", "winner late"), ("drafting", "")),
    "bids.remove_file": (("open", "winner late"), ("drafting", "")),
    **{
        f"bids.{page}": SEEN
        for page in ("desk", "desk_bid", "desk_page", "desk_picture", "finding", "look_for")
    },
    **{f"bids.{button}": PRESSED for button in ("take_out", "all_read", "release_bids")},
    "bids.desk_officer": (("open", "lead"), ("marking", "-lead")),
    "bids.read": SHOWN,
    "bids.file_page": SHOWN,
    "bids.file_picture": SHOWN,
    "marking.file_page": (("marking", "young"), ("open", "")),
    "marking.file_page POST": (("marking", "young"), ("moderating", "-young")),
    "marking.file_picture": (("marking", "young"), ("open", "")),
    "moderation.file_page": AT_THE_TABLE,
    "moderation.file_picture": AT_THE_TABLE,
}
"""In the story the desk is at work when the bids are open, and through when marking starts."""
