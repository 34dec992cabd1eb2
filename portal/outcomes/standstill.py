"""When a standstill ends: working days, counted as the regime says (R23, R24, R25)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import holidays

DATA = Path(__file__).with_name("standstill.toml")
FIRST_DAY = {"on the day": 0, "two days after": 2}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """How one regime counts, from a day on."""

    regime: str
    since: date
    working_days: int
    begins: str
    parts: tuple[str, ...]
    is_mandatory: bool


@dataclass(frozen=True)
class Calendar:
    """Rules and days as somebody last edited them (R25); `days` stand above the bank holidays."""

    rules: tuple[Rule, ...]
    days: Mapping[tuple[date, str], bool]

    def rule(self, regime: str, on: date) -> Rule | None:
        """How `regime` counts for a notice published on a day; none before there was a rule."""
        known = [rule for rule in self.rules if rule.regime == regime and rule.since <= on]
        return max(known, key=lambda rule: rule.since, default=None)

    def is_working_day(self, day: date, parts: Sequence[str]) -> bool:
        """Neither Saturday, Sunday nor a bank holiday in any of these parts (s.123)."""
        return day.weekday() < 5 and not any(self._is_holiday(day, part) for part in parts)

    def _is_holiday(self, day: date, part: str) -> bool:
        return self.days.get((day, part), day in _bank_holidays(part, day.year))


@cache
def _bank_holidays(part: str, year: int) -> Any:
    return holidays.country_holidays("GB", subdiv=part, years=year)


@cache
def calendar() -> Calendar:
    """The rules and days of this installation."""
    return read_calendar(DATA.read_text(encoding="utf-8"))


def read_calendar(text: str) -> Calendar:
    """Rules and days from their TOML."""
    data = tomllib.loads(text)
    rules = tuple(Rule(**(row | {"parts": tuple(row["parts"])})) for row in data["rules"])
    days = {(row["day"], row["part"]): bool(row["is_holiday"]) for row in data.get("days", [])}
    return Calendar(rules, days)


def is_mandatory(regime: str, published_on: date) -> bool:
    """Whether the regime asks for a standstill; light touch doesn't, it may be promised (R23)."""
    rule = calendar().rule(regime, published_on)
    return rule is not None and rule.is_mandatory


def working_days(regime: str, on: date) -> int:
    """How many working days the regime counts for a notice of that day; nought without a rule."""
    rule = calendar().rule(regime, on)
    return rule.working_days if rule else 0


def standstill_ends_on(
    regime: str, published_on: date, days: Calendar | None = None
) -> date | None:
    """The last day of a standstill that a notice starts; the contract waits until midnight.

    R23: the day of the notice is day 1; if it isn't a working day the count starts on the next
    one. R24: it begins the day after the notice, and day 1 is the working day after that day.
    """
    days = days or calendar()
    rule = days.rule(regime, published_on)
    if rule is None:
        return None
    day = published_on + FIRST_DAY[rule.begins] * DAY - DAY
    left = rule.working_days
    while left:
        day += DAY
        left -= days.is_working_day(day, rule.parts)
    return day
