"""Reading before marking, in the permission matrix: the order, warnings, what the lead is told."""

from __future__ import annotations

from typing import Any

READING: dict[str, dict[str, str]] = {
    "evaluation.reading.may_set_order": {"lead": "-+++------"},
    "evaluation.reading.may_warn: the desk is through": {
        "lead": "---++-----",
        "officer": ".--++-----",
    },
    "evaluation.reading.may_warn: waits for the desk": {
        "lead": "----------",
        "officer": ".---------",
    },
    "evaluation.reading.may_see_flags": {"lead": "----++++++"},
    "evaluation.reading.may_answer_flag": {"lead": "----+++++-"},
    "evaluation.moderation.may_read_ways": {"lead auditor": "+"},
}

IN_READING: dict[str, Any] = {
    "evaluation.reading.may_warn: the desk is through": lambda a, t: (a, t, False),
    "evaluation.reading.may_warn: waits for the desk": lambda a, t: (a, t, True),
}

WARNED = (("opened", "-lead -officer"), ("marking", "lead officer"))
TOLD = (("marking", "lead"), ("released", "lead"), ("opened", "-lead"))

PAGES_OF_READING: dict[str, tuple[tuple[str, str], ...]] = {
    "reading.order": (("opened", "lead"), ("marking", "-lead")),
    "reading.passages": WARNED,
    "reading.passage": WARNED,
    "reading.flags": TOLD,
    "reading.flag": TOLD[:2],
    "reading.flag POST": (("marking", "lead"), ("released", "-lead")),
    "marking.notes": (("marking", "young"), ("moderating", "-young")),
    "marking.flag": (("marking", "young"), ("moderating", "-young")),
    "lifting.flag": (("marking", "lead"), ("released", "-lead")),
}
"""In the story the desk is at work when the bids are open, and through when marking starts."""
