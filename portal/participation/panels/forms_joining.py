"""Forms of joining a panel, one thing per page, at reading age 9 to 11."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput
from wtforms import Field, PasswordField
from wtforms.fields.choices import SelectChoice

from portal.accounts.forms import email, judge_account, text
from portal.accounts.passwords import LEAST, MOST
from portal.core import clock
from portal.core.fields import DayField
from portal.core.forms import AtMost, Form, stop, typed
from portal.core.words import say
from portal.participation.panels.forms import (
    AGES,
    TELL_BY,
    YES_NO,
    choose,
    judge_tell_by,
    optional,
)
from portal.participation.panels.joining import Answers
from portal.participation.panels.models import PURPOSES, UNDER_16

Told = Mapping[str, str]

BRINGS = [
    SelectChoice("lived", _("My own life: it happens to me")),
    SelectChoice("representing", _("I speak for others")),
    SelectChoice("unsaid", _("I’d rather not say")),
]
WAYS = [
    SelectChoice("words", _("Give me three words that are easy to remember")),
    SelectChoice("own", _("I choose a password of my own")),
]
YEARS = {"under_13": (3, 16), "13_to_15": (0, 3)}
"""How many years it can be until a 16th birthday: more than the first, at most the second."""
NOT_THAT_DAY = say("This day doesn’t fit the age that you told us. Look at the year again")
NO_DAY = say("Write the day when you turn 16")
WHO_FOR = say("Write who you speak for")
NO_PASSWORD = say("Choose a password")
TOO_SHORT = say("Your password must have 10 characters or more")


class CodeForm(Form):
    """The code from a letter or a message."""

    code = text(_("Your code"), _("Type your code"), 60)


class NameForm(Form):
    """What somebody wants to be called."""

    called = text(_("What do you want to be called?"), _("Write what you want to be called"), 60)
    say_name = optional(_("How do you say it? (optional)"), 100)
    shows_name = choose(
        _("May the others on the panel see your name beside your ideas?"),
        YES_NO,
        _("Choose yes or no"),
    )


class BringsForm(Form):
    """Lived experience, or speaking for others."""

    brings = choose(_("What do you know about?"), BRINGS, _("Choose one of these"))
    represents = optional(_("Who do you speak for?"))

    def validate_represents(self, field: Field) -> None:
        """Who speaks for others says for whom."""
        if self.brings.data == "representing" and not typed(field):
            raise stop(WHO_FOR)


class AgeForm(Form):
    """An age, as wide as we can do with."""

    age_band = choose(_("How old are you?"), AGES, _("Choose how old you are"))


class BirthdayForm(Form):
    """The day from which on somebody decides alone."""

    turns_16_on = DayField(_("When do you turn 16?"))
    age_band = ""

    def validate_turns_16_on(self, field: Field) -> None:
        """A day that fits the age; a day that isn't one has been told already."""
        if field.process_errors:
            return
        if field.data is None:
            raise stop(NO_DAY)
        more, most = YEARS[self.age_band]
        today = clock.today()
        if not _later(today, more) <= field.data <= _later(today, most):
            raise stop(NOT_THAT_DAY)


class TellForm(Form):
    """How somebody is told what happened with what they said."""

    tell_by = choose(_("How shall we tell you?"), TELL_BY, _("Choose how we shall tell you"))
    email = email(_("Your email address (only if you want to get emails)"))

    def validate_tell_by(self, field: Field) -> None:
        """Who wants e-mails has an address; of who is signed in we know whether they do."""
        if self.email:
            judge_tell_by(field, typed(self.email))


class WayInForm(Form):
    """Three words, or a password of one's own."""

    way = choose(_("What do you want to sign in with?"), WAYS, _("Choose one of these"))
    new_password = PasswordField(
        _("Your password"), widget=GovPasswordInput(), validators=[AtMost(MOST)]
    )

    def validate_new_password(self, field: Field) -> None:
        """A password that is chosen has ten letters or more."""
        if self.way.data == "own" and len(field.data or "") < LEAST:
            raise stop(TOO_SHORT if field.data else NO_PASSWORD)


class SignInNameForm(WayInForm):
    """A sign-in name, and what goes with it; the field's name is what refusals speak of."""

    email = text(_("Your sign-in name"), _("Choose a sign-in name"), 60)

    def validate_email(self, field: Field) -> None:
        """A name to sign in with, or an e-mail."""
        judge_account(self, field)


def answers_of(told: Told) -> Answers:
    """What was told step by step, as the operation takes it."""
    day = told.get("turns_16_on", "")
    is_child = told.get("age_band") in UNDER_16
    return Answers(
        say_name=told["say_name"],
        shows_name=told["shows_name"] == "yes",
        brings=told["brings"],
        represents=told["represents"] if told["brings"] == "representing" else "",
        age_band=told.get("age_band"),
        turns_16_on=date.fromisoformat(day) if is_child else None,
        tell_by=told["tell_by"],
        said={purpose: told[purpose] == "yes" for purpose in PURPOSES},
    )


def kept_of(form: Form) -> dict[str, str]:
    """What a step's form says, as it is kept; a password never is."""
    return {
        field.name: field.data.isoformat() if isinstance(field.data, date) else typed(field)
        for field in form
        if field.name != "csrf_token"
    }


def shown_of(told: Told) -> dict[str, object]:
    """What was told before, as a step's form shows it again."""
    day = told.get("turns_16_on")
    return {**told, "turns_16_on": date.fromisoformat(day) if day else None}


def _later(day: date, years: int) -> date:
    """The same day some years later; 29 February counts as the 28th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + years, day=last)
