"""What reading and marking takes one evaluator: the assumptions, and the sum (P14).

The numbers are for careful reading of hard texts, with pauses, and are said on the page. Nothing
depends on them but what people are told beforehand; docs/choosing.md gives the reasons.
"""

from __future__ import annotations

from dataclasses import dataclass

WORDS_A_MINUTE = {"professional": 200, "parent": 200, "young": 130}
MINUTES_A_MARK = {"professional": 5, "parent": 5, "young": 6}
HALF_HOUR = 30
MINUTES_AN_INTERVIEW = 55
"""Three quarters of an hour with a bidder, and the ten minutes that lie between two of them."""


def reading_minutes(words: int, kind: str) -> int:
    """Minutes that one evaluator of a kind of group needs to read so many words, rounded up."""
    return -(-words // WORDS_A_MINUTE[kind])


@dataclass(frozen=True)
class Load:
    """What one group reads and marks of a single bid: so many answers, of so many words at most;
    and whether it meets the bidder at an interview."""

    title: str
    kind: str
    answers: int
    words: int
    interviews: int = 0

    def minutes(self, bids: int) -> int:
        """Minutes of one evaluator for so many bids, each answer as long as it may be, and each
        bidder interviewed: it is the most that it can be."""
        reading = reading_minutes(self.words * bids, self.kind)
        meeting = self.interviews * bids * MINUTES_AN_INTERVIEW
        return reading + meeting + self.answers * bids * MINUTES_A_MARK[self.kind]


def half_hours(minutes: int) -> float:
    """Hours as people say them: the next half hour, since a promise is rather kept."""
    return -(-minutes // HALF_HOUR) / 2
