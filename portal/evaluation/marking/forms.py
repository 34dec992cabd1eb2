"""The forms of marking: one mark with its reason, and taking marks out of the count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovRadioInput, GovTextArea
from wtforms import BooleanField, RadioField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.core.fields import VersionField
from portal.core.forms import AtMost, Form, typed
from portal.evaluation.marking.sentences import with_sentences

WHOLE_SEAT = "seat"


class CloseForm(Form):
    """Close marking; where somebody hasn't answered whether anything has changed, say so."""

    without_answers = BooleanField(
        _("Go on without their answers. The record will say so"), widget=GovCheckboxInput()
    )


class MarkForm(Form):
    """A mark on the scale and why; `seen` and `draft_seen` are the versions of mark and draft that
    stood when the page was made."""

    mark = RadioField(_("How well does this answer the question?"), validators=[Optional()])
    reason = TextAreaField(_("Why that mark?"), validators=[AtMost(6000)])
    sentences = SelectMultipleField(_("Sentences to choose from"), validate_choice=False)
    helped = BooleanField(_("Somebody helped me to write this. It says what I think"))
    seen = VersionField()
    draft_seen = VersionField()
    known: Mapping[str, str] = {}
    """The sentences to choose from, by name."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Put the chosen sentences into the reason first: they are kept whatever happens."""
        chosen = self.sentences.data or []
        self.reason.data = with_sentences(self.reason.data or "", chosen, self.known)
        self.sentences.data = []
        return super().validate(extra_validators)

    def number(self) -> Decimal | None:
        """The mark that was chosen, if one was."""
        return Decimal(self.mark.data) if self.mark.data else None

    def versions_seen(self) -> tuple[int, int]:
        """The versions of mark and draft that the evaluator had before them; 0 for none."""
        return self.seen.number(), self.draft_seen.number()


def mark_form(
    values: Sequence[str],
    typed: tuple[str | None, str, bool],
    seen: tuple[int, int],
    known: Mapping[str, str],
) -> MarkForm:
    """The form with the marks of a scale, filled with what the evaluator has `typed` so far: mark,
    reason, and whether somebody helped. `seen`: the versions of mark and draft that stand;
    `known`: the sentences to choose from."""
    mark, reason, is_helped = typed
    data = {"mark": mark or None, "reason": reason, "helped": is_helped}
    form = MarkForm(data=data | {"seen": str(seen[0]), "draft_seen": str(seen[1])})
    form.known = known
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
