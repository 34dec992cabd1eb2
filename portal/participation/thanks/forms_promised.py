"""Forms of the participation lead: what a panel gets as thanks, and what was given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovRadioInput
from wtforms import RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.fields import DayField
from portal.core.forms import Form, typed
from portal.participation.panels.forms import long, optional
from portal.participation.panels.models import Member
from portal.participation.thanks.models import PromisedThanks
from portal.participation.thanks.promising import PromiseFacts


class PromiseForm(Form):
    """What is promised, and when."""

    words = long(_("What do they get?"), _("Write what they get"), 300)
    often = optional(_("When, or how often? (optional)"), 100)
    due_on = DayField(_("By which day? (optional)"))

    def facts(self) -> PromiseFacts:
        """What was typed, as the operation takes it."""
        return PromiseFacts(typed(self.words), typed(self.often), self.due_on.data)


class NotPromisedForm(Form):
    """Why it isn't promised any more."""

    why = long(_("Why don’t they get it any more?"), _("Write why"), 300)


class GivenForm(Form):
    """Who was given what, on which day."""

    kind = RadioField(
        _("What was given?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose what was given"))],
    )
    members = SelectMultipleField(
        _("To whom?"),
        widget=GovCheckboxesInput(),
        validators=[InputRequired(_("Choose who was given it"))],
    )
    given_on = DayField(_("On which day?"), validators=[InputRequired(_("Enter the day"))])

    @property
    def day(self) -> date:
        """The day."""
        assert self.given_on.data is not None, "the form asks for it"
        return self.given_on.data


def given_form(promised: Sequence[PromisedThanks], members: Sequence[Member]) -> GivenForm:
    """The form over what is promised and who belongs to the panel."""
    form = GivenForm()
    form.kind.choices = [SelectChoice(each.kind, each.words) for each in promised]
    form.members.choices = [SelectChoice(str(each.id), each.person.name) for each in members]
    return form
