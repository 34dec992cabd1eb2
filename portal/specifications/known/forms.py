"""The forms of what is known: a search, and the parts that an insight shaped."""

from __future__ import annotations

import uuid
from collections.abc import Sequence, Set

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovTextInput
from wtforms import SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from portal.core.forms import Form
from portal.participation.insights.operations import PartRef


class LookForm(Form):
    """What to look for; it changes nothing, so it needs no token."""

    class Meta:
        csrf = False

    q = StringField(_("Look for other words"), widget=GovTextInput())


class PartsForm(Form):
    """Which parts of the tender an insight shaped; `parts_form` makes the choices."""

    parts = SelectMultipleField(
        _("Which parts did it shape?"), widget=GovCheckboxesInput(), validators=[Optional()]
    )

    def chosen(self, every: Sequence[PartRef]) -> list[PartRef]:
        """The parts with a tick."""
        ticked = set(self.parts.data or [])
        return [part for part in every if str(part.id) in ticked]


def parts_form(every: Sequence[PartRef], ticked: Set[uuid.UUID]) -> PartsForm:
    """The form with all parts of a tender, and a tick at those that are linked."""
    form = PartsForm(data={"parts": [str(part_id) for part_id in ticked]})
    form.parts.choices = [SelectChoice(str(part.id), part.title) for part in every]
    return form
