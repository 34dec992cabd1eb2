"""What somebody's place on a panel lets them do with one tender."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.core import clock
from portal.core.authorisation import Verdict
from portal.participation.panels.models import Member
from portal.specifications.cowriting.models import Round


@dataclass(frozen=True)
class Part:
    """A member's place, the rounds in which their panel writes with the tender, and consent.

    `ready` is what the panel's own rules say: consent, terms, no pause, a term that isn't over.
    """

    member: Member
    rounds: Sequence[Round]
    ready: Verdict = True

    @property
    def has_begun(self) -> bool:
        """Whether one of the rounds has been opened; before that the tender isn't there."""
        return any(each.opens_at <= clock.now() for each in self.rounds)

    @property
    def open_round(self) -> Round | None:
        """The round in which they can write now."""
        return next((each for each in self.rounds if is_open(each)), None)

    @property
    def is_open(self) -> bool:
        """Whether they can write now."""
        return self.open_round is not None


def is_open(each: Round) -> bool:
    """Whether people can write in a round now."""
    return each.opens_at <= clock.now() < each.ends_at
