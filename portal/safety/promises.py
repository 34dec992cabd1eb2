"""By when somebody who writes hears from a holder: days from Monday to Friday (R31, P25)."""

from __future__ import annotations

from datetime import date, timedelta

WORKING_DAYS = {"same-day": 0, "next-day": 1, "three-days": 3}
NEXT_SIGN_IN = "next-sign-in"
"""What is promised where no mail reaches anybody who can open the store."""

SATURDAY = 5


def due(answers_within: str, received_on: date) -> date:
    """The last day on which the promise holds; what comes at a weekend counts from Monday."""
    day = _working(received_on)
    for _ in range(WORKING_DAYS[answers_within]):
        day = _working(day + timedelta(days=1))
    return day


def _working(day: date) -> date:
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day
