"""Forms about people, sign-in and organisations."""

from __future__ import annotations

import re

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import (
    GovFileInput,
    GovPasswordInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import Field, HiddenField, PasswordField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, Optional

from portal.accounts.models import (
    APPROVER,
    AUDITOR,
    CONTRIBUTOR,
    DEPUTY,
    LEAD,
    OFFICER,
    PARTICIPATION,
    SAFEGUARDING,
)
from portal.accounts.operations import ProviderFacts
from portal.accounts.passwords import LEAST, MOST
from portal.core.forms import AtMost, Form, stop, typed
from portal.core.words import say

EMAIL = Email(_("Enter an email address, like name@example.com"))
NO_ACCOUNT = say("A name to sign in with has 3 to 60 letters, numbers, dots or dashes")
STAFF_ROLES = [
    SelectChoice(LEAD, _("Procurement lead: runs tenders")),
    SelectChoice(PARTICIPATION, _("Participation lead: looks after evaluators and conflicts")),
    SelectChoice(APPROVER, _("Approver: approves decisions, and doesn’t mark")),
    SelectChoice(AUDITOR, _("Auditor: reads, and changes nothing")),
    SelectChoice(OFFICER, _("Desk officer: takes names out of bids before they are marked")),
    SelectChoice(SAFEGUARDING, _("Safeguarding lead: reads worries about somebody’s safety")),
    SelectChoice(DEPUTY, _("Deputy safeguarding lead: reads them too")),
]


def text(label: str, missing: str, most: int = 200) -> StringField:
    """A short text that must be filled in."""
    return StringField(
        label, widget=GovTextInput(), validators=[InputRequired(missing), AtMost(most)]
    )


SIGN_IN_NAME = r"[\w.-]{3,60}"


def judge_account(form: Form, field: Field) -> None:
    """What somebody signs in with: an e-mail where it has an @; else a name without spaces."""
    if "@" in typed(field):
        EMAIL(form, field)
    elif not re.fullmatch(SIGN_IN_NAME, typed(field)):
        raise stop(NO_ACCOUNT)


def address() -> TextAreaField:
    """Where letters go by post."""
    return TextAreaField(
        _("Postal address"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Enter the postal address")), AtMost(400)],
    )


def email(label: str, missing: str | None = None) -> StringField:
    """An e-mail; without `missing` it may be left out."""
    needed = InputRequired(missing) if missing else Optional()
    return StringField(label, widget=GovTextInput(), validators=[needed, AtMost(320), EMAIL])


def new_password(label: str) -> PasswordField:
    """A password that is chosen now."""
    return PasswordField(
        label,
        widget=GovPasswordInput(),
        validators=[
            InputRequired(_("Choose a password")),
            Length(min=LEAST, message=_("Your password must have 10 characters or more")),
            AtMost(MOST),
        ],
    )


class SignInForm(Form):
    """What a person signs in with: an e-mail or a name, and a password."""

    email = text(
        _("Email address or sign-in name"), _("Enter your email address or sign-in name"), 320
    )
    password = PasswordField(
        _("Password"),
        widget=GovPasswordInput(),
        validators=[InputRequired(_("Enter your password")), AtMost(MOST)],
    )


class PasswordForm(Form):
    """Change one's own password."""

    password = PasswordField(
        _("The password you have now"),
        widget=GovPasswordInput(),
        validators=[InputRequired(_("Enter the password you have now")), AtMost(MOST)],
    )
    new_password = new_password(_("New password"))


class ChoosePasswordForm(Form):
    """An evaluator's own password, which nobody else knows."""

    new_password = new_password(_("Your new password"))


class ForgottenForm(Form):
    """Ask for a link to choose a new password."""

    email = email(_("Email address"), _("Enter your email address"))


class JoinForm(Form):
    """Take up an invitation: one's name, what one signs in with, and a password."""

    name = text(_("Your name"), _("Enter your name"))
    email = text(
        _("Email address, or a name to sign in with"),
        _("Enter an email address, or a name to sign in with"),
        320,
    )
    new_password = new_password(_("Choose a password"))

    def validate_email(self, field: Field) -> None:
        """An e-mail, or a name to sign in with."""
        judge_account(self, field)


class ColleagueForm(Form):
    """Invite somebody into one's organisation."""

    name = text(_("Name"), _("Enter the person’s name"))
    email = email(_("Email address (optional)"))


PARTS = [
    SelectChoice(
        "manager",
        _("Bid manager: writes, sends and withdraws bids, invites others, keeps your details"),
    ),
    SelectChoice(CONTRIBUTOR, _("Contributor: writes drafts of bids, and sends nothing")),
]


class PartForm(Form):
    """What a member may do for an organisation."""

    part = RadioField(
        _("What will this person do?"),
        widget=GovRadioInput(),
        choices=PARTS,
        validators=[InputRequired(_("Choose what this person will do"))],
    )

    @property
    def writes_only(self) -> bool:
        """Whether they only write drafts."""
        return bool(self.part.data == CONTRIBUTOR)


class MemberForm(ColleagueForm, PartForm):
    """Invite a colleague into an organisation that bids."""


class InviteForm(ColleagueForm):
    """Invite somebody to work for the authority."""

    role = RadioField(
        _("What will this person do?"),
        widget=GovRadioInput(),
        choices=STAFF_ROLES,
        validators=[InputRequired(_("Choose what this person will do"))],
    )


class ManyForm(Form):
    """The workbook of people to invite, filled in."""

    file = FileField(_("Choose the workbook that you filled in"), widget=GovFileInput())


class SureForm(Form):
    """The rows that were read, sealed."""

    rows = HiddenField(validators=[AtMost(450_000)])


class ProviderForm(Form):
    """What letters name an organisation by (R21)."""

    name = text(_("Name of the organisation"), _("Enter the name of the organisation"))
    identifier = text(_("Charity or company number"), _("Enter the charity or company number"), 60)
    address = address()
    organisation_email = email(
        _("Email address of the organisation"), _("Enter the email address of the organisation")
    )
    website = StringField(_("Website (optional)"), widget=GovTextInput(), validators=[AtMost(300)])

    def facts(self) -> ProviderFacts:
        """What was typed, as the operations take it."""
        return ProviderFacts(
            name=typed(self.name),
            address=typed(self.address),
            email=typed(self.organisation_email),
            website=typed(self.website),
            identifier=typed(self.identifier),
        )


class RegisterForm(ProviderForm):
    """Register an organisation together with one's own account."""

    person = text(_("Your name"), _("Enter your name"))
    email = email(_("Your email address"), _("Enter your email address"))
    new_password = new_password(_("Choose a password"))
