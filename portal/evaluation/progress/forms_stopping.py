"""The form of what becomes of the marks of somebody who stops."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.forms import Form
from portal.evaluation.progress.grounds import STOPPED
from portal.evaluation.progress.stopping import KEEP, LEAVES, RESERVE, VOID


class StopForm(Form):
    """What becomes of the marks, and on which ground; nobody writes what keeps a person away."""

    outcome = RadioField(
        _("What becomes of their marks?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose what becomes of their marks"))],
    )
    ground = RadioField(
        _("Why?"),
        widget=GovRadioInput(),
        choices=[SelectChoice(name, _(words)) for name, words in STOPPED.items()],
        validators=[InputRequired(_("Choose why"))],
    )


def stop_form(*, has_reserve: bool, has_said: bool, is_second: bool = False) -> StopForm:
    """The form; a reserve can be chosen where one is left to ask. The second of two who mark as one
    only leaves: the marks are the other one's too (P7)."""
    form = StopForm(data={"ground": "said" if has_said else None})
    if is_second:
        form.outcome.label.text = _("What happens?")
        leave = _("They leave. The other one goes on alone, and all that the two marked stays")
        form.outcome.choices = [SelectChoice(LEAVES, leave)]
        form.outcome.data = form.outcome.data or (None if form.is_submitted() else LEAVES)
        return form
    choices = [
        SelectChoice(RESERVE, _("A reserve is asked to step in. Nothing of theirs counts")),
        SelectChoice(KEEP, _("What they sent counts. The rest isn’t waited for")),
        SelectChoice(VOID, _("Nothing of theirs counts")),
    ]
    form.outcome.choices = choices if has_reserve else choices[1:]
    return form
