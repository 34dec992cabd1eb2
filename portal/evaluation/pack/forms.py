"""The forms of a pack: the file that comes back, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovRadioInput
from wtforms import BooleanField, HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.forms import AtMost, Form
from portal.evaluation.pack.weighing import CHOOSE, STAYS, Line

THEIRS, OURS = "workbook", "website"


class PackForm(Form):
    """The workbook, filled in."""

    file = FileField(_("Choose the workbook that you filled in"), widget=GovFileInput())


class ConfirmForm(Form):
    """What was read, sealed, and whether somebody helped; `confirm_form` adds what to choose."""

    pack = HiddenField(validators=[AtMost(450_000)])
    helped = BooleanField(_("Somebody helped me to write this. It says what I think"))

    def chosen(self, lines: Sequence[Line]) -> list[Line]:
        """The lines, where the website has something newer as the evaluator chose."""
        return [
            line._replace(outcome=line.chosen if self[_name(n)].data == THEIRS else STAYS)
            if line.outcome == CHOOSE
            else line
            for n, line in enumerate(lines)
        ]

    def choice_of(self, n: int) -> Any:
        """The field of the line of this number; none where there is nothing to choose."""
        return self._fields.get(_name(n))


def _name(n: int) -> str:
    return f"choose_{n}"


def confirm_form(lines: Sequence[Line]) -> ConfirmForm:
    """The form with a question for each line of which the website has something newer."""
    fields: dict[str, Any] = {
        _name(n): RadioField(
            gettext("Which do you want?"),
            widget=GovRadioInput(),
            choices=[
                SelectChoice(THEIRS, gettext("What I wrote in the workbook")),
                SelectChoice(OURS, gettext("What stands on the website")),
            ],
            validators=[
                InputRequired(
                    gettext(
                        "Choose which you want for Bid %(label)s, question %(code)s",
                        label=line.reading.label,
                        code=line.reading.code,
                    )
                )
            ],
        )
        for n, line in enumerate(lines)
        if line.outcome == CHOOSE
    }
    form: ConfirmForm = type("ChoosingForm", (ConfirmForm,), fields)()
    return form
