"""Forms of claims, representations, further decisions, the contract and proclaimed days."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import BooleanField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.accounts.models import Provider
from portal.bids.schedule import Package
from portal.core.fields import DayField
from portal.core.formats import pounds
from portal.core.forms import AtMost, Form, stop, typed
from portal.core.words import say
from portal.outcomes.contracting.models import (
    ABANDON,
    CLAIM,
    ENDED,
    ENTER,
    GO_BACK,
    INFORMATION,
    REPRESENTATION,
    REVIEW,
    UPHELD,
    WITHDRAWN,
)
from portal.outcomes.standstill import PARTS

LONGEST = 20_000
NO_HOW = say("Choose how it ended")
HOLIDAY, WORKED = "holiday", "worked"
KINDS = {CLAIM: _("claim"), REPRESENTATION: _("representation")}
STEPS = {
    INFORMATION: _("We gave the information that it asks for, or said why not"),
    REVIEW: _("We reviewed it"),
    ENDED: _("It ended"),
}
ENDINGS = {
    WITHDRAWN: _("The provider withdrew it"),
    "settled": _("It was settled"),
    "dismissed": _("The court dismissed it"),
    "lifted": _("The court lifted the suspension"),
    UPHELD: _("The court upheld it"),
}
FURTHER = {
    ENTER: _("Enter the contract as intended"),
    GO_BACK: _("Go back to an earlier step: moderation is open again"),
    ABANDON: _("Abandon this procurement: the tender ends without a contract"),
}


def _choices(words: dict[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


class ProclaimedForm(Form):
    """A day that isn't as the calendar has it."""

    day = DayField(_("Which day?"), validators=[InputRequired(_("Enter the day"))])
    parts = SelectMultipleField(
        _("In which parts of the United Kingdom?"),
        widget=GovCheckboxesInput(),
        validators=[InputRequired(_("Choose at least one part"))],
        choices=_choices(PARTS),
    )
    what = RadioField(
        _("What is it there?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice(HOLIDAY, _("A bank holiday")),
            SelectChoice(WORKED, _("A working day after all")),
        ],
        validators=[InputRequired(_("Choose what the day is"))],
    )
    name = StringField(
        _("What is it called, or why does it change?"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Say what the day is called")), AtMost(120)],
    )


class ClaimForm(Form):
    """What reached the authority, from whom and when."""

    provider = RadioField(
        _("Who does it come from?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose who it comes from"))],
    )
    notified_on = DayField(
        _("On which day did it reach you?"),
        validators=[InputRequired(_("Enter the day on which it reached you"))],
    )
    words = TextAreaField(
        _("What does it say?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Say what it is about")), AtMost(LONGEST)],
    )
    asks = BooleanField(_("It asks for information"), widget=GovCheckboxInput())

    def offer(self, bidders: Sequence[Provider]) -> None:
        """Everybody who got a letter."""
        self.provider.choices = [SelectChoice(str(each.id), each.name) for each in bidders]


class ChallengeForm(Form):
    """A provider's own claim or representations."""

    words = TextAreaField(
        _("What do you want to say?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Write what you want to say")), AtMost(LONGEST)],
    )
    asks = BooleanField(
        _("I ask for information too, and say above which"), widget=GovCheckboxInput()
    )


class StepForm(Form):
    """What was done about a claim or a representation."""

    step = RadioField(
        _("What was done?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose what was done"))],
    )
    how = RadioField(
        _("If it ended: how?"),
        widget=GovRadioInput(),
        choices=_choices(ENDINGS),
        validate_choice=False,
    )
    done_on = DayField(_("On which day?"), validators=[InputRequired(_("Enter the day"))])
    words = TextAreaField(
        _("What exactly?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Say what exactly was done")), AtMost(LONGEST)],
    )

    def suit(self, kind: str) -> None:
        """A claim has no review of ours; a representation ends by itself only when withdrawn."""
        is_claim = kind == CLAIM
        steps = {key: words for key, words in STEPS.items() if not (is_claim and key == REVIEW)}
        self.step.choices = _choices(steps)
        if not is_claim:
            self.how.choices = _choices({WITHDRAWN: ENDINGS[WITHDRAWN]})

    def validate_how(self, field: RadioField) -> None:
        """An end says how."""
        known = [each.value for each in field.choices]
        if self.step.data == ENDED and field.data not in known:
            raise stop(NO_HOW)


class FurtherForm(Form):
    """The further decision after representations, and its reasons."""

    outcome = RadioField(
        _("What do you decide?"),
        widget=GovRadioInput(),
        choices=_choices(FURTHER),
        validators=[InputRequired(_("Choose what you decide"))],
    )
    reason = TextAreaField(
        _("Why?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Give the reasons")), AtMost(LONGEST)],
    )


class ContractForm(Form):
    """The day of the contract, and how long it runs."""

    signed_on = DayField(
        _("On which day was the contract entered?"),
        validators=[InputRequired(_("Enter the day of the contract"))],
    )
    starts_on = DayField(
        _("From which day does it run?"), validators=[InputRequired(_("Enter the first day"))]
    )
    ends_on = DayField(
        _("Until which day does it run?"), validators=[InputRequired(_("Enter the last day"))]
    )

    package = RadioField(
        _("Which package is bought?"), widget=GovRadioInput(), validators=[Optional()]
    )
    package_reason = TextAreaField(
        _("Why this one?"), widget=GovTextArea(), validators=[AtMost(2000)]
    )

    def bought(self) -> tuple[str, ...]:
        """The package and why, where there are several."""
        if "package" not in self:
            return ()
        return self.package.data or "", typed(self.package_reason)


def contract_form(packages: Sequence[Package]) -> ContractForm:
    """The form; it asks for a package where the price schedule has some (P12)."""
    form = ContractForm()
    if not packages:
        del form.package, form.package_reason
        return form
    form.package.choices = [
        SelectChoice(each.name, f"{each.name}: {pounds(each.total)}".rstrip(": "))
        for each in packages
    ]
    return form


class ContractNoticeForm(Form):
    """The day on which the notice about the contract came out."""

    published_on = DayField(
        _("On which day was it published?"),
        validators=[InputRequired(_("Enter the day of the notice"))],
    )
