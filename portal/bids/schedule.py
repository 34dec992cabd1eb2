"""A bid's price line by line, as its own pages and those who buy read it (R9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from wtforms import Field

from portal.bids.content import Content, numbered
from portal.bids.forms import SeenForm
from portal.core.fields import MoneyField
from portal.specifications.models import PriceLine


@dataclass(frozen=True)
class Priced:
    """One line with the price that a bid has for one unit of it, or none yet."""

    line: PriceLine
    unit_price: Decimal | None

    @property
    def total(self) -> Decimal | None:
        """Unit price × how many × years, exactly."""
        return None if self.unit_price is None else self.unit_price * self.line.units


def priced(lines: Sequence[PriceLine], prices: Mapping[str, str] | None) -> list[Priced]:
    """Every line of the schedule; `prices` has the unit prices by the line's number."""
    told = [(line, (prices or {}).get(key)) for key, line in numbered(lines).items()]
    return [Priced(line, Decimal(text) if text else None) for line, text in told]


class ScheduleForm(SeenForm):
    """A unit price for each line; `schedule_form` makes its fields."""

    lines: Sequence[PriceLine]

    def rows(self) -> list[tuple[PriceLine, Field]]:
        """Each line beside its field."""
        return [(line, self[f"line_{key}"]) for key, line in numbered(self.lines).items()]

    def told(self) -> Content:
        """What was typed, as a draft takes it: by the line's number; nothing is an empty text."""
        typed = {key: self[f"line_{key}"].data for key in numbered(self.lines)}
        texts = {k: "" if amount is None else format(amount, "f") for k, amount in typed.items()}
        return {"lines": texts}


def schedule_form(lines: Sequence[PriceLine], prices: Mapping[str, str] | None) -> ScheduleForm:
    """A field for the unit price of each line."""
    fields: dict[str, Any] = {}
    data: dict[str, Decimal | None] = {}
    for number, each in enumerate(priced(lines, prices), 1):
        named = {"title": each.line.title, "unit": each.line.unit}
        label = gettext("%(title)s: your price in pounds for one %(unit)s", **named)
        fields[f"line_{number}"] = MoneyField(label)
        data[f"line_{number}"] = each.unit_price
    made: ScheduleForm = type("Schedule", (ScheduleForm,), fields)(data=data)
    made.lines = lines
    return made
