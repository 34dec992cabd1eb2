"""What leads say of a round and of an answer, and members of a suggestion."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RoundFacts:
    """What a panel is asked for, in plain words: what it can move, and what not and why (P15)."""

    panel_id: uuid.UUID
    purpose: str
    can_change: str
    cannot_change: str
    closes_on: date
    minutes: int = 60
    known_before: str = ""
    over_because: str = ""
    """What stands in the calendar of asks; beyond the panel's limit only with a reason (P4)."""
    answers_by: date | None = None
    """By when everything has its answer; four weeks after the last day where nothing is said."""


@dataclass(frozen=True)
class SuggestionFacts:
    """What should change, and why; a card alone is enough (P10)."""

    words: str
    reason: str
    card: str | None
    shows_name: bool
    through_helper: bool = False


@dataclass(frozen=True)
class AnswerFacts:
    """What became of some suggestions, and where they went: `part` is a place's key, or none."""

    theme: str
    outcome: str
    reason: str
    part: str
