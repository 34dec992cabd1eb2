"""How far a tender has come: for the buying side in numbers, for one evaluator by their seat."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from portal.evaluation.models import Seat
from portal.feedback.owed import Owed
from portal.outcomes.contracting.standing import Standing
from portal.overview.deciding import Deciding
from portal.specifications.cowriting.queries import AnswersOwed


@dataclass
class Course:
    """How far a tender has come on the buying side, in numbers that tell of no single person."""

    seats: int = 0
    deciding: Deciding = field(default_factory=Deciding)
    unconfirmed: int = 0
    undeclared: int = 0
    undecided: int = 0
    bids: int = 0
    is_released_by_desk: bool = False
    waits_for_desk: bool = False
    people_sent: int = 0
    ends_on: date | None = None
    """The last day for marks, for everybody."""
    stopping: int = 0
    """Who says that they stop, and nobody has decided yet what becomes of their marks."""
    flags: int = 0
    """What evaluators told the lead and nobody has answered yet."""
    unrecorded: int = 0
    unsigned: int = 0
    session: int | None = None
    """The session of moderation in which people sit now."""
    unchecked: int = 0
    """How many bidders nobody has looked at for exclusion, or not to the end (R17)."""
    standing: Standing | None = None
    """What stands between the letters and the contract."""
    letter_questions: int = 0
    """What providers asked about their letters and nobody has answered yet."""
    answers: AnswersOwed | None = None
    """What panels suggested and nobody has answered yet."""
    review_on: date | None = None
    """When conflicts of interest are to be assessed again; None where nobody has yet."""
    publication: str | None = None
    """The step at which the approval before publication stands."""
    questions: tuple[int, int] = (0, 0)
    """What providers ask about the published tender: without an answer, and with one that isn't
    out yet."""
    is_chosen: bool = False
    """Whether a panel's last day to choose is over and nobody has settled it."""
    telling: Owed = field(default_factory=Owed)
    officers: Mapping[uuid.UUID | None, bool] = field(default_factory=dict)
    """Who opens the bids, and whether they have chosen their phrase; until bids are open."""


@dataclass
class Part:
    """How far one evaluator has come on a tender, by their own seat."""

    seat: Seat
    is_voided: bool = False
    has_declared: bool = False
    sheets: int = 0
    left: int = 0
    to_sign: int = 0
    ends_on: date | None = None
    """Their own last day for marks."""
    session: int | None = None
    """The session of moderation in which people sit now, if it talks about something of theirs."""
    interview: str | None = None
    """The label of the bid whose interview begins, if they are asked to it."""
