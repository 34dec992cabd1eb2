"""Forms of choosing: how a panel chooses, who would like to, a vote, an agreement, a ground."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovRadioInput,
    GovSelect,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from portal.core.fields import DayField
from portal.core.forms import AtMost, Form, typed
from portal.core.identity import LooksForIdentity
from portal.evaluation.choosing.operations import ChoosingFacts
from portal.participation.beside.choices import OwnChoice
from portal.participation.panels.models import Member

MOST = 25


def _number(label: str, least: int, missing: str) -> IntegerField:
    wrong = _("Enter a whole number from %(least)s to %(most)s", least=least, most=MOST)
    return IntegerField(
        label,
        widget=GovTextInput(),
        validators=[InputRequired(missing), NumberRange(least, MOST, message=wrong)],
    )


class OpenForm(Form):
    """Which panel chooses for which group, in which way, how many, and until when."""

    which = RadioField(
        _("Which panel chooses, and for which group?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose a panel and a group"))],
    )
    way = RadioField(
        _("How does the panel choose?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("vote", _("By a private vote here")),
            SelectChoice("agreement", _("By agreement, at a session")),
        ],
        validators=[InputRequired(_("Choose how the panel chooses"))],
    )
    seats = _number(_("How many people mark?"), 1, _("Enter how many people mark"))
    reserves = _number(_("How many reserves?"), 0, _("Enter how many reserves, or 0"))
    forward_until = DayField(
        _("Until which day can people put themselves forward?"),
        validators=[InputRequired(_("Enter the last day to put oneself forward"))],
    )
    closes_on = DayField(_("Until which day do they vote?"), validators=[Optional()])
    is_one_each = BooleanField(
        _("I looked at who they are: nobody has two accounts on this panel"),
        widget=GovCheckboxInput(),
    )

    def facts(self) -> ChoosingFacts:
        """What was typed, as the operation takes it."""
        assert self.forward_until.data
        return ChoosingFacts(
            way=self.way.data,
            seats=self.seats.data or 0,
            reserves=self.reserves.data or 0,
            forward_until=self.forward_until.data,
            closes_on=self.closes_on.data,
            is_one_each=self.is_one_each.data,
        )


class ForwardForm(OwnChoice, LooksForIdentity, Form):
    """‘I’d like to’, and a line about why, if one likes."""

    why = TextAreaField(_("Why would you like to? (optional)"), validators=[AtMost(300)])

    @property
    def text(self) -> str:
        """What was written freely."""
        return typed(self.why)


class VoteForm(OwnChoice, Form):
    """For whom a member votes; it is shown once more before it counts."""

    chosen = SelectMultipleField(
        _("Who would be good at this?"), widget=GovCheckboxesInput(), validators=[Optional()]
    )
    step = HiddenField()

    @property
    def ids(self) -> list[uuid.UUID]:
        """Whom they chose."""
        return [uuid.UUID(each) for each in self.chosen.data or []]


class AgreementForm(Form):
    """Whom the panel agreed on; `agreement_form` adds the reserves in their order."""

    chosen = SelectMultipleField(
        _("Who marks?"), widget=GovCheckboxesInput(), validators=[Optional()]
    )
    is_agreed = BooleanField(
        _("The panel talked about it and agreed on these people"), widget=GovCheckboxInput()
    )
    spare: Sequence[str] = ()

    def people(self, members: Sequence[Member]) -> tuple[list[Member], list[Member]]:
        """Who has a seat, and the reserves in their order, each once."""
        by_id = {str(each.id): each for each in members}
        chosen = [by_id[each] for each in self.chosen.data or []]
        named = dict.fromkeys(self[name].data for name in self.spare)
        return chosen, [by_id[each] for each in named if each]


def agreement_form(members: Sequence[Member], reserves: int) -> AgreementForm:
    """The form with the panel's members, and a box for each reserve."""
    people = [SelectChoice(str(each.id), each.person.name) for each in members]
    names = [f"reserve_{number}" for number in range(1, reserves + 1)]
    fields: dict[str, Any] = {"spare": names}
    for number, name in enumerate(names, start=1):
        fields[name] = SelectField(
            _("Reserve %(number)s", number=number),
            widget=GovSelect(),
            choices=[SelectChoice("", _("Nobody")), *people],
            validators=[Optional()],
        )
    form: AgreementForm = type("FullAgreementForm", (AgreementForm,), fields)()
    form.chosen.choices = people
    return form


class RefuseForm(Form):
    """On which published ground a chosen person is refused."""

    ground = RadioField(
        _("On which ground?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("conflict", _("They have a conflict of interest with a bidder")),
            SelectChoice(
                "another_part",
                _("They have another part in this: they work for the authority or for a provider"),
            ),
            SelectChoice("age", _("They are not of the age that the law asks for")),
            SelectChoice("consent", _("A consent that this needs is missing")),
        ],
        validators=[InputRequired(_("Choose a ground"))],
    )


class LiftForm(Form):
    """Why a ground doesn't stand against somebody any more."""

    because = RadioField(
        _("Why do you lift it?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("gone", _("The ground has gone: for example the consent is there now")),
            SelectChoice("mistake", _("It was a mistake")),
        ],
        validators=[InputRequired(_("Choose why you lift it"))],
    )
