"""The forms of marking: one mark with its reason, and taking marks out of the count."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.core.fields import VersionField
from portal.core.forms import AtMost, Form, typed

WHOLE_SEAT = "seat"


class MarkForm(Form):
    """A mark on the scale and why; `seen` is the version that stood when the page was made."""

    mark = RadioField(_("How well does this answer the question?"), validators=[Optional()])
    reason = TextAreaField(_("Why that mark?"), validators=[AtMost(6000)])
    seen = VersionField()

    def number(self) -> Decimal | None:
        """The mark that was chosen, if one was."""
        return Decimal(self.mark.data) if self.mark.data else None

    def version_seen(self) -> int:
        """The version of the mark that the evaluator had before them; 0 for none."""
        return self.seen.number()


def mark_form(values: Sequence[str], mark: str | None, reason: str, seen: int) -> MarkForm:
    """The form with the marks of a scale, filled with what the evaluator has so far."""
    form = MarkForm(data={"mark": mark or None, "reason": reason, "seen": str(seen)})
    form.mark.choices = [SelectChoice(value, value) for value in values]
    return form


class VoidForm(Form):
    """Which marks of one evaluator no longer count, and why (R15)."""

    scope = RadioField(
        _("What no longer counts?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose what no longer counts"))],
    )
    reason = TextAreaField(
        _("Why?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Say why")), AtMost(2000)],
    )

    def why(self) -> str:
        """The reason that was typed."""
        return typed(self.reason)
