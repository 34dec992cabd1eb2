"""A version as everybody reads it: frozen, without names, and without numbers of people (R19)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext

from portal.core import clock
from portal.feedback.models import LineDraft, Promise, Telling
from portal.feedback.shown import PROMISE_STATES

DAYS = ("expected_on", "noted_on")


def document_of(
    telling: Telling, lines: Sequence[LineDraft], promises: Sequence[Promise]
) -> dict[str, Any]:
    """What publication freezes: the lines, and how each promise stands on that day."""
    by_key = {each.key: each for each in promises}
    return {
        "number": telling.number,
        "why": telling.why,
        "reply_days": telling.reply_days,
        "lines": [_line(number, each, by_key.get(each.id)) for number, each in enumerate(lines, 1)],
    }


def _line(number: int, line: LineDraft, promise: Promise | None) -> dict[str, Any]:
    names = ("who", "is_of_many", "said", "outcome", "did", "possible", "place")
    return {
        "number": number,
        **{name: getattr(line, name) for name in names},
        "promise": _promise(promise) if promise else None,
    }


def _promise(promise: Promise) -> dict[str, Any]:
    return {
        "words": promise.words,
        "steps": [
            {
                "state": step.state,
                "words": step.words,
                "expected_on": step.expected_on and step.expected_on.isoformat(),
                "noted_on": step.noted_at.astimezone(clock.LONDON).date().isoformat(),
            }
            for step in promise.steps
        ],
    }


def with_days(document: dict[str, Any]) -> dict[str, Any]:
    """The same with its days as days, and which of them have passed since, for a page (P20)."""
    lines = [line | {"promise": _days_of(line["promise"])} for line in document["lines"]]
    return document | {"lines": lines}


def _days_of(promise: dict[str, Any] | None) -> dict[str, Any] | None:
    if promise is None:
        return None
    steps = [_step(each) for each in promise["steps"]]
    last = steps[-1]
    is_past = last["expected_on"] is not None and last["expected_on"] < clock.today()
    return promise | {"steps": steps, "last": last, "is_past": is_past}


def _step(step: dict[str, Any]) -> dict[str, Any]:
    """A step with its days as days and its state in words."""
    days = {name: step[name] and date.fromisoformat(step[name]) for name in DAYS}
    words, colour = PROMISE_STATES[step["state"]]
    says = gettext(words)
    return step | days | {"slug": step["state"], "state": says, "colour": colour}
