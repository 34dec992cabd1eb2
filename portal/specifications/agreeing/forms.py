"""Forms of sign-off: until when a panel is asked, what a member says, what a lead answers."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovRadioInput, GovTextArea
from wtforms import HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.accounts.models import Person
from portal.core.fields import DayField
from portal.core.forms import AtMost, Form, typed
from portal.core.identity import LooksForIdentity
from portal.core.words import say
from portal.participation.beside.choices import OwnActionForm, OwnChoice
from portal.specifications.agreeing.models import SignOffSaid

CHANGED = say("This has changed since you opened the page. Read it again, then answer.")


class AskForm(Form):
    """Until when a panel is asked."""

    closes_on = DayField(_("Until which day?"), validators=[InputRequired(_("Enter the last day"))])

    @property
    def day(self) -> date:
        """The last day."""
        assert self.closes_on.data is not None
        return self.closes_on.data


class AsRead(Form):
    """A form that carries what its reader had before them: nobody agrees to what they never saw."""

    read = HiddenField()

    def is_as_read(self, now: str) -> bool:
        """Whether it still stands as it was read; from now on the form carries what stands now."""
        was, self.read.data = self.read.data, now
        if not self.is_submitted() or was == now:
            return True
        self.form_errors = [*self.form_errors, gettext(CHANGED)]
        return False


class UnderstandForm(AsRead, OwnActionForm):
    """'I understand this', of what stood on the page (P15)."""


class SayForm(OwnChoice, LooksForIdentity, AsRead):
    """What a member says; passing is always an answer (P7)."""

    said = RadioField(
        _("Do you agree?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("yes", _("Yes")),
            SelectChoice("worry", _("Yes, but I have a worry")),
            SelectChoice("no", _("No")),
            SelectChoice("pass", _("Pass: I’d rather not say")),
        ],
        validators=[InputRequired(_("Choose an answer"))],
    )
    words = TextAreaField(
        _("If you have a worry or said no: what is it?"),
        widget=GovTextArea(),
        validators=[AtMost(1000)],
    )

    @property
    def text(self) -> str:
        """What was written freely."""
        return typed(self.words)


class AnswerForm(LooksForIdentity, Form):
    """The lead's public answer to a worry or a no."""

    worry = TextAreaField(
        _("The worry, in your words"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Say what the worry is")), AtMost(1000)],
    )
    answer = TextAreaField(
        _("Your answer"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Write an answer")), AtMost(2000)],
    )

    also = SelectMultipleField(
        _("Is it the answer to others too?"),
        widget=GovCheckboxesInput(),
        coerce=uuid.UUID,
        validators=[Optional()],
    )

    @property
    def also_ids(self) -> list[uuid.UUID]:
        """Those that it answers too."""
        return self.also.data or [] if self.also else []

    @property
    def texts(self) -> tuple[str, str]:
        """What will be published: the worry, and its answer."""
        return typed(self.worry), typed(self.answer)

    @property
    def text(self) -> str:
        """Both, to be looked at for identity (P6)."""
        return " · ".join(self.texts)


def answer_form(others: Sequence[SignOffSaid]) -> AnswerForm:
    """The form, with what else waits for an answer: one answer tells nobody how many had it."""
    form = AnswerForm()
    form.also.choices = [SelectChoice(str(each.id), each.words) for each in others]
    if not others:
        del form.also
    return form


class WithoutForm(LooksForIdentity, Form):
    """Why a tender is published though a panel hasn't agreed."""

    reason = TextAreaField(
        _("Why?"), widget=GovTextArea(), validators=[InputRequired(_("Say why")), AtMost(2000)]
    )


class LeadForm(Form):
    """Who leads the writing together; `lead_form` makes the choices."""

    person = RadioField(
        _("Who is it?"), widget=GovRadioInput(), validators=[InputRequired(_("Choose a person"))]
    )

    @property
    def person_id(self) -> uuid.UUID:
        """Who was chosen."""
        return uuid.UUID(self.person.data)


def lead_form(people: Sequence[Person], now: Person | None) -> LeadForm:
    """The form with who may lead, and who does now."""
    form = LeadForm(data={"person": str(now.id)} if now else None)
    form.person.choices = [SelectChoice(str(each.id), each.name) for each in people]
    return form
