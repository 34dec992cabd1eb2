"""The forms of an import: how many bids, the workbook, the zips, and what two people say to it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovTextInput
from wtforms import HiddenField, IntegerField, StringField
from wtforms.validators import InputRequired

from portal.accounts.forms import email
from portal.core.forms import AtMost, Form, Whole


class TakeForm(Form):
    """For how many bids the workbook is made."""

    class Meta(Form.Meta):
        """It only asks for a file, and changes nothing."""

        csrf = False

    bids: IntegerField


def take_form(most: int) -> TakeForm:
    """The form, for as many bids as a workbook of this tender can hold."""
    field = IntegerField(
        _("How many bids were received there?"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Enter how many bids were received there")), Whole(1, most)],
    )
    return type("Take", (TakeForm,), {"bids": field})()


class WorkbookForm(Form):
    """The workbook, filled in."""

    file = FileField(_("Choose the workbook that you filled in"), widget=GovFileInput())


class ZipForm(Form):
    """The files that came with bids."""

    files = FileField(_("Choose a zip with the files"), widget=GovFileInput())


class SeenForm(Form):
    """What was shown, by its hash: two people say yes to the very same."""

    sha256 = HiddenField(validators=[AtMost(64)])


class RemoveForm(Form):
    """A file to take out, by its name."""

    name = StringField(validators=[InputRequired(), AtMost(300)])


class InviteForm(Form):
    """An organisation to invite, and to which address."""

    provider = HiddenField(validators=[AtMost(36)])
    email = email(_("Email address"), _("Enter an email address"))
