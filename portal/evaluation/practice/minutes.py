"""How long each step takes, by the same figures as the hours that panels were told (P14)."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext, ngettext

from portal.evaluation.practice.queries import Step
from portal.specifications.hours.work import MINUTES_A_MARK, reading_minutes

WORDS_OF_A_BIDDER = 60
"""The two questions about one name, and what stands around them."""
WORDS_OF_THE_PROMISE = 160


def to_declare(bidders: int, kind: str) -> int:
    """Reading what is asked about each name, and a minute to think about it."""
    return reading_minutes(WORDS_OF_A_BIDDER * bidders, kind) + bidders


def to_promise(kind: str) -> int:
    """Reading the promise."""
    return reading_minutes(WORDS_OF_THE_PROMISE, kind)


def to_get_ready(steps: Iterable[Step], kind: str) -> int:
    """What is left: reading each question and what its marks mean, and trying what is there."""
    return sum(_of_step(each, kind) for each in steps if not each.is_done)


def of_step(step: Step, kind: str) -> int:
    """One question as if nothing of it were done."""
    fresh = Step(step.criterion, step.answer, None, None)
    return _of_step(fresh, kind)


def _of_step(step: Step, kind: str) -> int:
    minutes = 0
    if step.ready is None:
        said = [each.plain_words for each in step.criterion.scale.descriptors]
        minutes += reading_minutes(_words(step.criterion.plain_question, *said), kind)
    if step.answer is not None and step.mine is None:
        minutes += reading_minutes(_words(step.answer.answer), kind) + MINUTES_A_MARK[kind]
    return minutes


def to_mark(words: int, answers: int, kind: str) -> int:
    """Reading the answers that are left, and a few minutes for each mark and its reason."""
    return reading_minutes(words, kind) + answers * MINUTES_A_MARK[kind]


def _words(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)


def about(minutes: int) -> str:
    """‘About 1 hour 20 minutes’: over ten minutes the next five, since a promise is rather kept."""
    if minutes > 10:
        minutes = -(-minutes // 5) * 5
    hours, rest = divmod(minutes, 60)
    told = [ngettext("%(num)d hour", "%(num)d hours", hours)] if hours else []
    if rest or not hours:
        told.append(ngettext("%(num)d minute", "%(num)d minutes", rest))
    return gettext("About %(time)s", time=" ".join(told))
