"""Forms of what is added to letters and left out of them, and of questions after them."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.fields import DayField, VersionField
from portal.core.forms import AtMost, Form, typed
from portal.outcomes.typed_checks import Doubt, Known, doubts_in, faults_in, seal_of

LONGEST = 8000
ANSWER, REFUSE = "answer", "refuse"


class ChecksWords(Form):
    """A form whose words are held against the record: faults are refused, doubts told of once."""

    words = TextAreaField(_("Words"), validators=[AtMost(LONGEST)])
    read_again = HiddenField()
    doubts: Sequence[Doubt] = ()
    overruled: Sequence[str] = ()

    def is_right(self, known: Known) -> bool:
        """Whether nothing contradicts the record, and every doubt was read again and gone past."""
        text = typed(self.words)
        if faults := faults_in(text, known):
            self.words.errors = [*self.words.errors, *faults]
            return False
        found = doubts_in(text, known)
        seal = seal_of(found, text)
        was_read = self.read_again.data == seal
        self.read_again.data = seal
        self.doubts = [] if was_read else found
        self.overruled = sorted({each.kind for each in found})
        return was_read or not found


class AdditionForm(ChecksWords):
    """What is added to a letter, or to one criterion of it."""

    words = TextAreaField(_("Your addition"), validators=[AtMost(LONGEST)])
    seen = VersionField()


class WithholdForm(Form):
    """A passage that is left out, with its ground and why, or that stands although it names."""

    passage = TextAreaField(
        _("Which words?"),
        validators=[InputRequired(_("Copy the words")), AtMost(LONGEST)],
    )
    ground = RadioField(
        _("On what ground?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice(
                "commercial",
                _(
                    "Sensitive commercial information, with an overriding public interest in its"
                    " being kept back: other bidders don’t read it"
                ),
            ),
            SelectChoice("security", _("National security: no bidder reads it")),
            SelectChoice(
                "name",
                _("It names somebody whom this letter doesn’t concern: no bidder reads the name"),
            ),
            SelectChoice(
                "stands", _("None: it stays in the letters, and you say why the name can stand")
            ),
        ],
        validators=[InputRequired(_("Choose the ground"))],
    )
    reason = TextAreaField(
        _("Why?"),
        validators=[InputRequired(_("Say why")), AtMost(2000)],
    )


class AskUntilForm(Form):
    """Until when providers may ask about their letters."""

    day = DayField(
        _("Until the end of which day may they ask?"),
        validators=[InputRequired(_("Enter the day"))],
    )


class QuestionForm(Form):
    """What a provider asks about its letter."""

    words = TextAreaField(
        _("Your question"), validators=[InputRequired(_("Write your question")), AtMost(4000)]
    )


class AnswerForm(ChecksWords):
    """The answer to a provider's question, or why there can be none."""

    kind = RadioField(
        _("Can you answer it?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice(ANSWER, _("Yes, this is the answer")),
            SelectChoice(REFUSE, _("No, and this is why it can’t be given")),
        ],
        validators=[InputRequired(_("Choose whether you can answer it"))],
    )
    words = TextAreaField(
        _("Your words"), validators=[InputRequired(_("Write your words")), AtMost(LONGEST)]
    )
