"""Days that aren't worked: weekends, bank holidays, and what an authority entered (R25)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from portal.core.database import db
from portal.tenders.models import ProclaimedDay

DATA = Path(__file__).with_name("days.toml")
DAY = timedelta(days=1)
WEEKEND = {5: "Saturday", 6: "Sunday"}
PARTS = {"ENG": "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}


@dataclass(frozen=True)
class Days:
    """Days as somebody last edited them, above the bank holidays that everybody knows.

    `days`: the holiday's name by day and part of the country, or none where it is a working day.
    """

    days: Mapping[tuple[date, str], str | None]

    def off(self, day: date, parts: Sequence[str]) -> tuple[str, ...]:
        """Why a day isn’t worked: a weekend, or a bank holiday in one of these parts (s.123)."""
        if day.weekday() in WEEKEND:
            return (WEEKEND[day.weekday()],)
        having: dict[str, list[str]] = {}
        for part in parts:
            if name := self._holiday(day, part):
                having.setdefault(name, []).append(PARTS[part])
        return tuple(f"{name} ({', '.join(places)})" for name, places in having.items())

    def _holiday(self, day: date, part: str) -> str | None:
        if (day, part) in self.days:
            return self.days[day, part]
        return _bank_holidays(part, day.year).get(day)

    def worked_between(self, first: date, last: date, parts: Sequence[str]) -> int:
        """How many working days lie after `first`, up to and with `last`."""
        days = (first + number * DAY for number in range(1, (last - first).days + 1))
        return sum(not self.off(day, parts) for day in days)

    def worked_before(self, day: date, number: int, parts: Sequence[str]) -> date:
        """The day that lies so many working days before another one."""
        while number > 0:
            day -= DAY
            number -= not self.off(day, parts)
        while self.off(day, parts):
            day -= DAY
        return day


def read_days(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[date, str], str | None]:
    """Days from the rows of a TOML file."""
    return {(row["day"], row["part"]): row["name"] if row["is_holiday"] else None for row in rows}


@cache
def common_days() -> Days:
    """The days of this installation."""
    return Days(read_days(tomllib.loads(DATA.read_text(encoding="utf-8"))["days"]))


def proclaimed_days() -> list[ProclaimedDay]:
    """What the open authority entered, in the order of entering."""
    return list(db.session.scalars(select(ProclaimedDay).order_by(ProclaimedDay.number)))


def own_days() -> Days:
    """The days as the open authority has them; its last word on a day holds (R25)."""
    own = {
        (each.day, each.part): each.name if each.is_holiday else None for each in proclaimed_days()
    }
    return Days({**common_days().days, **own})


@cache
def _bank_holidays(part: str, year: int) -> Any:
    import holidays  # long to import

    return holidays.country_holidays("GB", subdiv=part, years=year)
