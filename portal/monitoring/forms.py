"""Forms of the register of contracts."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Optional

from portal.core.fields import DayField
from portal.core.forms import AtMost, Form, typed
from portal.monitoring.operations import ContractFacts


class ContractForm(Form):
    """What the register says of a contract."""

    title = StringField(
        _("What it is for"),
        widget=GovTextInput(),
        validators=[DataRequired(_("Enter what the contract is for")), AtMost(200)],
    )
    reference = StringField(_("Reference"), widget=GovTextInput(), validators=[AtMost(60)])
    provider_name = StringField(
        _("Provider"),
        widget=GovTextInput(),
        validators=[DataRequired(_("Enter the provider’s name")), AtMost(200)],
    )
    starts_on = DayField(_("First day"), validators=[InputRequired(_("Enter the first day"))])
    ends_on = DayField(_("Last day"), validators=[InputRequired(_("Enter the last day"))])
    latest_end_on = DayField(_("Last day with every extension"), validators=[Optional()])

    def facts(self) -> ContractFacts:
        """What was typed, as the operation takes it."""
        assert self.starts_on.data is not None
        assert self.ends_on.data is not None
        return ContractFacts(
            typed(self.title),
            typed(self.reference),
            typed(self.provider_name),
            self.starts_on.data,
            self.ends_on.data,
            self.latest_end_on.data,
        )


class BeginForm(Form):
    """That the next cycle begins, and how."""

    words = TextAreaField(
        _("What happens first"),
        widget=GovTextArea(),
        validators=[DataRequired(_("Say in a few words what happens first")), AtMost(1000)],
    )
