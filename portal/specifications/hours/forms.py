"""Forms of hours: how many bids and at most how many hours; what a member says; why so long."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import IntegerField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from portal.core.forms import AtMost, Form
from portal.participation.beside.choices import OwnChoice


def _number(label: str, missing: str, most: int) -> IntegerField:
    wrong = _("Enter a whole number from 1 to %(most)s", most=most)
    return IntegerField(
        label,
        widget=GovTextInput(),
        validators=[InputRequired(missing), NumberRange(1, most, message=wrong)],
    )


class PlanForm(Form):
    """How many bids are expected, and the most hours that one person should need."""

    bids = _number(_("How many bids do you expect?"), _("Enter how many bids you expect"), 100)
    cap_hours = _number(
        _("At most how many hours for one person?"), _("Enter the most hours for one person"), 200
    )


class SayForm(OwnChoice, Form):
    """What a member says to the hours; passing is always an answer (P7)."""

    said = RadioField(
        _("Is that fine for you?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("fine", _("That’s fine")),
            SelectChoice("too_much", _("It’s too much")),
            SelectChoice("pass", _("Pass: I’d rather not say")),
        ],
        validators=[InputRequired(_("Choose an answer"))],
    )


class ReasonForm(Form):
    """Why it stays as long as it is."""

    reason = TextAreaField(
        _("Why does it stay as long as it is?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Say why")), AtMost(1000)],
    )
