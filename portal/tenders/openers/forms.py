"""Forms of opening officers: who they are, and the recovery code."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.accounts.models import Role
from portal.core.forms import AtMost, Form
from portal.tenders.openers.models import OFFICERS
from portal.tenders.openers.queries import Openers
from portal.tenders.openers.words import ROLES

CHOOSE = _("Choose a person")


class OfficersForm(Form):
    """The two who open the bids together."""

    first = RadioField(
        _("First opening officer"), widget=GovRadioInput(), validators=[InputRequired(CHOOSE)]
    )
    second = RadioField(
        _("Second opening officer"), widget=GovRadioInput(), validators=[InputRequired(CHOOSE)]
    )

    def people(self) -> dict[str, uuid.UUID]:
        """By seat who was chosen."""
        return {seat: uuid.UUID(self[seat].data) for seat in OFFICERS}


def officers_form(may: Sequence[Role], openers: Openers) -> OfficersForm:
    """The form with everybody whom a lead can choose, and whom they chose before."""
    before = {s: str(openers.rows[s].person_id) for s in OFFICERS if s in openers.rows}
    form = OfficersForm(data=before)
    people = [
        SelectChoice(str(each.person_id), f"{each.person.name}, {gettext(ROLES[each.name])}")
        for each in may
    ]
    for seat in OFFICERS:
        form[seat].choices = people
    return form


class CodeForm(Form):
    """The recovery code, typed from paper."""

    code = StringField(
        _("Recovery code"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Type the recovery code")), AtMost(100)],
    )


class NewCodeForm(CodeForm):
    """A new code, typed once, so that it surely stands on paper; the page that was sent shows it
    again after a slip, since it is kept nowhere."""

    made = HiddenField(validators=[AtMost(100)])
