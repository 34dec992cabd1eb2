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


class ReplaceForm(Form):
    """Who leaves, and who comes."""

    seat = RadioField(
        _("Which officer leaves?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose who leaves"))],
    )
    person = RadioField(
        _("Who takes their place?"), widget=GovRadioInput(), validators=[InputRequired(CHOOSE)]
    )


def replace_form(may: Sequence[Role], openers: Openers) -> ReplaceForm:
    """The form with both officers, and everybody whom a lead can name."""
    form = ReplaceForm()
    form.seat.choices = [
        SelectChoice(seat, openers.name_of(seat)) for seat in OFFICERS if seat in openers.rows
    ]
    form.person.choices = [
        SelectChoice(str(each.person_id), f"{each.person.name}, {gettext(ROLES[each.name])}")
        for each in may
    ]
    return form


class RenewForm(NewCodeForm):
    """The old code opens once more, and a new one is typed from paper."""

    old_code = StringField(
        _("The old recovery code"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Type the old recovery code")), AtMost(100)],
    )
    code = StringField(
        _("The new recovery code"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Type the new recovery code")), AtMost(100)],
    )
