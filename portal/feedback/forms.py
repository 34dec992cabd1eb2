"""Forms of telling back; free text that leaves the panel is looked at for identity (P6)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from portal.accounts.models import Person
from portal.core.fields import DayField
from portal.core.forms import AtMost, Form, typed
from portal.core.identity import LooksForIdentity
from portal.feedback.facts import LineFacts, StepFacts, VersionFacts
from portal.feedback.models import LineDraft
from portal.participation.beside.choices import TypedByHelper

LONGEST = 2000
REPLY_DAYS, MOST_DAYS = 14, 60


class DayForm(LooksForIdentity, Form):
    """By which day everybody is told, and why it changes."""

    day = DayField(_("By which day?"), validators=[InputRequired(_("Enter the day"))])
    reason = TextAreaField(_("Why does the day change?"), validators=[AtMost(LONGEST)])

    def facts(self) -> tuple[date, str]:
        """The day and the reason."""
        assert self.day.data is not None, "the form asks for it"
        return self.day.data, typed(self.reason)


class LineForm(LooksForIdentity, Form):
    """One line: you said, we did, what was possible and what not, and a promise."""

    who = RadioField(
        _("Who said it?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("young", _("Young people of a panel")),
            SelectChoice("parent", _("Parents and carers of a panel")),
            SelectChoice("both", _("Both")),
            SelectChoice("people", _("Other people, as far as everybody may know it")),
        ],
        validators=[InputRequired(_("Choose who said it"))],
    )
    said = TextAreaField(
        _("You said"), validators=[InputRequired(_("Write what they said")), AtMost(LONGEST)]
    )
    outcome = RadioField(
        _("What became of it?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("taken_up", _("Taken up: we did it")),
            SelectChoice("adapted", _("Adapted: part of it, or another way")),
            SelectChoice("not_taken_up", _("Not taken up: we couldn’t do it")),
        ],
        validators=[InputRequired(_("Choose what became of it"))],
    )
    did = TextAreaField(_("We did"), validators=[AtMost(LONGEST)])
    possible = TextAreaField(
        _("What was possible, what not, and why"), validators=[AtMost(LONGEST)]
    )
    place = StringField(
        _("Where their words stand now"), widget=GovTextInput(), validators=[AtMost(200)]
    )
    promise = TextAreaField(_("Is there a promise in it? What?"), validators=[AtMost(LONGEST)])
    expected_on = DayField(_("By which day is it expected?"))

    def facts(self) -> LineFacts:
        """What was typed, as the operation takes it."""
        return LineFacts(
            self.who.data,
            typed(self.said),
            self.outcome.data,
            typed(self.did),
            typed(self.possible),
            typed(self.place),
            typed(self.promise),
            self.expected_on.data,
        )

    def everything(self) -> str:
        """All that was typed freely, to be looked at for identity (P6)."""
        fields = (self.said, self.did, self.possible, self.place, self.promise)
        return "\n".join(typed(each) for each in fields)


def line_form(line: LineDraft | None) -> LineForm:
    """The form with the line as it is now."""
    return LineForm(obj=line) if line else LineForm()


class PublishForm(LooksForIdentity, Form):
    """Who answers questions, how soon, and why there is another version."""

    why = TextAreaField(
        _("What is new or corrected in this version?"), validators=[AtMost(LONGEST)]
    )
    decider = RadioField(
        _("Who replies when somebody says ‘This isn’t an answer’?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose who replies"))],
    )
    reply_days = IntegerField(
        _("Within how many days?"),
        widget=GovTextInput(),
        validators=[
            InputRequired(_("Enter a number of days")),
            NumberRange(1, MOST_DAYS, _("Enter a number from 1 to 60")),
        ],
    )

    def facts(self) -> VersionFacts:
        """What was typed, as the operation takes it."""
        assert self.reply_days.data is not None, "the form asks for it"
        return VersionFacts(typed(self.why), uuid.UUID(self.decider.data), self.reply_days.data)


def publish_form(people: Sequence[Person]) -> PublishForm:
    """The form over who may reply."""
    form = PublishForm(data={"reply_days": REPLY_DAYS})
    form.decider.choices = _choices(people)
    return form


def _choices(people: Sequence[Person]) -> list[SelectChoice]:
    return [SelectChoice(str(each.id), each.name) for each in people]


class ToldForm(Form):
    """On which day somebody was told."""

    told_on = DayField(
        _("On which day were they told?"), validators=[InputRequired(_("Enter the day"))]
    )

    @property
    def day(self) -> date:
        """The day."""
        assert self.told_on.data is not None, "the form asks for it"
        return self.told_on.data


class PromiseForm(LooksForIdentity, Form):
    """How a promise stands now."""

    state = RadioField(
        _("How does it stand?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("expected", _("Still expected, by another day")),
            SelectChoice("in_contract", _("It stands in the contract")),
            SelectChoice("seen", _("We have seen it working")),
            SelectChoice("broken", _("It is broken: it won’t come")),
        ],
        validators=[InputRequired(_("Choose how it stands"))],
    )
    expected_on = DayField(_("If it is still to come: by which day?"))
    words = TextAreaField(_("How do you know, or why?"), validators=[AtMost(LONGEST)])

    def facts(self) -> StepFacts:
        """What was typed, as the operation takes it."""
        return StepFacts(self.state.data, typed(self.words), self.expected_on.data)


class AskForm(TypedByHelper, LooksForIdentity, Form):
    """What a line doesn’t answer."""

    words = TextAreaField(
        _("What is missing?"),
        validators=[InputRequired(_("Write what is missing")), AtMost(LONGEST)],
    )


class ReplyForm(LooksForIdentity, Form):
    """What the decision-maker says to a question."""

    words = TextAreaField(
        _("Your reply"), validators=[InputRequired(_("Write your reply")), AtMost(LONGEST)]
    )


class HandForm(Form):
    """Who replies instead."""

    decider = RadioField(
        _("Who replies?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose who replies"))],
    )

    @property
    def decider_id(self) -> uuid.UUID:
        """Who was chosen."""
        return uuid.UUID(self.decider.data)


def hand_form(people: Sequence[Person]) -> HandForm:
    """The form over who may reply."""
    form = HandForm()
    form.decider.choices = _choices(people)
    return form
