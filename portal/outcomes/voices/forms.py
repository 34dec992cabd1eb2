"""Forms of the narrative and of the note of a talk."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovTextArea
from wtforms import HiddenField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.forms import AtMost, Form


class NarrativeForm(Form):
    """What a group wants to say beside the decision."""

    words = TextAreaField(
        _("Your group’s words"),
        validators=[InputRequired(_("Write something, or leave it to the others")), AtMost(6000)],
    )
    seen = HiddenField(default="0")

    @property
    def version(self) -> int:
        """The version that stood there when the page was opened."""
        return int(self.seen.data) if (self.seen.data or "").isdecimal() else 0


class AgreeForm(Form):
    """A yes to the words that stand there."""

    version = HiddenField(default="0")

    @property
    def number(self) -> int:
        """The version that the yes is for."""
        return int(self.version.data) if (self.version.data or "").isdecimal() else 0


class TalkForm(Form):
    """How differences were talked through, and who was there."""

    words = TextAreaField(
        _("What did the groups see differently, what was said about it, and what came of it?"),
        widget=GovTextArea(),
        validators=[
            InputRequired(_("Write how the differences were talked through")),
            AtMost(8000),
        ],
    )
    present = SelectMultipleField(_("Who was there?"), widget=GovCheckboxesInput())
    seen = HiddenField(default="0")

    def offer(self, people: Sequence[tuple[str, str]]) -> None:
        """The evaluators by name, who may have been there."""
        self.present.choices = [SelectChoice(seat, name) for seat, name in people]

    @property
    def version(self) -> int:
        """The version that stood there when the page was opened."""
        return int(self.seen.data) if (self.seen.data or "").isdecimal() else 0

    @property
    def seats(self) -> list[uuid.UUID]:
        """Those who were ticked."""
        return [uuid.UUID(each) for each in self.present.data or []]
