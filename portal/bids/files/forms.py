"""The form that puts a file to an answer."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput

from portal.core.forms import Form


class FileForm(Form):
    """One file; what it is its content says."""

    file = FileField(_("Choose a file"), widget=GovFileInput())
