"""The form of the what-if page: a price for each invented bid, and a mark of each group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.validators import InputRequired

from portal.core.fields import ExactField, MoneyField
from portal.core.formats import exact
from portal.core.forms import Form, stop
from portal.core.words import say
from portal.specifications.forms import given
from portal.specifications.models import Criterion, Scale
from portal.specifications.what_if import FEWEST, FIRST, MOST, WhatIf, labels, price_field


class OnScale:
    """A validator: a mark lies on the scale, on a whole step."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale

    def __call__(self, form: Form, field: Field) -> None:
        low, high, step = self.scale.lowest, self.scale.highest, self.scale.step
        if field.data is None or (low <= field.data <= high and (field.data - low) % step == 0):
            return
        raise stop(
            say("Enter a mark from %(lowest)s to %(highest)s, in steps of %(step)s"),
            lowest=exact(low),
            highest=exact(high),
            step=exact(step),
        )


def above_nothing(form: Form, field: Field) -> None:
    """A validator: the method refuses a bid whose price is nothing (R9)."""
    if field.data == 0:
        raise stop(say("Enter a price above £0, because the method refuses a price of nothing"))


@dataclass(frozen=True)
class GroupFields:
    """The fields of one group on one criterion, a bid each."""

    title: str
    percent: Decimal
    marks: list[Field]


@dataclass(frozen=True)
class Card:
    """One criterion, and its fields by group."""

    criterion: Criterion
    groups: list[GroupFields]


class WhatIfForm(Form):
    """Invented prices and marks; `what_if_form` makes the fields. Nothing of it is saved."""

    what_if: WhatIf
    bids: int
    where: Mapping[str, str]

    def validate(self, extra_validators: Any = None) -> bool:
        """Judge every field; its errors name bid and question, for many fields look alike."""
        valid = super().validate(extra_validators)
        for name, where in self.where.items():
            self[name].errors = [_placed(where, str(error)) for error in self[name].errors]
        return valid

    def prices(self) -> list[Field]:
        """The fields of the prices, bid by bid; none where the method needs none."""
        if not self.what_if.has_prices:
            return []
        return [self[price_field(bid)] for bid in range(self.bids)]

    def cards(self) -> list[Card]:
        """The fields of the marks, in the order of the criteria and groups."""
        return [
            Card(
                criterion,
                [
                    GroupFields(group.title, percent, self._marks(c, g))
                    for g, group, percent in self.what_if.groups_on(criterion)
                ],
            )
            for c, criterion in enumerate(self.what_if.draft.criteria)
        ]

    def _marks(self, criterion: int, group: int) -> list[Field]:
        return [self[f"mark_{bid}_{criterion}_{group}"] for bid in range(self.bids)]

    def number(self, name: str) -> Decimal:
        """The number in one field of a form that was found right."""
        return given(self[name])


def what_if_form(what_if: WhatIf, sent: Mapping[str, str]) -> WhatIfForm:
    """The form as it was sent, with a bid more or less where that was asked; else the example."""
    bids = _bids(sent)
    fields: dict[str, Any] = {}
    if what_if.has_prices:
        fields |= {price_field(bid): _price(what_if, name) for bid, name in _named(bids)}
    for place, criterion, _group in what_if.places(bids):
        checks = [InputRequired(_("Enter a mark")), OnScale(criterion.scale)]
        label = _("Bid %(label)s", label=labels(bids)[place.bid])
        fields[place.field] = ExactField(label, validators=checks)
    made: WhatIfForm = type("Invented", (WhatIfForm,), fields)(
        formdata=MultiDict({**what_if.example(bids), **sent}) if sent else None,
        data=_as_numbers(what_if.example(bids)),
    )
    made.what_if, made.bids, made.where = what_if, bids, _where(what_if, bids)
    return made


def _where(what_if: WhatIf, bids: int) -> dict[str, str]:
    """What each field is about: 'Bid B, price', 'Bid B, Q3'; the group too where several mark."""
    found = {}
    if what_if.has_prices:
        found = {price_field(b): gettext("Bid %(label)s, price", label=n) for b, n in _named(bids)}
    for place, criterion, group in what_if.places(bids):
        names = {"label": labels(bids)[place.bid], "code": criterion.code, "group": group.title}
        found[place.field] = (
            gettext("Bid %(label)s, %(code)s, %(group)s", **names)
            if len(what_if.groups_on(criterion)) > 1
            else gettext("Bid %(label)s, %(code)s", **names)
        )
    return found


def _placed(where: str, what: str) -> str:
    return gettext("%(where)s: %(what)s", where=where, what=what[:1].lower() + what[1:])


def _named(bids: int) -> list[tuple[int, str]]:
    return list(enumerate(labels(bids)))


def _price(what_if: WhatIf, label: str) -> MoneyField:
    price = what_if.method.price
    checks: list[Any] = [InputRequired(_("Enter a price"))]
    if price is not None and price.refuses_nil:
        checks.append(above_nothing)
    return MoneyField(_("Bid %(label)s", label=label), validators=checks)


def _as_numbers(texts: Mapping[str, str]) -> dict[str, Decimal]:
    return {name: Decimal(text) for name, text in texts.items()}


def _bids(sent: Mapping[str, str]) -> int:
    """How many bids are invented; a button adds one or takes the last away."""
    text = sent.get("bids", "")
    bids = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else FIRST
    bids += {"more": 1, "fewer": -1}.get(sent.get("change", ""), 0)
    return max(FEWEST, min(MOST, bids))
