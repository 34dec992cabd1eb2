"""What forms ask of a member who has a helper: who typed it, and who chose (P8)."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput
from wtforms import BooleanField
from wtforms.validators import InputRequired

from portal.core.forms import ActionForm, Form
from portal.participation.beside.policy import helper_of
from portal.participation.panels.models import Member


class OwnChoice:
    """A form that decides something: a helper never does, so the member says that they chose."""

    chose_myself = BooleanField(
        _("I chose this myself. My helper only read it to me, or typed"),
        widget=GovCheckboxInput(),
        validators=[InputRequired(_("Only you can choose. Tick the box if you chose it yourself"))],
    )


class TypedByHelper:
    """A form with words of the member's own, which a helper may have typed."""

    through_helper = BooleanField(
        _("My helper typed this for me. These are my words"), widget=GovCheckboxInput()
    )

    @property
    def is_through_helper(self) -> bool:
        """Whether a helper typed it; without a helper it isn't asked."""
        return self.through_helper is not None and bool(self.through_helper.data)


class OwnActionForm(OwnChoice, ActionForm):
    """A button that decides something."""


def fit_to_helper(form: Form, member: Member) -> Any:
    """Ask who chose, or who typed, only while the member has a helper; answers the form."""
    if helper_of(member) is None:
        for name in ("chose_myself", "through_helper"):
            if name in form:
                delattr(form, name)
    return form
