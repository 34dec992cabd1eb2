"""Forms of starting and of the library; what may be chosen is passed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.forms import Form
from portal.specifications.forms import line


class Choice(NamedTuple):
    """Something to begin with or to take: its value, its name, and a sentence about it."""

    value: str
    title: str
    about: str = ""


class ChooseForm(Form):
    """One of several; `choose_form` says of which."""

    source = RadioField(widget=GovRadioInput(), validators=[InputRequired(_("Choose one"))])
    offered: Sequence[Choice]

    def items(self) -> list[dict[str, object]]:
        """The sentence under each choice, as the page's radio buttons take it."""
        return [{"hint": {"text": each.about}} if each.about else {} for each in self.offered]


def choose_form(label: str, offered: Sequence[Choice]) -> ChooseForm:
    """A form that offers these."""
    form = ChooseForm()
    form.source.label.text = label
    form.source.choices = [SelectChoice(each.value, each.title) for each in offered]
    form.offered = offered
    return form


class KeepTemplateForm(Form):
    """What the template will be called."""

    title = line(_("What the template is called"), _("Enter a name for the template"))
