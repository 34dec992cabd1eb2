"""Dates, times and figures as people read them; templates use these as filters."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from flask import Flask
from flask_babel import get_locale, gettext, ngettext
from markupsafe import Markup, escape

from portal.core.clock import LONDON


def day(value: date | datetime | None) -> str:
    """'4 March 2026', in the United Kingdom's days."""
    if value is None:
        return gettext("not set")
    if isinstance(value, datetime):
        value = value.astimezone(LONDON).date()
    return format_date(value, "d MMMM y", locale=get_locale() or "en")


def late_words(days: int) -> str:
    """'Late by 3 days'."""
    return ngettext("Late by %(num)d day", "Late by %(num)d days", days)


def moment(value: datetime | None) -> str:
    """'4 March 2026 at 5pm', in the United Kingdom's time."""
    if value is None:
        return gettext("not set")
    local = value.astimezone(LONDON)
    return gettext("%(day)s at %(time)s", day=day(value), time=clock_time(local))


def clock_time(local: datetime) -> str:
    """'5pm', '5:30pm', 'midday' or 'midnight'."""
    if local.minute == 0 and local.hour in (0, 12):
        return gettext("midday") if local.hour else gettext("midnight")
    hour = local.hour % 12 or 12
    minute = f":{local.minute:02d}" if local.minute else ""
    return f"{hour}{minute}{'am' if local.hour < 12 else 'pm'}"


def exact(value: Decimal | int | None) -> str:
    """A decimal number without needless noughts: '30', '2.5'."""
    if value is None:
        return ""
    text = format(Decimal(value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def pounds(value: Decimal | None) -> str:
    """'£612,000' or '£612,000.50'."""
    if value is None:
        return ""
    return f"£{value:,.2f}".removesuffix(".00")


FILE_KINDS = {
    "docx": "Word",
    "xlsx": "Excel",
    "pdf": "PDF",
    "jpeg": "JPEG",
    "png": "PNG",
}


def what_of(kind: str, size: int) -> str:
    """What a file is: 'PDF, 1.2 MB'."""
    return f"{FILE_KINDS[kind]}, {_size_of(size)}"


def file_size(size: int, kind: str) -> str:
    """The same as a filter."""
    return what_of(kind, size)


def _size_of(size: int) -> str:
    """'1.2 MB' or '340 KB', never nothing."""
    if size >= 1024 * 1024:
        return gettext("%(size)s MB", size=f"{size / 1024 / 1024:.1f}")
    return gettext("%(size)s KB", size=max(1, round(size / 1024)))


def named(name: str) -> Markup:
    """What somebody is called, or a thing: words in a name aren't explained, nor turned around."""
    return Markup("<bdi>{}</bdi>").format(name)


def with_names(sentence: str, **facts: Any) -> Markup:
    """A sentence of ours that a page shows, with its facts; those that are `named` stay names."""
    return escape(sentence) % facts


def install(app: Flask) -> None:
    """Give the filters to the templates."""
    for filter_ in (day, moment, exact, pounds, named, file_size):
        app.jinja_env.filters[filter_.__name__] = filter_
