"""Builders of what comes between the letters and the contract."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from flask import Flask

from portal.core import clock
from tests import make
from tests.make_moderation import Panel

PUBLISHED = date(2026, 11, 24)
LAST_DAY = date(2026, 12, 4)
"""For a notice of the 24th: 30 November is Saint Andrew's Day in Scotland."""


def noon(day: date) -> datetime:
    """The middle of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@contextmanager
def on(app: Flask, day: date) -> Iterator[None]:
    """Look at the app at noon of a day."""
    with clock.at(noon(day)):
        yield


def boxes(day: date) -> list[str]:
    """A day as a form's three boxes."""
    return [str(day.day), str(day.month), str(day.year)]


def winner_of(made: Panel) -> make.Human:
    """Who bid best."""
    return made.members[0]
