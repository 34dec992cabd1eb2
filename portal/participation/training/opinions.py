"""What people thought of a course, as far as others may know it: counts of five or more (R19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from portal.participation.training.models import ENJOYED, UNDERSTOOD, Opinion, OpinionCount
from scoring.disclosure import Shown, shown_counts, shown_mean, still_shown


@dataclass(frozen=True)
class Told:
    """The counts of each answer, then their total, hidden ones none; `words` in nobody's order."""

    enjoyed: Shown
    understood: Shown
    words: list[str] | None


def is_time(opinions: Sequence[Opinion], count: OpinionCount | None, least: int) -> bool:
    """Whether so many opinions are new, changed or gone that counting again tells of none (R19)."""
    new = sum(each.says_something and not each.is_counted for each in opinions)
    return new + (count.gone if count else 0) >= least


def counted(opinions: Sequence[Opinion], least: int) -> dict[str, Shown]:
    """The counts of each answer, only where enough people stand behind them."""
    return {
        "enjoyed": _counts([each.enjoyed for each in opinions], ENJOYED, least),
        "understood": _counts([each.understood for each in opinions], UNDERSTOOD, least),
    }


def standing(count: OpinionCount | None, opinions: Sequence[Opinion], least: int) -> Told:
    """Counts and words without names, as they were when enough opinions were new; not one more."""
    nothing: dict[str, Shown] = {"enjoyed": [None] * 4, "understood": [None] * 4}
    shown = {
        name: still_shown(row, least) for name, row in (count.shown if count else nothing).items()
    }
    words = sorted((each.told_words for each in opinions if each.told_words), key=str.casefold)
    return Told(shown["enjoyed"], shown["understood"], shown_mean(words, len(words), least))


def _counts(answers: Sequence[str | None], kinds: Sequence[str], least: int) -> Shown:
    found = Counter(answers)
    return shown_counts([found[kind] for kind in kinds], least)
