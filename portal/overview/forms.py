"""The form of how often somebody is told that something waits for them."""

from __future__ import annotations

from typing import ClassVar

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.accounts.models_personal import DAILY, WEEKLY
from portal.core.forms import Form


class DigestForm(Form):
    """Daily, weekly or never."""

    NEVER: ClassVar[str] = "never"

    how_often = RadioField(
        _("Shall we e-mail you when something waits for you?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice(DAILY, _("Once a day")),
            SelectChoice(WEEKLY, _("Once a week, on a Monday")),
            SelectChoice(NEVER, _("No e-mails")),
        ],
        validators=[InputRequired(_("Choose how often"))],
    )

    def chosen(self) -> str:
        """How often; nothing for never."""
        return "" if self.how_often.data == self.NEVER else self.how_often.data
