"""Forms of the safety store; what is typed into them is sealed, and kept nowhere else."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovPasswordInput,
    GovRadioInput,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    Field,
    PasswordField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.fields import ClockField
from portal.core.forms import AtMost, Form, stop, typed
from portal.core.phrases import MOST, NewPhraseForm
from portal.core.words import say
from portal.safety.models import SafetyHours

LONGEST = 4000

NO_WORDS = say("Write a few words, or choose how we can reach you")
WHERE = {
    "call": say("Write the phone number that we can call"),
    "text": say("Write the phone number for the text"),
    "email": say("Write the email address"),
}
NO_DAY = say("Choose the days on which you read")
NOT_AFTER = say("You stop after you begin, on the same day. Enter a later time, such as 17:00")

REACH = [
    SelectChoice("call", _("Call me")),
    SelectChoice("text", _("Send me a text")),
    SelectChoice("email", _("Send me an email")),
    SelectChoice("meet", _("Talk to me when I next meet my panel")),
    SelectChoice("none", _("You don’t need to get in touch")),
]
ANSWERS = [
    SelectChoice("same-day", _("On the same working day")),
    SelectChoice("next-day", _("By the end of the next working day")),
    SelectChoice("three-days", _("Within 3 working days")),
]


class HelpForm(Form):
    """A few words, and how to be reached; either is enough (P25)."""

    words = TextAreaField(_("What would you like to tell us?"), validators=[AtMost(LONGEST)])
    reach = RadioField(
        _("How should we get in touch with you?"),
        widget=GovRadioInput(),
        choices=REACH,
        validators=[InputRequired(_("Choose how we should get in touch with you"))],
    )
    where = StringField(
        _("Your phone number or email address"), widget=GovTextInput(), validators=[AtMost(200)]
    )

    def validate_words(self, field: Field) -> None:
        """Who wants no answer has something to say."""
        if self.reach.data == "none" and not typed(field):
            raise stop(NO_WORDS)

    def validate_where(self, field: Field) -> None:
        """A call needs a number."""
        if self.reach.data in WHERE and not typed(field):
            raise stop(WHERE[self.reach.data])

    def worry(self, kind: str) -> dict[str, str]:
        """What was typed, as the store seals it."""
        return {
            "kind": kind,
            "words": typed(self.words),
            "reach": self.reach.data,
            "where": typed(self.where),
        }


class HandOverForm(Form):
    """A disclosure that somebody lifts out of a tender's material (R31)."""

    about = StringField(
        _("Who is it about, or who wrote or said it?"),
        widget=GovTextInput(),
        validators=[AtMost(200)],
    )
    words = TextAreaField(
        _("What was written or said"),
        validators=[
            InputRequired(_("Copy or write down what was written or said")),
            AtMost(LONGEST),
        ],
    )
    found = StringField(
        _("Where did you find or hear it?"), widget=GovTextInput(), validators=[AtMost(200)]
    )
    note = TextAreaField(
        _("What else should the safeguarding lead know? (optional)"), validators=[AtMost(LONGEST)]
    )

    def worry(self) -> dict[str, str]:
        """What was typed, as the store seals it."""
        fields = {name: typed(self[name]) for name in ("about", "words", "found", "note")}
        return {"kind": "handed-over"} | fields


class LockForm(NewPhraseForm):
    """The first lock of a store, and what people who write are promised."""

    answers_within = RadioField(
        _("When do you answer somebody who writes?"),
        widget=GovRadioInput(),
        choices=ANSWERS,
        validators=[InputRequired(_("Choose when you answer somebody who writes"))],
    )


class CodeForm(NewPhraseForm):
    """Take up a code with a phrase of one's own."""

    phrase = StringField(
        _("The code that you were given"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Type the code that you were given")), AtMost(MOST)],
    )


class ChangePhraseForm(NewPhraseForm):
    """Another phrase for oneself."""

    phrase = PasswordField(
        _("The opening phrase that you have now"),
        widget=GovPasswordInput(),
        validators=[InputRequired(_("Type the opening phrase that you have now")), AtMost(MOST)],
    )


class PromiseForm(Form):
    """By when somebody who writes hears from the safeguarding lead."""

    answers_within = RadioField(
        _("When do you answer somebody who writes?"),
        widget=GovRadioInput(),
        choices=ANSWERS,
        validators=[InputRequired(_("Choose when you answer somebody who writes"))],
    )


class HoursForm(Form):
    """When one reads what people write; two times on the same day."""

    days = SelectMultipleField(
        _("On which days do you read?"),
        widget=GovCheckboxesInput(),
        choices=[
            SelectChoice(str(number), name)
            for number, name in enumerate(
                (
                    _("Monday"),
                    _("Tuesday"),
                    _("Wednesday"),
                    _("Thursday"),
                    _("Friday"),
                    _("Saturday"),
                    _("Sunday"),
                )
            )
        ],
    )
    opens = ClockField(
        _("From what time?"), validators=[InputRequired(_("Enter the time from which you read"))]
    )
    closes = ClockField(
        _("Until what time?"), validators=[InputRequired(_("Enter the time until which you read"))]
    )
    on_holidays = RadioField(
        _("Do you read on bank holidays too?"),
        widget=GovRadioInput(),
        choices=[SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))],
        validators=[InputRequired(_("Choose whether you read on bank holidays too"))],
    )

    def validate_days(self, field: Field) -> None:
        """A week without a day would promise nothing."""
        if not field.data:
            raise stop(NO_DAY)

    def validate_closes(self, field: Field) -> None:
        """From nine to five, and never from five to nine."""
        if self.opens.data and field.data and field.data <= self.opens.data:
            raise stop(NOT_AFTER)


def hours_form(hours: SafetyHours | None) -> HoursForm:
    """The form with what one has said before."""
    if hours is None:
        return HoursForm()
    said = {"opens": hours.opens, "closes": hours.closes, "days": [str(e) for e in hours.days]}
    return HoursForm(data=said | {"on_holidays": "yes" if hours.on_holidays else "no"})


class NoteForm(Form):
    """What was done about an entry."""

    words = TextAreaField(
        _("What did you do?"),
        validators=[InputRequired(_("Write what you did")), AtMost(LONGEST)],
    )
    close = BooleanField(_("Close it: nothing more has to be done"))
