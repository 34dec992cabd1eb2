"""What people thought of a course, as far as others may know it: counts of five or more (R19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from portal.participation.training.models import ENJOYED, UNDERSTOOD, Opinion
from scoring.disclosure import Shown, shown_counts, shown_mean


@dataclass(frozen=True)
class Told:
    """The counts of each answer, then their total, hidden ones none; `words` in nobody's order."""

    enjoyed: Shown
    understood: Shown
    words: list[str] | None


def told(opinions: Sequence[Opinion]) -> Told:
    """Counts and words without names, and only where five people or more stand behind them."""
    words = sorted((each.words for each in opinions if each.words), key=str.casefold)
    return Told(
        enjoyed=_counts([each.enjoyed for each in opinions], ENJOYED),
        understood=_counts([each.understood for each in opinions], UNDERSTOOD),
        words=shown_mean(words, len(words)),
    )


def _counts(answers: Sequence[str | None], kinds: Sequence[str]) -> Shown:
    found = Counter(answers)
    return shown_counts([found[kind] for kind in kinds])
