"""Whether a contract may be entered yet, and what stands against it (R23–R25, s.101)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.core import clock
from portal.core.words import say
from portal.outcomes.contracting.models import (
    CLAIM,
    ENDED,
    ENTER,
    INFORMATION,
    REPRESENTATION,
    REVIEW,
    UPHELD,
    Claim,
    ClaimStep,
    Contract,
    ContractNotice,
    FurtherDecision,
    StandstillMove,
)
from portal.outcomes.models import AwardNotice

NO_NOTICE = say("The award notice isn’t recorded yet.")
RUNS = say("The standstill runs until midnight at the end of %(day)s.")
CLAIM_OPEN = say("Claim %(number)s came in the standstill and hasn’t ended.")
CLAIM_UPHELD = say("Claim %(number)s was upheld, so this decision can’t lead to a contract.")
WAITS = say("Representation %(number)s waits for a further decision.")
NOT_ENTERED = say("The further decision is not to enter this contract.")
FURTHER_RUNS = say(
    "After the further decision the standstill runs until midnight at the end of %(day)s."
)
NOBODY = say("No bid was chosen.")
IS_AGAIN = say("The decision is being made again since %(day)s.")
NEEDS_NO_NOTICE = ("below_threshold",)


@dataclass(frozen=True)
class Obstacle:
    """One thing that stands against the contract now, as a sentence with its facts."""

    words: str
    number: int | None = None
    day: date | None = None


@dataclass(frozen=True)
class Challenge:
    """A claim or a representation with what was done about it."""

    claim: Claim
    steps: tuple[ClaimStep, ...]
    is_decided: bool
    """Whether a further decision came after it."""
    is_met: bool = False
    """Whether the decision that it speaks against was opened to be made again."""

    @property
    def end(self) -> ClaimStep | None:
        """Its end, if it has one on record."""
        return next((step for step in self.steps if step.step == ENDED), None)

    @property
    def is_over(self) -> bool:
        """Whether nobody has to do anything about it any more."""
        return self.end is not None or self.is_decided

    @property
    def stops(self) -> bool:
        """Whether it stands against the contract: it came in time and isn't over (s.101)."""
        return self.claim.is_in_time and not self.is_over

    @property
    def is_upheld(self) -> bool:
        """Whether a court upheld it: the decision that it speaks against leads to no contract."""
        ended = self.claim.is_in_time and self.end is not None and self.end.how == UPHELD
        return ended and not self.is_met

    @property
    def counts(self) -> bool:
        """Whether it speaks against the decision that stands."""
        return self.stops or self.is_upheld

    @property
    def lacks_information(self) -> bool:
        """Whether it asks for information that nobody has answered yet."""
        return self.claim.asks and all(step.step != INFORMATION for step in self.steps)

    @property
    def lacks_review(self) -> bool:
        """Whether nobody has written down a review of it."""
        return all(step.step != REVIEW for step in self.steps)


@dataclass(frozen=True)
class Standing:
    """All that stands between a tender's letters and its contract."""

    regime: str
    has_winner: bool
    notices: Sequence[AwardNotice] = ()
    moves: Sequence[StandstillMove] = ()
    challenges: Sequence[Challenge] = ()
    further: Sequence[FurtherDecision] = ()
    contract: Contract | None = None
    reopened_at: datetime | None = None
    """Since when it is, or was, decided again; what was told before that stands no more."""
    is_again: bool = False
    contract_notices: Sequence[ContractNotice] = ()

    @property
    def notice(self) -> AwardNotice | None:
        """The award notice that stands."""
        last = next(iter(self.notices), None)
        return last if last and self._stands(last.recorded_at) else None

    @property
    def last_further(self) -> FurtherDecision | None:
        """The further decision that stands."""
        last = next(iter(self.further), None)
        return last if last and self._stands(last.made_at) else None

    def _stands(self, at: datetime) -> bool:
        return self.reopened_at is None or at > self.reopened_at

    @property
    def ends_on(self) -> date | None:
        """The last day of the standstill that the notice starts, moved by proclaimed days (R25)."""
        return self.last_day_of(self.notice)

    @property
    def further_ends_on(self) -> date | None:
        """The last day of the standstill after the further decision (R24)."""
        return self.last_day_of(self.last_further)

    @property
    def last_day(self) -> date | None:
        """The last day of all that is known now: the contract comes after it."""
        return max(filter(None, (self.ends_on, self.further_ends_on)), default=None)

    def last_day_of(self, thing: AwardNotice | FurtherDecision | None) -> date | None:
        """The last day that a notice or a further decision leads to; days only ever move it on."""
        if thing is None or thing.standstill_ends_on is None:
            return None
        moved = [move.ends_on for move in self.moves if move.of_id == thing.id]
        return max([thing.standstill_ends_on, *moved])

    def runs(self, today: date) -> bool:
        """Whether a standstill runs, its last day included."""
        return self.last_day is not None and today <= self.last_day

    @property
    def waiting(self) -> list[Challenge]:
        """Representations in time that wait for a further decision."""
        return [
            each for each in self.challenges if each.stops and each.claim.kind == REPRESENTATION
        ]

    def obstacles(self, today: date) -> list[Obstacle]:
        """What stands against the contract today; empty: it may be entered (R25, s.101)."""
        found = [] if self.has_winner else [Obstacle(NOBODY)]
        if self.is_again and self.reopened_at:
            since = self.reopened_at.astimezone(clock.LONDON).date()
            return [Obstacle(IS_AGAIN, day=since)]
        if self.notice is None and self.regime not in NEEDS_NO_NOTICE:
            found.append(Obstacle(NO_NOTICE))
        if self.ends_on and today <= self.ends_on:
            found.append(Obstacle(RUNS, day=self.ends_on))
        for each in self.challenges:
            found += _of(each)
        if self.last_further and self.last_further.outcome != ENTER:
            found.append(Obstacle(NOT_ENTERED))
        elif self.further_ends_on and today <= self.further_ends_on:
            found.append(Obstacle(FURTHER_RUNS, day=self.further_ends_on))
        return found


def _of(each: Challenge) -> list[Obstacle]:
    """What one claim or representation has against the contract."""
    number = each.claim.number
    if each.is_upheld:
        return [Obstacle(CLAIM_UPHELD, number=number)]
    if not each.stops:
        return []
    return [Obstacle(CLAIM_OPEN if each.claim.kind == CLAIM else WAITS, number=number)]
