"""From answers to the numbers that may be shown: nothing of few people, nor what tells it (R19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from portal.participation.equality.questions import QUESTIONS, UNSAID
from scoring.disclosure import shown_counts, still_shown

ALL = "all"
Numbers = dict[str, int | None]


def shown_numbers(said: Iterable[Mapping[str, str]], people: int, least: int) -> dict[str, Numbers]:
    """The numbers for each question of `people`, some of whom said something.

    Who said nothing counts with who would rather not say. Where everybody gave the same answer, the
    number would tell each one's: then nothing is shown.
    """
    answers = list(said)
    return {slug: _of_one(slug, answers, people, least) for slug in QUESTIONS}


def _of_one(slug: str, answers: list[Mapping[str, str]], people: int, least: int) -> Numbers:
    given = Counter(each.get(slug, UNSAID) for each in answers)
    names = list(QUESTIONS[slug].answers)
    counts = [given[name] for name in names]
    counts.append(people - sum(counts))
    if people in counts:
        return dict.fromkeys([*names, UNSAID, ALL])
    return dict(zip([*names, UNSAID, ALL], shown_counts(counts, least), strict=True))


def is_time(changed: int, least: int) -> bool:
    """Whether so many people's answers are new or gone that counting again tells of none (R19)."""
    return changed >= least


def numbers_now(shown: Mapping[str, Numbers], least: int) -> dict[str, Numbers]:
    """What was counted, less each question of which a number is too small by now (R19)."""
    return {
        slug: dict(zip(row, still_shown(list(row.values()), least), strict=True))
        for slug, row in shown.items()
    }
