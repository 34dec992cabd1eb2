"""Forms about people and sign-in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovTextInput
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from portal.core.forms import Form


class SignInForm(Form):
    """What a person signs in with: an e-mail or a name, and a password."""

    email = StringField(
        _("Email address or sign-in name"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Enter your email address or sign-in name")), Length(max=320)],
    )
    password = PasswordField(
        _("Password"),
        widget=GovPasswordInput(),
        validators=[InputRequired(_("Enter your password")), Length(max=256)],
    )
