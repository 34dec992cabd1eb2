"""Exact numbers: read from text, written as text, rounded once where a figure is shown (R6)."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from numbers import Integral

_DECIMAL = re.compile(r"(-?)(\d{1,30})(?:\.(\d{1,30}))?", re.ASCII)
_RATIO = re.compile(r"(\d{1,30})/(\d{1,30})", re.ASCII)
MOST_PLACES = 30


class JsonNumber(str):
    """A number as it stood in a JSON file, kept as text so that no binary float ever sees it."""

    __slots__ = ()


def read_number(value: object) -> Fraction | None:
    """Read a number exactly as it is written; `None` when it isn't one (SCORING-IO, Numbers)."""
    text = _number_text(value)
    if text is None:
        return None
    if found := _DECIMAL.fullmatch(text):
        sign, whole, places = found.groups(default="")
        return Fraction(int(sign + whole + places), 10 ** len(places))
    found = _RATIO.fullmatch(text)
    if found is None or int(found[2]) == 0:
        return None
    return Fraction(int(found[1]), int(found[2]))


def _number_text(value: object) -> str | None:
    """The digits of a number; a float stands for its shortest decimal, as in a spreadsheet."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, Integral):
        whole = int(value)
        return str(whole) if abs(whole) < 10**30 else None
    if isinstance(value, float):
        short = Decimal(float.__repr__(value))
        return format(short, "f").removesuffix(".0") if abs(value) < 10**30 else None
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() and abs(value.adjusted()) <= 60 else None
    if isinstance(value, Fraction):
        return input_text(value)
    return None


def exact_text(value: Fraction) -> str:
    """An integer or a fraction in lowest terms: '78', '18/5'."""
    return str(value)


def input_text(value: Fraction) -> str:
    """One text for one number, and one that can be read again: '30', '5.5', '1/3'."""
    places = _decimal_places(value.denominator)
    if places is None or places > MOST_PLACES:
        return str(value)
    return _decimal(value.numerator * 10**places // value.denominator, places)


def _decimal_places(denominator: int) -> int | None:
    """How many decimals a fraction with this denominator needs, `None` if it never ends."""
    rest, twos, fives = denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _decimal(units: int, places: int) -> str:
    digits = str(abs(units)).rjust(places + 1, "0")
    sign = "-" if units < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def shown_text(value: Fraction, places: int, rule: str) -> str:
    """Round one figure once, by the published rule, to its published places (R6)."""
    scaled = value * 10**places
    if rule == "half_up":
        units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    elif rule == "half_even":
        units = round(scaled)
    else:
        units = scaled.numerator // scaled.denominator
    return _decimal(units, places)


def term(value: Fraction) -> str:
    """A number inside a sum: '9.6', or '11/3' where decimals don't end."""
    places = _decimal_places(value.denominator)
    return input_text(value) if places is not None and places <= 6 else str(value)


def said(value: Fraction) -> str:
    """A number as a sentence says it: '9.6', or '11/3 (about 3.67)' where decimals don't end."""
    exact = term(value)
    return f"{exact} (about {shown_text(value, 2, 'half_up')})" if "/" in exact else exact
