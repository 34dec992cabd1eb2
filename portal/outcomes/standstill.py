"""When a standstill ends: working days, counted as the regime says (R23, R24, R25)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from portal.tenders.calendar import DAY, Days, common_days, read_days
from portal.tenders.calendar import PARTS as PARTS

DATA = Path(__file__).with_name("standstill.toml")
FIRST_DAY = {"on the day": 0, "the day after": 1, "two days after": 2}


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
class Counted:
    """One day of a count: which working day it is, or none and why.

    `off` names what falls on it: 'Saturday', 'Sunday', or a bank holiday with the parts of the
    United Kingdom that have it; `is_before`: the count begins later.
    """

    day: date
    number: int | None
    off: tuple[str, ...]
    is_before: bool


@dataclass(frozen=True)
class Calendar(Days):
    """Rules and days as somebody last edited them (R25)."""

    rules: tuple[Rule, ...]

    def rule(self, regime: str, on: date) -> Rule | None:
        """How `regime` counts for a notice published on a day; none before there was a rule."""
        known = [rule for rule in self.rules if rule.regime == regime and rule.since <= on]
        return max(known, key=lambda rule: rule.since, default=None)


@cache
def calendar() -> Calendar:
    """The rules and days of this installation."""
    return read_calendar(DATA.read_text(encoding="utf-8"))


def read_calendar(text: str) -> Calendar:
    """Rules and days from their TOML."""
    data = tomllib.loads(text)
    rules = tuple(Rule(**(row | {"parts": tuple(row["parts"])})) for row in data["rules"])
    return Calendar({**common_days().days, **read_days(data.get("days", []))}, rules)


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
    """The last day of a standstill that a notice starts; the contract waits until midnight."""
    days = days or calendar()
    rule = days.rule(regime, published_on)
    return count(rule, published_on, days)[-1].day if rule else None


def count(rule: Rule, published_on: date, days: Calendar) -> list[Counted]:
    """Every day from the notice to the last of the standstill, and which working day it is.

    R23: the day of the notice is day 1; if it isn't a working day the count starts on the next
    one. R24: it begins the day after the notice, and day 1 is the working day after that day.
    """
    counted: list[Counted] = []
    first = published_on + FIRST_DAY[rule.begins] * DAY
    day, number = published_on, 0
    while number < rule.working_days:
        off = days.off(day, rule.parts)
        counts = day >= first and not off
        number += counts
        counted.append(Counted(day, number if counts else None, off, is_before=day < first))
        day += DAY
    return counted
