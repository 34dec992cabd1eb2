"""The form that keeps a version."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from portal.core.forms import Form
from portal.specifications.forms import line


class KeepForm(Form):
    """Why the specification is kept as it stands."""

    why = line(_("Why do you keep it?"), _("Enter why you keep it"))
