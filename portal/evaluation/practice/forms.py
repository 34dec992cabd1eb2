"""The forms of practice: an invented answer, what somebody makes of it, and the promise."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovRadioInput
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.forms import AtMost, Form, typed
from portal.evaluation.practice.operations import PracticeFacts


class WriteForm(Form):
    """What the invented bid says, which mark the lead thinks right, and why."""

    answer = TextAreaField(
        _("The invented answer"),
        validators=[InputRequired(_("Write an answer")), AtMost(6000)],
    )
    mark = RadioField(
        _("Which mark do you think is right?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose the mark that you think is right"))],
    )
    because = TextAreaField(
        _("We thought so, because …"),
        validators=[InputRequired(_("Say why you think so")), AtMost(2000)],
    )

    def facts(self) -> PracticeFacts:
        """What was typed, as the operation takes it."""
        return PracticeFacts(typed(self.answer), Decimal(self.mark.data), typed(self.because))


class TryForm(Form):
    """Which mark somebody gives the invented answer."""

    mark = RadioField(
        _("Which mark would you give?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose a mark, or press Pass"))],
    )


class PromiseForm(Form):
    """One box: I promise."""

    promised = BooleanField(
        _("I promise"),
        widget=GovCheckboxInput(),
        validators=[InputRequired(_("Tick the box if you promise"))],
    )


def with_marks(field: RadioField, cards: Sequence[dict[str, str]]) -> None:
    """The marks of a question's scale as choices, each with its name."""
    field.choices = [SelectChoice(each["value"], each["text"]) for each in cards]
