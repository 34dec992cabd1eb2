"""The calendar as this authority has it: the installation's, and the days it entered itself."""

from __future__ import annotations

from sqlalchemy import select

from portal.core.database import db
from portal.outcomes.contracting.models import ProclaimedDay
from portal.outcomes.standstill import Calendar, calendar


def proclaimed_days() -> list[ProclaimedDay]:
    """What the open authority entered, in the order of entering."""
    return list(db.session.scalars(select(ProclaimedDay).order_by(ProclaimedDay.number)))


def calendar_here() -> Calendar:
    """Rules and days for the tenders of the open authority; its last word on a day holds (R25)."""
    common = calendar()
    own = {
        (each.day, each.part): each.name if each.is_holiday else None for each in proclaimed_days()
    }
    return Calendar(common.rules, {**common.days, **own})
