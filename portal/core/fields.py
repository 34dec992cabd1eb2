"""Fields that WTForms lacks: a day in three boxes, an exact number, a time of day, a text."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from typing import Any

from flask_babel import gettext, lazy_gettext
from govuk_frontend_wtf.wtforms_widgets import GovDateInput, GovTextInput
from wtforms import Field, HiddenField

NUMBER = re.compile(r"\d{1,15}(\.\d{1,10})?")
TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


class _DayInput(GovDateInput):
    """GOV.UK's three boxes, also when a damaged request sends fewer."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> Any:
        if field.raw_data is not None:
            field.raw_data = [*field.raw_data, "", "", ""][:3]
        return super().map_gov_params(field, **kwargs)


class VersionField(HiddenField):
    """Which version stood when the page was made; 0 for none, and for what is no such number."""

    def number(self) -> int:
        """The version as a number."""
        text = self.data or ""
        return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


class DayField(Field):
    """A day, typed as day, month and year; left empty it is None."""

    widget = _DayInput()

    def _value(self) -> str:
        return " ".join(self.raw_data or [])

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the three boxes; a day that isn't in the calendar says so."""
        boxes = [box.strip() for box in valuelist]
        self.data = None
        if not any(boxes):
            return
        try:
            day, month, year = (int(box) for box in boxes)
            self.data = date(year, month, day)
            if not 2000 <= year < 2200:
                raise ValueError
        except (ValueError, OverflowError):
            raise ValueError(gettext("Enter a real day, such as 12 10 2026")) from None


class ClockField(Field):
    """A time of day in the United Kingdom, 24 hours, such as 12:00."""

    widget = GovTextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%H:%M}" if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read hours and minutes."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not text:
            return
        found = TIME.fullmatch(text)
        if not found:
            raise ValueError(gettext("Enter a time such as 12:00"))
        self.data = time(int(found[1]), int(found[2]))


class ExactField(Field):
    """A number that is never negative, read as the exact decimal that was typed (R6)."""

    widget = GovTextInput()
    example = lazy_gettext("Enter a number, such as 30 or 12.5")

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        text = format(Decimal(self.data), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the digits as they stand; left empty it is None."""
        text = self.clean(valuelist[0]) if valuelist else ""
        self.data = None
        if not text:
            return
        if not NUMBER.fullmatch(text):
            raise ValueError(str(self.example))
        self.data = Decimal(text)

    def clean(self, text: str) -> str:
        """What is read of what was typed."""
        return text.strip()


class MoneyField(ExactField):
    """An amount in pounds; a pound sign, commas and blanks may be typed too."""

    example = lazy_gettext("Enter an amount in pounds, such as 612000 or 612000.50")

    def clean(self, text: str) -> str:
        """The digits of an amount."""
        bare = re.sub(r"[£,\s]", "", text)
        pence = bare.partition(".")[2]
        return bare if len(pence) <= 2 else "too many pence"
