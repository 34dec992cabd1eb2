"""Whether a panel agrees with how bids will be marked: one simple rule, said on the page (R4).

It agrees when nobody's last word is a no, somebody's is a yes (a worry is a yes with a worry), and
at least half of the members who may act have answered; a pass is an answer too (P7).
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from portal.specifications.agreeing.models import SAID
from scoring.disclosure import shown_counts

OUTCOMES = ("not_asked", "old", "open", "agreed", "worries", "not_agreed")
AGREED = ("agreed", "worries")


@dataclass(frozen=True)
class Count:
    """What was said last, how many may act now, and how many of these have said nothing yet.

    What somebody said who has left since stays; it isn't taken for the word of who is there.
    """

    said: Counter[str]
    may_act: int
    silent: int

    @property
    def heard(self) -> int:
        """How many have answered."""
        return self.said.total()

    @property
    def is_everybody(self) -> bool:
        """Whether nobody's word is missing."""
        return self.silent == 0

    @property
    def is_half(self) -> bool:
        """Whether at least half of those who may act have answered."""
        return (self.may_act - self.silent) * 2 >= self.may_act

    def shown(self, least: int) -> list[int | None] | None:
        """Yes, worry, no, pass and all, as outsiders may see them; below `least`, nothing (R19)."""
        if self.heard < least:
            return None
        return shown_counts([self.said[each] for each in SAID], least)

    def plain(self) -> list[int | None]:
        """The same for the two leads, who are of the panel team."""
        return [*(self.said[each] for each in SAID), self.heard]


def counted(said: Mapping[uuid.UUID, str], may_act: Collection[uuid.UUID]) -> Count:
    """The last words by member, counted, beside the members who may act now."""
    return Count(Counter(said.values()), len(may_act), len([x for x in may_act if x not in said]))


def outcome_of(count: Count, *, is_over: bool) -> str:
    """What became of an ask: `open`, `agreed`, `worries` or `not_agreed`."""
    if not (is_over or count.is_everybody):
        return "open"
    said = count.said
    if said["no"] or not count.is_half or not said["yes"] + said["worry"]:
        return "not_agreed"
    return "worries" if said["worry"] else "agreed"
