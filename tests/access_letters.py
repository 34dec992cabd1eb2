"""What is added to letters and left out of them, files of them, and questions: for the matrix."""

from __future__ import annotations

import uuid
from typing import Any

from portal.outcomes.models import Letter
from portal.outcomes.models_letters import DebriefAnswer

READERS, READERS_NOT_NOW = "lead approver auditor", "-lead -approver -auditor"

LETTERS: dict[str, dict[str, str]] = {
    "outcomes.may_write_letters": {"lead": "--------+--"},
    "outcomes.may_take_letters": {"lead": "---------++"},
    "outcomes.may_ask: own": {"bidder": ".........++"},
    "outcomes.may_ask: own, too late": {"bidder": ".........--"},
    "outcomes.may_ask: another's": {},
    "outcomes.may_see_debriefs": {READERS: "---------++"},
    "outcomes.may_answer: waits": {"lead": "---------++"},
    "outcomes.may_answer: answered": {"lead": "-----------"},
    "outcomes.may_set_last_day": {"lead": "--------+++"},
}


def in_letters(provider: uuid.UUID) -> dict[str, Any]:
    """The situations of a provider with its own letter, and of a question with its answer."""
    own = Letter(provider_id=provider)
    return {
        "outcomes.may_ask: own": lambda a, t: (a, t, own, False),
        "outcomes.may_ask: own, too late": lambda a, t: (a, t, own, True),
        "outcomes.may_ask: another's": lambda a, t: (a, t, None, False),
        "outcomes.may_answer: waits": lambda a, t: (a, t, None),
        "outcomes.may_answer: answered": lambda a, t: (a, t, DebriefAnswer()),
    }


WRITING = (("revealed", "lead"), ("approved", "-lead"), ("released", "-lead"))
PAGES_OF_LETTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "outcomes.addition": WRITING,
    "outcomes.withhold": WRITING,
    "outcomes.show_again": WRITING,
    "outcomes.check_letters": (("revealed", "lead"), ("approved", "-lead")),
    "outcomes.ask_until": (("revealed", "lead"), ("released", "lead"), ("approved", "-lead")),
    "outcomes.letter_files": (("released", "lead"), ("revealed", "-lead")),
    "outcomes.all_letters": (("released", "lead"), ("revealed", "-lead")),
    "outcomes.own_debrief": (("released", "winner"), ("revealed", "")),
    "outcomes.debrief": (("released", READERS), ("revealed", READERS_NOT_NOW)),
    "outcomes.answer": (("released", "lead"), ("revealed", READERS_NOT_NOW)),
}
