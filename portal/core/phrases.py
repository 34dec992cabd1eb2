"""Opening phrases: what somebody types to open what was sealed for them; they are kept nowhere."""

from __future__ import annotations

import secrets

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput
from wtforms import Field, PasswordField
from wtforms.validators import InputRequired

from portal.core.forms import AtMost, Form, stop, typed
from portal.core.words import say

EASY = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for one another."""

LEAST, MOST = 16, 200
DIFFERENT = 8
WRONG = say("That isn’t your opening phrase.")
TOO_SHORT = say("Your opening phrase must have 16 characters or more")
TOO_EASY = say("Choose words that are harder to guess")
NOT_THE_SAME = say("Type the same phrase both times")


def in_groups(count: int) -> str:
    """So many groups of four easy letters at random; five of them have 99 bits."""
    return "-".join("".join(secrets.choice(EASY) for _ in range(4)) for _ in range(count))


def made_up_phrase() -> str:
    """A phrase or code that nobody guesses: five groups of four easy letters, 99 bits."""
    return in_groups(5)


class PhraseForm(Form):
    """What opens something for this one page."""

    phrase = PasswordField(
        _("Your opening phrase"),
        widget=GovPasswordInput(),
        validators=[InputRequired(_("Type your opening phrase")), AtMost(MOST)],
    )


class NewPhraseForm(Form):
    """Choose an opening phrase, twice: nobody can look it up or set it back."""

    new_phrase = PasswordField(
        _("Choose an opening phrase"),
        widget=GovPasswordInput(),
        validators=[InputRequired(_("Choose an opening phrase")), AtMost(MOST)],
    )
    again = PasswordField(_("Type it again"), widget=GovPasswordInput(), validators=[AtMost(MOST)])

    def validate_new_phrase(self, field: Field) -> None:
        """Who has the database can try phrases, so a short one isn't enough."""
        if len(typed(field)) < LEAST:
            raise stop(TOO_SHORT)
        if len(set(typed(field))) < DIFFERENT:
            raise stop(TOO_EASY)

    def validate_again(self, field: Field) -> None:
        """A slip of the finger would lock what is sealed for good."""
        if field.data != self.new_phrase.data:
            raise stop(NOT_THE_SAME)
