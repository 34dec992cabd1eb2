"""The form that adds a document."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovTextInput
from wtforms import StringField
from wtforms.validators import DataRequired

from portal.core.forms import AtMost, Form


class DocumentForm(Form):
    """What the document is called, and the file."""

    name = StringField(
        _("What is it called?"),
        widget=GovTextInput(),
        validators=[DataRequired(_("Enter what it is called")), AtMost(120)],
    )
    file = FileField(_("Choose a file"), widget=GovFileInput())
