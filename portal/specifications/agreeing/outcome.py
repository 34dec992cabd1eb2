"""Whether a panel agrees with how bids will be marked: one simple rule, said on the page (R4).

It agrees when nobody's last word is a no, somebody's is a yes (a worry is a yes with a worry), and
at least half of the members who may act have answered; a pass is an answer too (P7).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from portal.specifications.agreeing.models import SAID
from scoring.disclosure import LEAST, shown_counts

OUTCOMES = ("not_asked", "old", "open", "agreed", "worries", "not_agreed")
AGREED = ("agreed", "worries")


@dataclass(frozen=True)
class Count:
    """What the members said last, and how many may act."""

    said: Counter[str]
    may_act: int

    @property
    def heard(self) -> int:
        """How many have answered."""
        return self.said.total()

    @property
    def is_everybody(self) -> bool:
        """Whether nobody's word is missing."""
        return self.heard >= self.may_act

    @property
    def is_half(self) -> bool:
        """Whether at least half have answered."""
        return self.heard * 2 >= self.may_act

    def shown(self) -> list[int | None] | None:
        """Yes, worry, no, pass and all, as outsiders may see them; below five, nothing (R19)."""
        if self.heard < LEAST:
            return None
        return shown_counts([self.said[each] for each in SAID])

    def plain(self) -> list[int | None]:
        """The same for the two leads, who are of the panel team."""
        return [*(self.said[each] for each in SAID), self.heard]


def counted(said: Iterable[str], may_act: int) -> Count:
    """The last words of the members, counted."""
    return Count(Counter(said), may_act)


def outcome_of(count: Count, *, is_over: bool) -> str:
    """What became of an ask: `open`, `agreed`, `worries` or `not_agreed`."""
    if not (is_over or count.is_everybody):
        return "open"
    said = count.said
    if said["no"] or not count.is_half or not said["yes"] + said["worry"]:
        return "not_agreed"
    return "worries" if said["worry"] else "agreed"
