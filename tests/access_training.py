"""What the policies of training and words are asked about in the permission matrix."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from portal.participation.training.models import UnclearWord

OURS = uuid.UUID(int=1)
NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
ROOM = "participation.training"

TRAINING: dict[str, Any] = {
    f"{ROOM}.may_learn: introduction": lambda a, t: (a, OURS, "introduction"),
    f"{ROOM}.may_learn: staff": lambda a, t: (a, OURS, "staff"),
    f"{ROOM}.may_look_back: finished": lambda a, t: (a, OURS, "introduction", True),
    f"{ROOM}.may_look_back: not finished": lambda a, t: (a, OURS, "introduction", False),
    f"{ROOM}.may_lead_training": lambda a, t: (a, OURS),
    f"{ROOM}.may_read_words": lambda a, t: (a, OURS),
    f"{ROOM}.may_ask_word": lambda a, t: (a, OURS),
    f"{ROOM}.may_explain_word": lambda a, t: (a, OURS),
    f"{ROOM}.may_answer_word: waiting": lambda a, t: (a, UnclearWord(authority_id=OURS)),
    f"{ROOM}.may_answer_word: answered": lambda a, t: (
        a,
        UnclearWord(authority_id=OURS, closed_at=NOW),
    ),
}
