"""The form of handing over: which words, and then that one is sure."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.lifting.queries import Words
from portal.record.erasure.forms import Checked


class LiftForm(Checked):
    """Sent once to choose, where there is a choice, and once to carry it out."""

    words = RadioField(_("Which words?"), validators=[InputRequired(_("Choose which words"))])


def lift_form(found: Sequence[Words]) -> LiftForm:
    """The form over the words that are there; the only ones are chosen already."""
    form = LiftForm()
    form.words.choices = [SelectChoice(each.key, each.words) for each in found]
    if len(found) == 1 and not form.is_submitted():
        form.words.data = found[0].key
    return form
