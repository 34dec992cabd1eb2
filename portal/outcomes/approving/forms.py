"""Forms of approving: the order, the word with the password, a question and its answer."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovPasswordInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
)
from wtforms import PasswordField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.accounts.models import Person
from portal.accounts.passwords import MOST
from portal.core.forms import AtMost, Form

APPROVE, ASK, SEND_BACK = "approve", "ask", "send-back"
PLACES = ("first", "second", "third")


class WordForm(Form):
    """An approver's word, or question, on a decision; whoever gives it enters their password."""

    word = RadioField(
        _("What do you say to the decision?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice(APPROVE, _("I approve it")),
            SelectChoice(ASK, _("I return it with a question, and wait for the answer")),
            SelectChoice(SEND_BACK, _("I send it back, to be decided anew")),
        ],
        validators=[InputRequired(_("Choose what you say to the decision"))],
    )
    reason = TextAreaField(
        _("Your reason, or your question"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Give your reason, or write your question")), AtMost(8000)],
    )
    password = PasswordField(
        _("Your password"),
        widget=GovPasswordInput(),
        validators=[InputRequired(_("Enter your password")), AtMost(MOST)],
    )


class AnswerForm(Form):
    """The lead's answer to an approver's question."""

    words = TextAreaField(
        _("Your answer"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Write your answer")), AtMost(8000)],
    )


class OrderForm(Form):
    """Who approves first, second and third."""

    first = SelectField(_("Who approves first?"), widget=GovSelect())
    second = SelectField(_("Who approves second?"), widget=GovSelect())
    third = SelectField(_("Who approves third?"), widget=GovSelect())

    def offer(self, people: Sequence[Person], chosen: Sequence[uuid.UUID]) -> None:
        """The approvers by name; those of the order that stands are chosen already."""
        nobody = SelectChoice("", gettext("Nobody"))
        names = [SelectChoice(str(each.id), each.name) for each in people]
        for number, place in enumerate(PLACES):
            field = self[place]
            field.choices = [nobody, *names]
            if not self.is_submitted():
                field.data = str(chosen[number]) if number < len(chosen) else ""

    @property
    def people(self) -> list[uuid.UUID]:
        """Those who were chosen, in their order; a place left empty is passed over."""
        return [uuid.UUID(self[place].data) for place in PLACES if self[place].data]
