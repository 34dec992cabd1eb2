"""Lines, promises and questions as pages show them: words for states, and how late something is."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from portal.core import clock
from portal.core.formats import late_words
from portal.core.words import say
from portal.feedback.models import LineQuestion, Promise, TellingLine

PROMISE_STATES = {
    "expected": (say("We promised"), "yellow"),
    "in_contract": (say("In the contract"), "blue"),
    "seen": (say("It works: we have seen it"), "green"),
    "broken": (say("We didn’t keep it"), "red"),
}


@dataclass(frozen=True)
class ShownPromise:
    """A promise, how it stands now, and how late it is (a sentence, or empty)."""

    row: Promise
    state: str
    colour: str
    late: str
    steps: list[dict[str, Any]]


@dataclass(frozen=True)
class ShownQuestion:
    """A question to a line, who has to reply, and how late that is (a sentence, or empty)."""

    row: LineQuestion
    who: str
    decider: str
    late: str
    is_yours: bool


def promises_shown(promises: Sequence[Promise]) -> list[ShownPromise]:
    """Promises with their states in words."""
    return [_promise(each) for each in promises]


def _promise(promise: Promise) -> ShownPromise:
    last = promise.steps[-1]
    words, colour = PROMISE_STATES[last.state]
    days = (clock.today() - last.expected_on).days if last.expected_on else 0
    return ShownPromise(
        promise,
        gettext(words),
        colour,
        late_words(days) if days > 0 else "",
        [
            {
                "state": gettext(PROMISE_STATES[step.state][0]),
                "noted_on": step.noted_at,
                "expected_on": step.expected_on,
                "words": step.words,
            }
            for step in promise.steps
        ],
    )


def questions_shown(
    questions: Sequence[LineQuestion], reader: uuid.UUID | None
) -> list[ShownQuestion]:
    """Questions as the buying side reads them: nobody's name (R19)."""
    return [_question(each, reader) for each in questions]


def _question(question: LineQuestion, reader: uuid.UUID | None) -> ShownQuestion:
    given = question.with_whom
    days = (clock.today() - given.reply_by).days if question.reply is None else 0
    is_yours = question.reply is None and given.decider_id == reader
    decider = given.decider.name
    return ShownQuestion(
        question,
        gettext("Somebody who took part"),
        decider,
        late_words(days) if days > 0 else "",
        is_yours,
    )


def lines_for_member(
    lines: Sequence[TellingLine], promises: Sequence[Promise], mine: Sequence[LineQuestion]
) -> list[dict[str, Any]]:
    """Each line with its promise as it stands now, and what the reader asked about it."""
    shown = {each.row.key: each for each in promises_shown(promises)}
    asked = {each.row.line.key: each for each in questions_shown(mine, None)}
    return [
        {"line": each, "promise": shown.get(each.key), "question": asked.get(each.key)}
        for each in lines
    ]
