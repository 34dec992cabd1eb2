"""What leads say of a line, of a version, and of how a promise stands."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LineFacts:
    """One line as it is edited; without a day it promises nothing."""

    who: str
    said: str
    outcome: str
    did: str
    possible: str
    place: str
    promise: str = ""
    expected_on: date | None = None
    is_of_many: bool = False
    drawn_from: uuid.UUID | None = None


@dataclass(frozen=True)
class VersionFacts:
    """What goes with a version: why there is another one, and who answers questions, how soon."""

    why: str
    decider_id: uuid.UUID
    reply_days: int


@dataclass(frozen=True)
class StepFacts:
    """How a promise stands, in plain words; a day where it is still to come."""

    state: str
    words: str
    expected_on: date | None = None
