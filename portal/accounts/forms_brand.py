"""The form of an authority's colour and logo."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovFileInput, GovTextInput
from wtforms import BooleanField, StringField

from portal.core.forms import AtMost, Form


class BrandForm(Form):
    """A colour; a logo with what is said instead of it where it can't be seen."""

    colour = StringField(_("Colour"), widget=GovTextInput(), validators=[AtMost(7)])
    file = FileField(_("Logo"), widget=GovFileInput())
    alt = StringField(_("What the logo says"), widget=GovTextInput(), validators=[AtMost(120)])
    is_taken_away = BooleanField(_("Take the logo away"), widget=GovCheckboxInput())
