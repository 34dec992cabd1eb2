"""The form by which the lead seats a second person beside somebody."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovTextInput
from wtforms import BooleanField, Field, StringField
from wtforms.validators import InputRequired

from portal.accounts.forms import judge_account
from portal.core.forms import AtMost, Form


class PairForm(Form):
    """Who is the second one, and that both agreed."""

    account = StringField(
        _("Email address or sign-in name"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Enter an email address or a sign-in name")), AtMost(320)],
    )
    name = StringField(_("Name, for somebody new"), widget=GovTextInput(), validators=[AtMost(200)])
    agreed = BooleanField(
        _("They agreed to mark together"),
        widget=GovCheckboxInput(),
        validators=[InputRequired(_("Ask both of them first. Tick this when both said yes"))],
    )

    def validate_account(self, field: Field) -> None:
        """An e-mail, or a name to sign in with."""
        judge_account(self, field)
