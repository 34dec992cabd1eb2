"""A bid's price line by line, as its own pages and those who buy read it (R9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from wtforms import Field

from portal.bids.content import Content, Questions, amount_of, numbered
from portal.bids.forms import SeenForm
from portal.core.fields import MoneyField
from portal.core.forms import tell_apart
from portal.specifications.models import PriceLine
from portal.specifications.price_lines import packages_of


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


@dataclass(frozen=True)
class Package:
    """An alternative of the schedule with what is paid if it is bought, or none while a price of it
    is missing (P12)."""

    name: str
    total: Decimal | None


def packages_priced(lines: Sequence[Priced]) -> list[Package]:
    """Each package with the lines that are bought whatever is chosen; none without packages."""
    return [
        Package(name, _together([x.total for x in lines if x.line.package in ("", name)]))
        for name in packages_of([each.line for each in lines])
    ]


def _together(totals: Sequence[Decimal | None]) -> Decimal | None:
    known = [each for each in totals if each is not None]
    return sum(known, Decimal(0)) if len(known) == len(totals) else None


def shown_price(content: Content, questions: Questions) -> dict[str, Any]:
    """The price of a bid as pages show it whole: sum, lines, and what each package costs."""
    lines = priced(questions.lines, content.get("lines"))
    told = {"price": amount_of(content), "has_price": questions.has_price}
    return told | {"priced": lines, "packages": packages_priced(lines)}


class ScheduleForm(SeenForm):
    """A unit price for each line; `schedule_form` makes its fields."""

    lines: Sequence[PriceLine]

    def validate(self, extra_validators: Any = None) -> bool:
        """Each line for itself, and what is wrong with a line names it."""
        is_valid = super().validate(extra_validators)
        tell_apart((line.title, field) for line, field in self.rows())
        return is_valid

    def rows(self) -> list[tuple[PriceLine, Field]]:
        """Each line beside its field."""
        return [(line, self[f"line_{key}"]) for key, line in numbered(self.lines).items()]

    def parts(self) -> list[tuple[str, list[tuple[PriceLine, Field]]]]:
        """The same by package, what is bought whatever is chosen first; one part without any."""
        names = ["", *packages_of(self.lines)]
        found = [(name, [row for row in self.rows() if row[0].package == name]) for name in names]
        return [(name, rows) for name, rows in found if rows]

    def told(self) -> Content:
        """What was typed, as a draft takes it: by the line's number; nothing is an empty text."""
        typed = {key: self[f"line_{key}"].data for key in numbered(self.lines)}
        texts = {k: "" if amount is None else format(amount, "f") for k, amount in typed.items()}
        return {"lines": texts}


def schedule_form(
    lines: Sequence[PriceLine], prices: Mapping[str, str] | None, *, is_sent: bool = True
) -> ScheduleForm:
    """A field for the unit price of each line; with `is_sent` what a browser sent comes first."""
    fields: dict[str, Any] = {}
    data: dict[str, Decimal | None] = {}
    for number, each in enumerate(priced(lines, prices), 1):
        named = {"title": each.line.title, "unit": each.line.unit}
        label = gettext("%(title)s: your price in pounds for one %(unit)s", **named)
        fields[f"line_{number}"] = MoneyField(label)
        data[f"line_{number}"] = each.unit_price
    sent = {} if is_sent else {"formdata": None}
    made: ScheduleForm = type("Schedule", (ScheduleForm,), fields)(data=data, **sent)
    made.lines = lines
    return made
