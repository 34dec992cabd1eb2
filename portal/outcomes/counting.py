"""How a standstill was counted, as the table that both sides can follow (R23, R24)."""

from __future__ import annotations

from babel.dates import format_date
from flask_babel import get_locale, gettext

from portal.outcomes.models import AwardNotice
from portal.outcomes.standstill import Counted, calendar, count


def counted_rows(notice: AwardNotice, regime: str) -> list[list[str]]:
    """Each day to the standstill's last: its date, which working day it is, or why it is none.

    None of it where the calendar was edited since (R25): the day that was recorded stands.
    """
    days = calendar()
    rule = days.rule(regime, notice.published_on)
    if rule is None or notice.standstill_ends_on is None:
        return []
    counted = count(rule, notice.published_on, days)
    if counted[-1].day != notice.standstill_ends_on:
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
