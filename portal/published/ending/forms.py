"""The form that ends a tender without a contract."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovRadioInput, GovTextArea
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.forms import AtMost, Form
from portal.tenders.models import ABANDONED, CANCELLED, WITHDRAWN

WAYS = {
    CANCELLED: _("Cancel the tender: nothing will be bought this way"),
    WITHDRAWN: _("Withdraw the notice: it was published by mistake, or with a mistake in it"),
    ABANDONED: _("Abandon the tender: no contract follows from it"),
}


class EndForm(Form):
    """How the tender ends and why; the words are public."""

    kind = RadioField(
        _("How does it end?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose how it ends"))],
    )
    reason = TextAreaField(
        _("Why?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Say why, in words that everybody can read")), AtMost(4000)],
    )
    is_sure = BooleanField(
        _("I know that this can’t be undone"),
        widget=GovCheckboxInput(),
        validators=[InputRequired(_("Tick that you know it can’t be undone"))],
    )

    def offer(self, ways: Sequence[str]) -> None:
        """The ways that are open at the tender's stage; the only one is chosen beforehand."""
        self.kind.choices = [SelectChoice(way, WAYS[way]) for way in ways]
        if len(ways) == 1 and self.kind.data is None:
            self.kind.data = ways[0]
