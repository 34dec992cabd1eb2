"""Forms of the timetable that is counted back, and of school holidays and exams."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from wtforms import Field, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, ValidationError

from portal.core.fields import DayField, ExactField
from portal.core.forms import AtMost, Form
from portal.tenders.timetable import Lengths


def _weeks(label: object, usual: int) -> ExactField:
    asked = [InputRequired(_("Enter how many")), _whole]
    return ExactField(label, default=Decimal(usual), validators=asked)


def _whole(form: Form, field: Field) -> None:
    if field.data is not None and (field.data % 1 or not 1 <= field.data <= 200):
        raise ValidationError(gettext("Enter a whole number from 1 to 200"))


class TimetableForm(Form):
    """When the service starts, and how long each step before it takes."""

    starts_on = DayField(
        _("When does the service start?"), validators=[InputRequired(_("Enter the first day"))]
    )
    writing = _weeks(_("Weeks of writing together with panels"), Lengths().writing)
    open_for = _weeks(_("Days in which bids may come"), Lengths().open_for)
    marking = _weeks(_("Weeks for opening and marking"), Lengths().marking)
    deciding = _weeks(_("Weeks for talking marks through and deciding"), Lengths().deciding)
    beginning = _weeks(
        _("Weeks from the decision to the first day: letters, standstill, taking over"),
        Lengths().beginning,
    )

    @property
    def day(self) -> date:
        """The first day of the service."""
        assert self.starts_on.data is not None
        return self.starts_on.data

    def lengths(self) -> Lengths:
        """What was typed, as the count takes it."""
        return Lengths(*(int(self[name].data) for name in Lengths._fields))


class BreakForm(Form):
    """School holidays or exams."""

    kind = RadioField(
        _("What is it?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("holidays", _("School holidays")),
            SelectChoice("exams", _("Exams")),
        ],
        validators=[InputRequired(_("Choose what it is"))],
    )
    name = StringField(
        _("What is it called?"),
        widget=GovTextInput(),
        validators=[DataRequired(_("Enter a name")), AtMost(80)],
    )
    starts_on = DayField(_("First day"), validators=[InputRequired(_("Enter the first day"))])
    ends_on = DayField(_("Last day"), validators=[InputRequired(_("Enter the last day"))])

    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        first, last = self.starts_on.data, self.ends_on.data
        assert first is not None
        assert last is not None
        return first, last
