"""The forms of compliance: a question, an answer, a look for exclusion, a ruling."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovRadioInput, GovTextArea
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.clock import LONDON
from portal.core.fields import ClockField, DayField
from portal.core.forms import AtMost, Form, typed
from portal.evaluation.compliance.exclusions import Looked
from portal.evaluation.compliance.operations import Question

LONGEST = 8000


class ExclusionQuestionForm(Form):
    """What a bidder is asked, and until when it may answer."""

    words = TextAreaField(
        _("What do you ask?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Write the question")), AtMost(LONGEST)],
    )
    day = DayField(_("Last day to answer"), validators=[InputRequired(_("Enter a day"))])
    time = ClockField(
        _("Until what time on that day?"), validators=[InputRequired(_("Enter a time"))]
    )

    def asked(self, purpose: str) -> Question:
        """The question as it was filled in."""
        assert self.day.data
        assert self.time.data is not None
        until = datetime.combine(self.day.data, self.time.data, LONDON)
        return Question(purpose, typed(self.words), until)


class QuestionForm(ExclusionQuestionForm):
    """The same under a label, with what it is for."""

    purpose = RadioField(
        _("What for?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("clarification", _("Something in the bid isn’t clear")),
            SelectChoice("low_price", _("Its price looks abnormally low")),
            SelectChoice("disregard", _("It may have broken a rule of this tender")),
        ],
        validators=[InputRequired(_("Choose what you ask for"))],
    )


class AnswerForm(Form):
    """A bidder's answer; `may_tell` is asked where its words say who it is."""

    words = TextAreaField(
        _("Your answer"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Write your answer")), AtMost(LONGEST)],
    )
    is_last = RadioField(
        _("Is this everything?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("no", _("I may add something until the time is over")),
            SelectChoice("yes", _("This is everything: you needn’t wait")),
        ],
        validators=[InputRequired(_("Choose whether this is everything"))],
    )
    may_tell = BooleanField(
        _("These words have to stand, although they tell who we are"), widget=GovCheckboxInput()
    )


class CheckForm(Form):
    """What was looked at about one bidder, and what came of it (R17)."""

    looked_on = DayField(
        _("On which day did you look at the debarment list?"),
        validators=[InputRequired(_("Enter a day"))],
    )
    on_list = RadioField(
        _("Does the bidder, or somebody connected with it, stand on the list?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("no", _("No")),
            SelectChoice("mandatory", _("Yes, because of a mandatory ground")),
            SelectChoice("discretionary", _("Yes, because of a discretionary ground")),
        ],
        validators=[InputRequired(_("Choose what the list says"))],
    )
    has_mandatory = BooleanField(_("A mandatory ground was found"), widget=GovCheckboxInput())
    has_discretionary = BooleanField(
        _("A discretionary ground was found"), widget=GovCheckboxInput()
    )
    words = TextAreaField(
        _("What did you look at, and what did you find?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Say what you looked at")), AtMost(LONGEST)],
    )
    outcome = RadioField(
        _("What came of it?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("none", _("Nothing was found, or it doesn’t apply any more")),
            SelectChoice("hearing", _("Something was found: the bidder is to be heard")),
            SelectChoice("stays", _("Excludable after hearing it, and it stays in")),
            SelectChoice("excludable", _("Excludable after hearing it, and disregarded")),
            SelectChoice("excluded", _("Excluded after hearing it: its bid is disregarded")),
        ],
        validators=[InputRequired(_("Choose what came of it"))],
    )

    def looked(self) -> Looked:
        """What was filled in."""
        assert self.looked_on.data
        return Looked(
            self.looked_on.data,
            self.on_list.data,
            self.has_mandatory.data,
            self.has_discretionary.data,
            typed(self.words),
            self.outcome.data,
        )


class RulingForm(Form):
    """Whether a bid is disregarded on one ground, and why."""

    is_out = RadioField(
        _("What do you decide?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose what you decide"))],
    )
    reason = TextAreaField(
        _("Why?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Say why")), AtMost(2000)],
    )
