"""How a standstill was counted, as the table that both sides can follow (R23, R24)."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from flask_babel import get_locale, gettext

from portal.outcomes.standstill import Calendar, Counted, count


def counted_rows(begun: date, regime: str, ends_on: date, days: Calendar) -> list[list[str]]:
    """Each day to the standstill's last: its date, which working day it is, or why it is none.

    None of it where the count would end on another day now (R25): what both sides were told stands.
    """
    rule = days.rule(regime, begun)
    if rule is None:
        return []
    counted = count(rule, begun, days)
    if counted[-1].day != ends_on:
        return []
    return [_row(each) for each in counted]


def _row(each: Counted) -> list[str]:
    locale = get_locale() or "en"
    weekend = each.day.weekday() > 4
    written = format_date(each.day, "EEEE d MMMM y", locale=locale)
    return [written, str(each.number or "–"), "" if weekend else _why_not(each)]


def _why_not(each: Counted) -> str:
    if each.number is not None:
        return ""
    if each.is_before and not each.off:
        return gettext("The count begins later.")
    return gettext("Bank holiday: %(names)s.", names="; ".join(each.off))
