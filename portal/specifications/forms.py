"""Forms of a specification's parts; choices are passed in, and nothing here asks the database."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import BooleanField, Field, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Optional, Regexp

from portal.core.fields import ExactField, MoneyField
from portal.core.forms import AtMost, Form, Whole, stop, typed
from portal.core.words import say
from portal.specifications.facts import (
    GateFacts,
    GroupFacts,
    LineFacts,
    PriceFacts,
    RuleFacts,
    SectionFacts,
)

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


def line(label: Any, missing: Any, longest: int = 200) -> StringField:
    """One line of text that has to be there; blanks alone are nothing."""
    checks = [DataRequired(missing), AtMost(longest)]
    return StringField(label, widget=GovTextInput(), validators=checks)


def text(label: Any, longest: int) -> TextAreaField:
    """A text that may wait: 'Check before publishing' asks for it."""
    return TextAreaField(label, widget=GovTextArea(), validators=[AtMost(longest)])


def code_field() -> StringField:
    """The short name that bids, marks and letters call it by."""
    checks = [
        InputRequired(_("Enter a code")),
        AtMost(12),
        Regexp(CODE, message=_("Use letters, figures, dots and dashes, such as Q1 or 2.1")),
    ]
    return StringField(_("Code"), widget=GovTextInput(), validators=checks)


def given(field: ExactField) -> Decimal:
    """The number of a field that has to be there."""
    assert field.data is not None
    return field.data


def choices(label: Any, missing: Any, options: list[tuple[str, Any]]) -> RadioField:
    """One of a few, as radio buttons."""
    return RadioField(
        label,
        widget=GovRadioInput(),
        choices=[SelectChoice(value, words) for value, words in options],
        validators=[InputRequired(missing)],
    )


def percent_at_most(form: Form, field: Field) -> None:
    """A validator: no part is more than the whole."""
    if field.data is not None and field.data > 100:
        raise stop(say("Enter a number that is not above 100"))


class SectionTitleForm(Form):
    """The title of a section whose paragraphs are changed one by one."""

    title = line(_("Title"), _("Enter a title"))


class SectionForm(SectionTitleForm):
    """A new section: its whole text, and its twin."""

    body = text(_("Text"), 40000)
    plain_body = text(_("The same in plain words"), 40000)

    def facts(self) -> SectionFacts:
        """What was typed, as the operation takes it."""
        return SectionFacts(typed(self.title), typed(self.body), typed(self.plain_body))


class GroupForm(Form):
    """A group of evaluators."""

    title = line(_("What the group is called"), _("Enter a name for the group"), 80)
    kind = choices(
        _("Who are they?"),
        _("Choose who they are"),
        [
            ("professional", _("Professionals")),
            ("young", _("Young people")),
            ("parent", _("Parents and carers")),
        ],
    )
    planned = ExactField(
        _("How many people do you plan with?"),
        validators=[InputRequired(_("Enter how many people")), Whole(1, 99)],
    )

    def facts(self) -> GroupFacts:
        """What was typed, as the operation takes it."""
        return GroupFacts(typed(self.title), self.kind.data, int(given(self.planned)))


class GateForm(Form):
    """A pass or fail question, apart from what is marked."""

    kind = RadioField(
        _("What is it about?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("exclusion", _("Exclusion: whether the law keeps a bidder out")),
            SelectChoice("participation", _("A condition of participation: who the bidder is")),
            SelectChoice("offer", _("What the bid itself must have")),
        ],
        default="offer",
        validators=[Optional()],
    )
    code = code_field()
    title = line(_("Title"), _("Enter a title"))
    plain_title = StringField(
        _("Title in plain words"), widget=GovTextInput(), validators=[AtMost(200)]
    )
    question = text(_("What providers are asked"), 4000)
    plain_question = text(_("The same in plain words"), 4000)

    def facts(self) -> GateFacts:
        """What was typed, as the operation takes it."""
        return GateFacts(
            code=typed(self.code),
            title=typed(self.title),
            plain_title=typed(self.plain_title),
            question=typed(self.question),
            plain_question=typed(self.plain_question),
            kind=self.kind.data or "offer",
        )


class LineForm(Form):
    """A line of the price schedule."""

    title = line(_("What is priced"), _("Enter what is priced"))
    unit = line(_("One unit of it"), _("Enter what one unit is, such as hour"), 40)
    quantity = ExactField(
        _("How many units a year"),
        validators=[InputRequired(_("Enter how many units a year")), Whole(1, 10_000_000)],
    )
    years = ExactField(
        _("For how many years"),
        validators=[InputRequired(_("Enter for how many years")), Whole(1, 20)],
    )
    package = StringField(_("Package (optional)"), widget=GovTextInput(), validators=[AtMost(80)])

    def facts(self) -> LineFacts:
        """What was typed, as the operation takes it."""
        quantity, years = int(given(self.quantity)), int(given(self.years))
        words = (typed(self.title), typed(self.unit))
        return LineFacts(*words, quantity, years, typed(self.package))


class PriceForm(Form):
    """Whether and how price counts (R9)."""

    price_method = choices(
        _("How does price count?"),
        _("Choose how price counts"),
        [
            ("none", _("Bids give no price")),
            ("fixed", _("The budget is fixed: price isn’t scored")),
            ("lowest_over_bid", _("Lowest price divided by the bid’s price")),
            ("mean_deviation", _("How far the bid is from the average price")),
            ("linear", _("A straight line between two amounts that you publish")),
            ("per_quality_point", _("Price for each quality point; the lowest comes first")),
        ],
    )
    price_weight = ExactField(_("Weight of price"), validators=[percent_at_most])
    ceiling = MoneyField(_("At this amount or above: no marks"))
    floor = MoneyField(_("At this amount or below: all marks"))
    nil_price = RadioField(
        _("What if a bid’s price is nothing?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("refuse", _("The bid can’t be submitted")),
            SelectChoice(
                "full", _("It has all marks of price, and the others are judged without it")
            ),
        ],
        validators=[Optional()],
    )
    price_covers = text(_("What the price covers"), 4000)
    plain_price_covers = text(_("The same in plain words"), 4000)

    def facts(self) -> PriceFacts:
        """What was typed, as the operation takes it."""
        return PriceFacts(
            price_method=self.price_method.data,
            price_weight=self.price_weight.data,
            nil_price=self.nil_price.data or None,
            ceiling=self.ceiling.data,
            floor=self.floor.data,
            price_covers=typed(self.price_covers),
            plain_price_covers=typed(self.plain_price_covers),
        )


class RulesForm(Form):
    """Rounding, least quality, and a group without marks (R5, R6, R16)."""

    rounding_places = ExactField(
        _("Decimals"), validators=[InputRequired(_("Enter how many decimals")), Whole(0, 6)]
    )
    rounding_rule = choices(
        _("How are figures rounded?"),
        _("Choose how figures are rounded"),
        [
            ("half_up", _("Half goes up: 2.345 is shown as 2.35")),
            ("half_even", _("Half goes to the even figure: 2.345 is shown as 2.34")),
            ("down", _("Always down: 2.349 is shown as 2.34")),
        ],
    )
    empty_group = choices(
        _("What if a group can’t mark a bid?"),
        _("Choose what happens"),
        [
            ("refuse", _("There is no result until the group’s mark is there")),
            ("others", _("On that bid and question the other groups carry its share")),
        ],
    )
    minimum_quality = ExactField(
        _("Least quality, in per cent of the quality weight"), validators=[percent_at_most]
    )

    def facts(self) -> RuleFacts:
        """What was typed, as the operation takes it."""
        return RuleFacts(
            rounding_places=int(given(self.rounding_places)),
            rounding_rule=self.rounding_rule.data,
            empty_group=self.empty_group.data,
            minimum_quality=self.minimum_quality.data,
        )


class PublishForm(Form):
    """The last question before everything is frozen."""

    sure = BooleanField(
        _("I have read it. It may be frozen and made public."),
        widget=GovCheckboxInput(),
        validators=[InputRequired(_("Tick the box when you have read it"))],
    )
