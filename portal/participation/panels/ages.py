"""How old a member is, from what they told: a band, and under 16 the day that ends it (R18)."""

from __future__ import annotations

from datetime import date

from portal.core import clock
from portal.participation.panels.models import UNDER_16, Member

OLDEST_TEENS = "16_to_17"
YEARS_OF_BAND = 2
"""Who said ‘16 or 17’ is 18 so many years later at the latest."""


def age_band_of(member: Member) -> str | None:
    """The band today: birthdays at 13 and 16 count from their day on, whenever a job runs (R18)."""
    day = member.turns_16_on
    if day is None:
        return member.age_band
    if clock.today() >= day:
        return OLDEST_TEENS
    return "13_to_15" if clock.today() >= years_before(day, 3) else "under_13"


def is_child(member: Member) -> bool | None:
    """Whether somebody is under 18; None where their word is so old that nobody can tell (P25)."""
    band = age_band_of(member)
    if band != OLDEST_TEENS:
        return band in UNDER_16
    told_on = member.joined_at.date()
    return True if told_on > years_before(clock.today(), YEARS_OF_BAND) else None


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; 29 February counts as the 28th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - years, day=last)
