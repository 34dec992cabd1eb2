"""When somebody reads what people write: weekdays and times of day in the United Kingdom (P25)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from portal.core.clock import LONDON
from portal.safety.models import SafetyHours

WEEK = range(7)
FAR = timedelta(days=28)
"""Nobody is away for longer in each week; what is further off isn't looked for."""


def reads_on(hours: SafetyHours, day: date) -> bool:
    """Whether this is a day on which they read; a bank holiday is none unless they say so."""
    return day.weekday() in hours.days and (hours.on_holidays or not is_bank_holiday(day))


def reads_at(hours: SafetyHours, moment: datetime) -> bool:
    """Whether they read at this moment."""
    local = moment.astimezone(LONDON)
    return reads_on(hours, local.date()) and hours.opens <= local.time() < hours.closes


def next_opening(each: Iterable[SafetyHours], moment: datetime) -> datetime | None:
    """When one of them next begins to read."""
    local = moment.astimezone(LONDON)
    days = [local.date() + timedelta(days=number) for number in range(FAR.days)]
    opens = (
        datetime.combine(day, hours.opens, LONDON)
        for hours in each
        for day in days
        if reads_on(hours, day)
    )
    return min((opening for opening in opens if opening > local), default=None)


def is_bank_holiday(day: date) -> bool:
    """In England, where the law is that this house is for."""
    return day in _bank_holidays(day.year)


@cache
def _bank_holidays(year: int) -> Any:
    import holidays  # long to import

    return holidays.country_holidays("GB", subdiv="ENG", years=year)
