"""Forms of interests, their assessment, duties with evidence, and the budget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import BooleanField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from portal.core.fields import DayField, ExactField, MoneyField
from portal.core.forms import AtMost, Form, typed
from portal.specifications.groundwork.models import DutyAnswer
from portal.specifications.groundwork.operations import InterestFacts, LineFacts
from portal.specifications.groundwork.words import DUTIES, KINDS

YES, NO = "yes", "no"


class InterestForm(Form):
    """One interest and the steps that are taken."""

    whose = StringField(
        _("Whose interest is it?"),
        widget=GovTextInput(),
        validators=[DataRequired(_("Say whose it is, by their role")), AtMost(200)],
    )
    interest = TextAreaField(
        _("What is the interest, or what could look like one?"),
        widget=GovTextArea(),
        validators=[DataRequired(_("Say what the interest is")), AtMost(2000)],
    )
    steps = TextAreaField(
        _("What is done so that it gives nobody an advantage?"),
        widget=GovTextArea(),
        validators=[DataRequired(_("Say what is done about it")), AtMost(2000)],
    )
    is_over = BooleanField(_("This interest is over, or isn’t one"), widget=GovCheckboxInput())

    def facts(self) -> InterestFacts:
        """What was typed, as the operation takes it."""
        words = (typed(self.whose), typed(self.interest), typed(self.steps))
        return InterestFacts(*words, bool(self.is_over.data))


class AssessForm(Form):
    """What was found about all interests, and when they are looked at again."""

    words = TextAreaField(
        _("What did you find?"),
        widget=GovTextArea(),
        validators=[DataRequired(_("Say what you found, and whom you asked")), AtMost(4000)],
    )
    review_on = DayField(
        _("When will you look again?"), validators=[InputRequired(_("Enter the day"))]
    )


class LineForm(Form):
    """A line of the participation budget."""

    kind = RadioField(
        _("What is it for?"),
        widget=GovRadioInput(),
        choices=[SelectChoice(slug, _(words)) for slug, words in KINDS.items()],
        validators=[InputRequired(_("Choose what it is for"))],
    )
    what = StringField(
        _("What exactly?"),
        widget=GovTextInput(),
        validators=[DataRequired(_("Say what it is")), AtMost(200)],
    )
    quantity = IntegerField(
        _("How many?"),
        widget=GovTextInput(),
        validators=[
            InputRequired(_("Enter how many")),
            NumberRange(1, 100_000, _("Enter a whole number, such as 8")),
        ],
    )
    hours = ExactField(_("Hours for each of them (optional)"), validators=[Optional()])
    rate = MoneyField(
        _("Pounds for each, or for each hour"), validators=[InputRequired(_("Enter an amount"))]
    )
    spent = MoneyField(_("Spent so far, all together (optional)"))
    is_out = BooleanField(_("Take this line out"), widget=GovCheckboxInput())

    def facts(self) -> LineFacts:
        """What was typed, as the operation takes it."""
        assert self.quantity.data is not None
        assert self.rate.data is not None
        return LineFacts(
            kind=self.kind.data,
            what=typed(self.what),
            quantity=self.quantity.data,
            rate=self.rate.data,
            hours=self.hours.data or None,
            spent=self.spent.data,
            is_out=bool(self.is_out.data),
        )


class DutiesForm(Form):
    """Each duty: whether it applies here, and the evidence or why not."""

    def answers(self) -> dict[str, tuple[bool, str]]:
        """What was said of each duty; one left empty isn't there."""
        found = {
            duty: (self[f"{duty}_applies"].data, typed(self[f"{duty}_words"])) for duty in DUTIES
        }
        return {duty: (way == YES, words) for duty, (way, words) in found.items() if way}

    def validate(self, extra_validators: Any = None) -> bool:
        """A duty is answered whole, or left for later."""
        valid = super().validate(extra_validators)
        for duty, title in DUTIES.items():
            way, words = self[f"{duty}_applies"], self[f"{duty}_words"]
            if way.data and not typed(words):
                mend = gettext(
                    "Say what shows it, or why it doesn’t apply: %(duty)s", duty=gettext(title)
                )
                words.errors = [*words.errors, mend]
                valid = False
            elif typed(words) and not way.data:
                way.errors = [gettext("Choose whether it applies")]
                valid = False
        return valid


def duties_form(standing: Mapping[str, DutyAnswer]) -> DutiesForm:
    """The form with what was said last."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for duty, title in DUTIES.items():
        fields[f"{duty}_applies"] = RadioField(
            _(title),
            widget=GovRadioInput(),
            choices=[
                SelectChoice(YES, _("It applies, and this shows how it is met")),
                SelectChoice(NO, _("It doesn’t apply here, because")),
            ],
            validators=[Optional()],
        )
        fields[f"{duty}_words"] = TextAreaField(
            _("What shows it, or why it doesn’t apply"),
            widget=GovTextArea(),
            validators=[AtMost(2000)],
        )
        if last := standing.get(duty):
            data[f"{duty}_applies"] = YES if last.applies else NO
            data[f"{duty}_words"] = last.words
    form: DutiesForm = type("DutiesForm", (DutiesForm,), fields)(data=data)
    return form
