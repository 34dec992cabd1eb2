"""The form of more time: for whom, until when, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.errors import Refused
from portal.core.fields import DayField
from portal.core.forms import Form
from portal.core.words import say
from portal.evaluation.progress.grounds import GROUNDS

ALL = "all"
NO_DAY = say("Enter the last day for marks")


class TimeForm(Form):
    """Who has until when, and on which ground; nobody writes what a person needs."""

    who = RadioField(
        _("Who has more time?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose who has more time"))],
    )
    ends_on = DayField(_("The last day for marks"))
    ground = RadioField(
        _("Why?"),
        widget=GovRadioInput(),
        choices=[SelectChoice(name, _(words)) for name, words in GROUNDS.items()],
        validators=[InputRequired(_("Choose why"))],
    )

    def day(self) -> date:
        """The day; without one nothing is saved."""
        if self.ends_on.data is None:
            raise Refused(NO_DAY, field="ends_on")
        found: date = self.ends_on.data
        return found


def time_form(people: Sequence[tuple[str, str]]) -> TimeForm:
    """The form for everybody and each of these people: (what is sent, who it is)."""
    form = TimeForm()
    everybody = SelectChoice(ALL, _("Everybody"))
    form.who.choices = [everybody, *(SelectChoice(value, name) for value, name in people)]
    return form
