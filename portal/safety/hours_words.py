"""The hours of those who read what people write, in words, and whether one of them reads now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from babel.dates import get_day_names
from flask_babel import get_locale, gettext

from portal.core import clock
from portal.core.clock import LONDON
from portal.core.formats import clock_time, day
from portal.safety.hours import WEEK, is_bank_holiday, next_opening, reads_at
from portal.safety.models import SafetyHours
from portal.safety.queries import Holder

AT_LEAST_A_RUN = 3


def hours_words(holders: Sequence[Holder]) -> list[str]:
    """When each of them reads, and what that means now; nothing where nobody has said it (P25)."""
    found = [(each.person.name, each.hours) for each in holders if each.hours]
    if not found:
        return []
    moment = clock.now().astimezone(LONDON)
    lines = [reads_words(name, hours) for name, hours in found]
    reading = [(name, hours) for name, hours in found if reads_at(hours, moment)]
    if reading:
        return [*lines, *(_now(name, hours, moment) for name, hours in reading)]
    opening = next_opening([hours for _name, hours in found], moment)
    if opening is None:
        return lines
    return [*lines, _before(opening, moment, knows_all=len(found) == len(holders))]


def reads_words(name: str, hours: SafetyHours) -> str:
    """'Amira reads this Monday to Friday, 9am to 5pm, but not on bank holidays.'"""
    facts = {
        "name": name,
        "days": days_words(hours.days),
        "opens": _time(hours.opens),
        "closes": _time(hours.closes),
    }
    if hours.on_holidays:
        return gettext("%(name)s reads this %(days)s, %(opens)s to %(closes)s.") % facts
    return (
        gettext("%(name)s reads this %(days)s, %(opens)s to %(closes)s, but not on bank holidays.")
        % facts
    )


def days_words(days: Sequence[int]) -> str:
    """'every day', 'Monday to Friday', or 'Monday, Thursday and Sunday'."""
    chosen, names = sorted(days), _names()
    if len(chosen) == len(WEEK):
        return gettext("every day")
    is_a_run = chosen[-1] - chosen[0] == len(chosen) - 1
    if is_a_run and len(chosen) >= AT_LEAST_A_RUN:
        return gettext("%(first)s to %(last)s", first=names[chosen[0]], last=names[chosen[-1]])
    *others, last = [names[each] for each in chosen]
    if not others:
        return last
    return gettext("%(others)s and %(last)s", others=", ".join(others), last=last)


def _now(name: str, hours: SafetyHours, moment: datetime) -> str:
    said = {"now": _now_words(moment), "name": name, "closes": _time(hours.closes)}
    return gettext("It is now %(now)s. %(name)s reads until %(closes)s today.") % said


def _before(opening: datetime, moment: datetime, *, knows_all: bool) -> str:
    said = {"now": _now_words(moment), "opening": _opening_words(opening, moment)}
    first = (
        gettext("It is now %(now)s, so nobody reads it before %(opening)s.")
        if knows_all
        else gettext("It is now %(now)s. Don’t count on anybody before %(opening)s.")
    )
    until = gettext("Until then you can call the numbers on this page, day and night.")
    return f"{first % said} {until}"


def _now_words(moment: datetime) -> str:
    said = {"day": _names()[moment.weekday()], "time": clock_time(moment)}
    if is_bank_holiday(moment.date()):
        return gettext("%(day)s, %(time)s, on a bank holiday") % said
    return gettext("%(day)s, %(time)s") % said


def _opening_words(opening: datetime, moment: datetime) -> str:
    said = {"day": _names()[opening.weekday()], "time": clock_time(opening)}
    away = opening.date() - moment.date()
    if not away:
        return gettext("%(time)s today") % said
    if away < timedelta(days=len(WEEK)):
        return gettext("%(day)s, %(time)s") % said
    return gettext("%(day)s %(date)s, %(time)s") % (said | {"date": day(opening)})


def _time(value: time) -> str:
    return clock_time(datetime.combine(date.min, value))


def _names() -> dict[int, str]:
    return dict(get_day_names("wide", locale=get_locale() or "en"))
