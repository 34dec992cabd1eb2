"""The calendar as this authority has it: the installation's, and the days it entered itself."""

from __future__ import annotations

from portal.outcomes.standstill import Calendar, calendar
from portal.tenders.calendar import own_days
from portal.tenders.calendar import proclaimed_days as proclaimed_days


def calendar_here() -> Calendar:
    """Rules and days for the tenders of the open authority; its last word on a day holds (R25)."""
    return Calendar(own_days().days, calendar().rules)
