"""Forms of the diary and of the certificate."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from wtforms import IntegerField, RadioField, SubmitField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from portal.accounts.forms import text
from portal.core.fields import DayField
from portal.core.forms import Form, typed
from portal.participation.thanks.operations import Hours

WITH, WITHOUT = "with", "without"


class HoursForm(Form):
    """A line of the diary."""

    day = DayField(_("Which day?"), validators=[InputRequired(_("Enter the day"))])
    what = text(_("What did you do?"), _("Write what you did"), 200)
    hours = IntegerField(
        _("Hours"),
        widget=GovTextInput(),
        validators=[Optional(), NumberRange(0, 24, _("Hours are a number from 0 to 24"))],
    )
    minutes = IntegerField(
        _("Minutes"),
        widget=GovTextInput(),
        validators=[Optional(), NumberRange(0, 59, _("Minutes are a number from 0 to 59"))],
    )

    def facts(self) -> Hours:
        """What was typed, as the operation takes it."""
        day = self.day.data
        assert isinstance(day, date)
        long = (self.hours.data or 0) * 60 + (self.minutes.data or 0)
        return Hours(day, typed(self.what), long)


class CertificateForm(Form):
    """The name on the certificate, typed each time anew, and whether it tells the hours."""

    name = text(
        _("Which name should stand on it?"), _("Write the name that should stand on it"), 80
    )
    hours = RadioField(
        _("Should your hours stand on it?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose yes or no"))],
    )

    as_page = SubmitField(_("See it as a page"))

    @property
    def shows_hours(self) -> bool:
        """Whether the hours of the diary stand on it."""
        return bool(self.hours.data == WITH)


def certificate_form(hours: str) -> CertificateForm:
    """The form, which says how many hours it would tell."""
    form = CertificateForm()
    form.hours.choices = [
        SelectChoice(WITH, gettext("Yes: %(hours)s", hours=hours)),
        SelectChoice(WITHOUT, gettext("No")),
    ]
    return form
