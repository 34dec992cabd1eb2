"""Forms of questions, answers, and the time for questions."""

from __future__ import annotations

from datetime import datetime, time

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovRadioInput,
    GovTextArea,
)
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.clock import LONDON
from portal.core.fields import ClockField, DayField
from portal.core.forms import AtMost, Form, typed
from portal.published.clarifications.operations import Reply

LONGEST = 10_000
ALL, ONE = "all", "one"


class AskForm(Form):
    """One question of a provider."""

    words = TextAreaField(
        _("What do you want to ask?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Write your question")), AtMost(LONGEST)],
    )
    asks_for_one = BooleanField(
        _("It holds a trade secret of ours. I say above which, and why nobody else may read it"),
        widget=GovCheckboxInput(),
    )


class ReplyForm(Form):
    """The answer, and how the question reads in public."""

    wording = TextAreaField(
        _("How the question reads in public"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Write the question as all may read it")), AtMost(LONGEST)],
    )
    words = TextAreaField(
        _("Your answer"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Write the answer")), AtMost(LONGEST)],
    )
    to = RadioField(
        _("Who gets the answer?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice(ALL, _("Everybody, on the tender’s public page")),
            SelectChoice(ONE, _("Only the provider that asks, because it is a trade secret")),
        ],
        default=ALL,
        validators=[InputRequired(_("Choose who gets the answer"))],
    )
    reason = TextAreaField(
        _("If only one gets it: why?"), widget=GovTextArea(), validators=[AtMost(2000)]
    )
    may_tell = BooleanField(_("What tells who asks has to stand there"), widget=GovCheckboxInput())

    def reply(self) -> Reply:
        """What was filled in."""
        return Reply(
            wording=typed(self.wording),
            words=typed(self.words),
            is_for_one=self.to.data == ONE,
            reason=typed(self.reason),
            may_tell=bool(self.may_tell.data),
        )


class TimeForm(Form):
    """Until when questions may be asked."""

    day = DayField(_("Last day for questions"), validators=[InputRequired(_("Enter the day"))])
    clock = ClockField(_("Time on that day"), default=time(12))

    def until(self) -> datetime:
        """The moment that was typed."""
        assert self.day.data is not None, "the form asks for it"
        return datetime.combine(self.day.data, self.clock.data or time(12), LONDON)
