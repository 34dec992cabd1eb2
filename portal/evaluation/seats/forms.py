"""The forms before marking: a gate, a seat, one's declaration, a decision on an interest."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import Field, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.accounts.forms import judge_account
from portal.accounts.models import Provider
from portal.core.forms import AtMost, Form, typed
from portal.evaluation.models import Declaration
from portal.evaluation.seats.operations import ConflictAnswer

YES_NO = [SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))]


def _reason(label: str) -> TextAreaField:
    return TextAreaField(
        label, widget=GovTextArea(), validators=[InputRequired(_("Say why")), AtMost(2000)]
    )


class GateForm(Form):
    """The lead's word on one pass/fail question of one bid."""

    passed = RadioField(
        _("Does the bid pass?"),
        widget=GovRadioInput(),
        choices=[SelectChoice("yes", _("It passes")), SelectChoice("no", _("It fails"))],
        validators=[InputRequired(_("Choose whether the bid passes"))],
    )
    reason = _reason(_("Why?"))


class SeatForm(Form):
    """Who gets a seat, in which group, for which criteria."""

    group = RadioField(
        _("In which group?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose a group"))],
    )
    criteria = SelectMultipleField(
        _("Which criteria? (optional)"), widget=GovCheckboxesInput(), validators=[Optional()]
    )
    account = StringField(
        _("Email address or sign-in name"),
        widget=GovTextInput(),
        validators=[
            InputRequired(_("Enter an email address or a sign-in name")),
            AtMost(320),
        ],
    )
    name = StringField(_("Name, for somebody new"), widget=GovTextInput(), validators=[AtMost(200)])

    def validate_account(self, field: Field) -> None:
        """An e-mail, or a name to sign in with."""
        judge_account(self, field)


class DecisionForm(Form):
    """What the participation lead decides on a declared interest."""

    kept_from = RadioField(
        _("May this person mark that bid?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("yes", _("No, keep them from that bid")),
            SelectChoice("no", _("Yes, they may mark it")),
        ],
        validators=[InputRequired(_("Choose whether they may mark that bid"))],
    )
    reason = _reason(_("Why?"))


class DeclarationForm(Form):
    """Two questions for each bidder's name (R16); `form_for` adds the fields of each name."""

    bidders: Sequence[uuid.UUID] = ()

    def fields_of(self, provider_id: uuid.UUID) -> dict[str, Any]:
        """The three fields of one bidder's name."""
        names = {part: f"{part}_{provider_id.hex}" for part in ("used", "interest", "details")}
        return {part: self[name] for part, name in names.items()}

    def validate(self, extra_validators: Any = None) -> bool:
        """Who has a link says in a few words what it is."""
        valid = super().validate(extra_validators)
        for provider_id in self.bidders:
            fields = self.fields_of(provider_id)
            if fields["interest"].data == "yes" and not typed(fields["details"]):
                message = gettext("Tell us in a few words what the link is")
                fields["details"].errors = [*fields["details"].errors, message]
                valid = False
        return valid

    def answers(self) -> dict[uuid.UUID, ConflictAnswer]:
        """What was answered, by bidder."""
        found = {}
        for provider_id in self.bidders:
            fields = self.fields_of(provider_id)
            found[provider_id] = ConflictAnswer(
                has_used=fields["used"].data == "yes",
                has_interest=fields["interest"].data == "yes",
                details=typed(fields["details"]),
            )
        return found


def declaration_form(
    bidders: Sequence[Provider], declared: Sequence[Declaration] = ()
) -> DeclarationForm:
    """The form with its fields for each bidder's name, and what was answered before."""
    fields: dict[str, Any] = {"bidders": [each.id for each in bidders]}
    for bidder in bidders:
        fields[f"used_{bidder.id.hex}"] = _yes_no(
            _("Have you used this service, or been helped by people there?"), bidder.name
        )
        fields[f"interest_{bidder.id.hex}"] = _yes_no(
            _(
                "Do you, your family or a close friend work for them, get money from them, or have"
                " a dispute with them?"
            ),
            bidder.name,
        )
        fields[f"details_{bidder.id.hex}"] = TextAreaField(
            _("If you said yes to one of these, tell us a little more"),
            widget=GovTextArea(),
            validators=[AtMost(1000)],
        )
    said = {}
    for each in declared:
        said[f"used_{each.provider_id.hex}"] = "yes" if each.has_used else "no"
        said[f"interest_{each.provider_id.hex}"] = "yes" if each.has_interest else "no"
        said[f"details_{each.provider_id.hex}"] = each.details
    form: DeclarationForm = type("NamedDeclarationForm", (DeclarationForm,), fields)(data=said)
    return form


def _yes_no(question: str, name: str) -> RadioField:
    return RadioField(
        question,
        widget=GovRadioInput(),
        choices=YES_NO,
        validators=[InputRequired(_("Answer yes or no for %(name)s", name=name))],
    )
