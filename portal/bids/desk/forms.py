"""Forms of the desk: what becomes of a finding, what else to look for, what to cover."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from portal.core.fields import ExactField
from portal.core.forms import AtMost, Form, stop
from portal.core.words import say

OUTCOMES = [
    SelectChoice("redacted", _("Take it out")),
    SelectChoice("stands", _("Let it stand")),
]
REASONS = {
    "ordinary": _("It is an ordinary word here"),
    "published": _("The tender’s own papers say it"),
    "others": _("It is about somebody else, and doesn’t lead to who bids"),
    "needed": _("The answer can’t be understood without it, and it tells nothing"),
}
NO_PERCENT = say("Enter a number from 0 to 100")


class DealForm(Form):
    """Whether a finding is taken out or let stand, and why."""

    outcome = RadioField(
        _("What should become of it?"),
        widget=GovRadioInput(),
        choices=OUTCOMES,
        validators=[InputRequired(_("Choose whether to take it out or let it stand"))],
    )
    why = RadioField(
        _("If it stands: why?"),
        widget=GovRadioInput(),
        choices=[SelectChoice(slug, words) for slug, words in REASONS.items()],
        validate_choice=False,
    )


class WordsForm(Form):
    """Words to look for in the whole bid."""

    words = StringField(
        _("Words to look for"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Enter the words to look for")), Length(2), AtMost(200)],
    )


def in_per_cent(_form: Any, field: Any) -> None:
    """A place on the page, from 0 to 100."""
    if field.data is not None and field.data > 100:
        raise stop(NO_PERCENT)


def _edge(label: Any) -> ExactField:
    missing = InputRequired(_("Enter a number from 0 to 100"))
    return ExactField(label, widget=GovTextInput(), validators=[missing, in_per_cent])


class AreaForm(Form):
    """A box on a page's picture, its edges in per cent of the page."""

    left = _edge(_("Left edge"))
    top = _edge(_("Top edge"))
    right = _edge(_("Right edge"))
    bottom = _edge(_("Bottom edge"))

    def box(self) -> list[int]:
        """The box in thousandths: left, top, right, bottom."""
        edges = (self.left.data, self.top.data, self.right.data, self.bottom.data)
        return [int(each * 10) for each in edges if each is not None]


class OfficerForm(Form):
    """Whose account is to be at the desk of one tender."""

    account = StringField(
        _("Email address or sign-in name"),
        widget=GovTextInput(),
        validators=[
            InputRequired(_("Enter the address or name that they sign in with")),
            AtMost(254),
        ],
    )
