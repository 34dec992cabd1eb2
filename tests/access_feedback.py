"""What policies of telling back are asked about, for the permission matrix."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from portal.core.authorisation import Actor, NotNow
from portal.feedback.models import (
    LineQuestion,
    QuestionGiven,
    QuestionReply,
    TellingTold,
    TellingWay,
)
from portal.tenders.models import Tender
from tests.access_actors import ACTORS, part_of

Arguments = Callable[[Actor, Tender], tuple[Any, ...]]
MISSING = NotNow("You haven’t said yes.")


def question(decider: uuid.UUID | None, *, replied: bool = False) -> LineQuestion:
    """A question that somebody has to reply to."""
    reply = QuestionReply() if replied else None
    return LineQuestion(given=[QuestionGiven(decider_id=decider)], reply=reply)


FEEDBACK: dict[str, Arguments] = {
    "feedback.may_tick_off: not told yet": lambda a, t: (a, t, TellingWay(told=None)),
    "feedback.may_tick_off: told": lambda a, t: (a, t, TellingWay(told=TellingTold())),
    "feedback.may_reply: named, waiting": lambda a, t: (a, t, question(a.person_id)),
    "feedback.may_reply: named, replied": lambda a, t: (a, t, question(a.person_id, replied=True)),
    "feedback.may_reply: somebody else is named": lambda a, t: (a, t, question(uuid.uuid4())),
    "feedback.may_hand_on: waiting": lambda a, t: (a, t, question(uuid.uuid4())),
    "feedback.may_hand_on: replied": lambda a, t: (a, t, question(uuid.uuid4(), replied=True)),
    "feedback.may_read_told: own part": lambda a, t: (a, t, part_of(a)),
    "feedback.may_read_told: another's part": lambda a, t: (a, t, part_of(ACTORS["person"])),
    "feedback.may_ask: not asked yet": lambda a, t: (a, t, part_of(a), None),
    "feedback.may_ask: asked": lambda a, t: (a, t, part_of(a), LineQuestion()),
    "feedback.may_ask: consent missing": lambda a, t: (a, t, part_of(a, ready=MISSING), None),
}
