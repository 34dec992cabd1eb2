"""The form of equality questions: one question, which nobody has to answer (P6)."""

from __future__ import annotations

from flask_babel import gettext
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from portal.core.forms import Form
from portal.participation.equality.questions import RATHER_NOT, UNSAID, Question


class AnswerForm(Form):
    """One question; its label and choices are the question's."""

    said = RadioField(widget=GovRadioInput())


def answer_form(question: Question, said: str) -> AnswerForm:
    """The form of a question, with what somebody said before, or that they'd rather not."""
    form = AnswerForm(data={"said": said})
    words = {**question.answers, UNSAID: RATHER_NOT}
    form.said.label.text = gettext(question.text)
    form.said.choices = [SelectChoice(slug, gettext(text)) for slug, text in words.items()]
    return form
