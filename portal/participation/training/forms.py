"""Forms of training and of words; choices are passed in, and nothing here asks the database."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.core.forms import AtMost, Form, typed
from portal.participation.training.courses import Course, Question
from portal.participation.training.operations import OpinionFacts

ENJOYED_WORDS = {"yes": _("Yes"), "a_little": _("A little"), "no": _("No")}
UNDERSTOOD_WORDS = {"fully": _("Fully"), "a_little": _("A little"), "no": _("No")}


class QuestionForm(Form):
    """What somebody answers to a question; it is answered to, and kept nowhere."""

    choice = RadioField(
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose one, or pass"))],
    )


def question_form(question: Question) -> QuestionForm:
    """The form with what can be answered."""
    form = QuestionForm()
    form.choice.label.text = question.text
    form.choice.choices = [
        SelectChoice(str(number), each.text) for number, each in enumerate(question.choices)
    ]
    return form


class OpinionForm(Form):
    """What somebody thought of a course; every question may be left out (P8)."""

    enjoyed = RadioField(
        _("Did you enjoy it?"),
        widget=GovRadioInput(),
        choices=[SelectChoice(value, text) for value, text in ENJOYED_WORDS.items()],
        validators=[Optional()],
    )
    understood = RadioField(
        _("Did you understand it?"),
        widget=GovRadioInput(),
        choices=[SelectChoice(value, text) for value, text in UNDERSTOOD_WORDS.items()],
        validators=[Optional()],
    )
    words = TextAreaField(
        _("What should we change? (optional)"), widget=GovTextArea(), validators=[AtMost(1000)]
    )

    def facts(self) -> OpinionFacts:
        """What was said, as the operation takes it."""
        return OpinionFacts(
            self.enjoyed.data or None, self.understood.data or None, typed(self.words)
        )


class WillingForm(Form):
    """Whether somebody may be asked for a task (P8)."""

    answer = RadioField(
        _("May we ask you when there is a task?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("yes", _("Yes, I’m willing to be asked")),
            SelectChoice("no", _("No, not now")),
        ],
        validators=[InputRequired(_("Choose yes or no, or leave this page"))],
    )


class GroupForm(Form):
    """Who did which steps together."""

    people = SelectMultipleField(
        _("Who took part?"), widget=GovCheckboxesInput(), validators=[Optional()]
    )
    steps = SelectMultipleField(
        _("What did you do together?"), widget=GovCheckboxesInput(), validators=[Optional()]
    )

    def who(self) -> list[uuid.UUID]:
        """The people who were ticked."""
        return [uuid.UUID(value) for value in self.people.data or []]


def group_form(course: Course, people: Iterable[tuple[uuid.UUID, str]]) -> GroupForm:
    """The form with who could have been there, and the steps, all of them ticked at first."""
    form = GroupForm(data={"steps": [step.slug for step in course.steps]})
    form.people.choices = [SelectChoice(str(person_id), name) for person_id, name in people]
    form.steps.choices = [SelectChoice(step.slug, step.title) for step in course.steps]
    return form


class AskWordForm(Form):
    """A word that isn't clear, the kind of `page` where it stood, and the way `back`."""

    word = StringField(
        _("Which word isn’t clear?"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Type the word")), AtMost(60)],
    )
    page = HiddenField(validators=[AtMost(40)])
    back = HiddenField(validators=[AtMost(500)])


class ExplainForm(Form):
    """What a word means, in plain words."""

    word = StringField(
        _("The word, as the list shows it"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Enter the word")), AtMost(60)],
    )
    meaning = TextAreaField(
        _("What it means, in plain words"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Say what it means")), AtMost(500)],
    )


class SearchForm(Form):
    """What the list of words is searched for; it changes nothing, so it needs no token."""

    class Meta:
        csrf = False

    q = StringField(_("Find a word"), widget=GovTextInput())
