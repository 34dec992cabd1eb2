"""Forms of the participation lead: naming a helper, choosing a peer mentor."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.accounts.forms import text
from portal.core.forms import Form, typed
from portal.participation.beside.operations import HelperFacts
from portal.participation.panels.forms import long
from portal.participation.panels.models import Member


class HelperForm(Form):
    """Who could sit beside a member, and how you know that they may."""

    name = text(_("Name of the helper"), _("Enter the name of the helper"), 100)
    who = text(_("Who are they to the member?"), _("Write who they are to the member"), 100)
    checked = long(
        _("How do you know that they may do it?"), _("Write how you know that they may do it"), 500
    )

    def facts(self) -> HelperFacts:
        """What was typed, as the operation takes it."""
        return HelperFacts(typed(self.name), typed(self.who), typed(self.checked))


class MentorForm(Form):
    """Which member could look after somebody new."""

    mentor = RadioField(
        _("Whom do you want to ask?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose a member"))],
    )

    @property
    def mentor_id(self) -> uuid.UUID:
        """Who was chosen."""
        return uuid.UUID(self.mentor.data)


def mentor_form(members: Sequence[Member]) -> MentorForm:
    """The form with who could do it."""
    form = MentorForm()
    form.mentor.choices = [SelectChoice(str(each.id), each.person.name) for each in members]
    return form
