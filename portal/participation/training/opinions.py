"""What people thought of a course, as far as others may know it: counts of five or more (R19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from portal.participation.training.models import ENJOYED, UNDERSTOOD, Opinion, OpinionCount
from scoring.disclosure import LEAST, Shown, shown_counts, shown_mean


@dataclass(frozen=True)
class Told:
    """The counts of each answer, then their total, hidden ones none; `words` in nobody's order."""

    enjoyed: Shown
    understood: Shown
    words: list[str] | None


def is_time(opinions: Sequence[Opinion], count: OpinionCount | None) -> bool:
    """Whether so many opinions are new, changed or gone that counting again tells of none (R19)."""
    new = sum(each.says_something and not each.is_counted for each in opinions)
    return new + (count.gone if count else 0) >= LEAST


def counted(opinions: Sequence[Opinion]) -> dict[str, Shown]:
    """The counts of each answer, only where five people or more stand behind them."""
    return {
        "enjoyed": _counts([each.enjoyed for each in opinions], ENJOYED),
        "understood": _counts([each.understood for each in opinions], UNDERSTOOD),
    }


def standing(count: OpinionCount | None, opinions: Sequence[Opinion]) -> Told:
    """Counts and words without names, as they were when five opinions were new; not one more."""
    nothing: dict[str, Shown] = {"enjoyed": [None] * 4, "understood": [None] * 4}
    shown = count.shown if count else nothing
    words = sorted((each.told_words for each in opinions if each.told_words), key=str.casefold)
    return Told(shown["enjoyed"], shown["understood"], shown_mean(words, len(words)))


def _counts(answers: Sequence[str | None], kinds: Sequence[str]) -> Shown:
    found = Counter(answers)
    return shown_counts([found[kind] for kind in kinds])
