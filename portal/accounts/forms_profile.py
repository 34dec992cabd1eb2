"""Forms of an organisation's profile: what it is, and how it is insured."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from portal.accounts.organisation import insurance_name, size_name
from portal.accounts.profile import (
    INSURANCES,
    SIZES,
    Insurance,
    ProfileFacts,
    charity_number,
    company_number,
)
from portal.core.fields import DayField, MoneyField
from portal.core.forms import AtMost, Form, stop, tell_apart, typed
from portal.core.words import say

NO_COMPANY = say("A company number has 8 characters, such as 01234567 or SC123456")
NO_CHARITY = say(
    "A charity number has 6 or 7 digits, or begins with SC or NIC, such as 1234567 or SC012345"
)
WITH_WHOM = say("Enter with whom you are insured")
HOW_MUCH = say("Enter for how much you are insured")
UNTIL_WHEN = say("Enter until which day you are insured")


def _line(label: str, most: int = 200) -> StringField:
    return StringField(label, widget=GovTextInput(), validators=[AtMost(most)])


def _lines(label: str) -> TextAreaField:
    return TextAreaField(label, widget=GovTextArea(), validators=[AtMost(400)])


class ProfileForm(Form):
    """What an organisation tells once for all of its bids; all of it may be left out."""

    trading_names = _lines(_("Trading names, one on each line (optional)"))
    company_number = _line(_("Company number (optional)"), 20)
    charity_number = _line(_("Charity number (optional)"), 20)
    size = RadioField(
        _("How many people work for you? (optional)"),
        widget=GovRadioInput(),
        validators=[Optional()],
    )
    vcse = RadioField(
        _("Are you a voluntary, community or social enterprise? (optional)"),
        widget=GovRadioInput(),
        choices=[SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))],
        validators=[Optional()],
    )
    registered_address = _lines(_("Registered address, if it is another one (optional)"))
    contact = _line(_("Who answers questions: a team or a job title (optional)"))
    phone = _line(_("Telephone number (optional)"), 40)

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.size.choices = [SelectChoice(each, size_name(each)) for each in SIZES]

    def validate_company_number(self, field: Field) -> None:
        """As Companies House writes it."""
        if company_number(typed(field)) is None:
            raise stop(NO_COMPANY)

    def validate_charity_number(self, field: Field) -> None:
        """As one of the three registers writes it."""
        if charity_number(typed(field)) is None:
            raise stop(NO_CHARITY)

    def facts(self) -> ProfileFacts:
        """What was typed, as the operation takes it."""
        names = (name.strip() for name in typed(self.trading_names).splitlines())
        return ProfileFacts(
            trading_names="\n".join(dict.fromkeys(name for name in names if name)),
            company_number=company_number(typed(self.company_number)) or "",
            charity_number=charity_number(typed(self.charity_number)) or "",
            size=self.size.data or "",
            is_vcse={"yes": True, "no": False}.get(self.vcse.data),
            registered_address=typed(self.registered_address),
            contact=typed(self.contact),
            phone=typed(self.phone),
        )


class InsurancesForm(Form):
    """Each insurance: with whom, for how much, until when; `insurances_form` makes its fields."""

    def rows(self) -> Iterator[tuple[str, Field, Field, Field]]:
        """The name of each insurance, and its three fields."""
        for kind in INSURANCES:
            yield insurance_name(kind), *(self[f"{kind}_{what}"] for what in WHAT)

    def validate(self, extra_validators: Any = None) -> bool:
        """An insurance is told whole or not at all."""
        is_valid = super().validate(extra_validators)
        for _name, insurer, cover, ends_on in self.rows():
            said = (typed(insurer), cover.data, ends_on.data)
            if any(field.errors for field in (insurer, cover, ends_on)) or not any(said):
                continue
            asked = zip((insurer, cover, ends_on), (WITH_WHOM, HOW_MUCH, UNTIL_WHEN), strict=True)
            for (field, why), there in zip(asked, said, strict=True):
                if not there:
                    field.errors = [*field.errors, str(stop(why))]
                    is_valid = False
        tell_apart((name, field) for name, *fields in self.rows() for field in fields)
        return is_valid

    def held(self) -> dict[str, Insurance]:
        """What was typed, by kind."""
        found = {kind: [self[f"{kind}_{what}"] for what in WHAT] for kind in INSURANCES}
        return {
            kind: Insurance(typed(insurer), cover.data, ends_on.data)
            for kind, (insurer, cover, ends_on) in found.items()
            if typed(insurer)
        }


WHAT = ("insurer", "cover", "ends_on")


def insurances_form(held: dict[str, Any]) -> InsurancesForm:
    """The form of all insurances; `held` as a profile keeps them."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for kind in INSURANCES:
        fields[f"{kind}_insurer"] = _line(_("With whom you are insured"))
        fields[f"{kind}_cover"] = MoneyField(_("For how much, in pounds"))
        fields[f"{kind}_ends_on"] = DayField(_("Until which day"))
        if each := held.get(kind):
            data[f"{kind}_insurer"] = each["insurer"]
            data[f"{kind}_cover"] = Decimal(each["cover"])
            data[f"{kind}_ends_on"] = date.fromisoformat(each["expires_on"])
    made: InsurancesForm = type("Insurances", (InsurancesForm,), fields)(data=data)
    return made
