"""Forms of a briefing, and of who comes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, NumberRange

from portal.core.clock import LONDON
from portal.core.fields import ClockField, DayField
from portal.core.forms import AtMost, Form, typed
from portal.published.briefing.operations import Briefing


class BriefingForm(Form):
    """When and where it is, who may come, and what was asked there."""

    day = DayField(_("On which day?"), validators=[InputRequired(_("Enter the day"))])
    clock = ClockField(_("At what time?"), default=time(17))
    place = StringField(
        _("Where, or how to join online?"),
        widget=GovTextInput(),
        validators=[DataRequired(_("Say where it is")), AtMost(400)],
    )
    words = TextAreaField(
        _("Who speaks, and who may come?"),
        widget=GovTextArea(),
        validators=[DataRequired(_("Say who speaks and who may come")), AtMost(4000)],
    )
    until_day = DayField(
        _("Last day to sign up"), validators=[InputRequired(_("Enter the last day to sign up"))]
    )
    answers = TextAreaField(
        _("After it: what was asked, and answered"),
        widget=GovTextArea(),
        validators=[AtMost(20_000)],
    )

    def facts(self) -> Briefing:
        """What was typed, as the operation takes it."""
        at = _moment(self.day.data, self.clock.data or time(17))
        until = min(_moment(self.until_day.data, time(23, 59)), at)
        if self.until_day.data and self.day.data and self.until_day.data > self.day.data:
            until = _moment(self.until_day.data, time(23, 59))
        return Briefing(at, until, typed(self.place), typed(self.words), typed(self.answers))


def _moment(day: date | None, at: time) -> datetime:
    assert day is not None, "the form asks for it"
    return datetime.combine(day, at, LONDON).astimezone(UTC)


class SignUpForm(Form):
    """How many people come."""

    people = IntegerField(
        _("How many people of your organisation come?"),
        widget=GovTextInput(),
        validators=[
            InputRequired(_("Enter how many come, or 0")),
            NumberRange(0, 20, _("Enter a number from 0 to 20")),
        ],
    )
