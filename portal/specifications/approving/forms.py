"""Forms of the approval before publication."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.forms import AtMost
from portal.specifications.agreeing.forms import AsRead
from portal.specifications.approving.models import APPROVED, RETURNED


class AskApprovalForm(AsRead):
    """What the lead wants the approver to know."""

    words = TextAreaField(
        _("What should they look at?"), widget=GovTextArea(), validators=[AtMost(2000)]
    )


class AnswerForm(AsRead):
    """Yes, or back to the lead with what has to change."""

    step = RadioField(
        _("May it be published as it stands?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice(APPROVED, _("Yes, I approve it")),
            SelectChoice(RETURNED, _("No, something has to change first")),
        ],
        validators=[InputRequired(_("Choose an answer"))],
    )
    words = TextAreaField(
        _("What has to change, or what you want to say"),
        widget=GovTextArea(),
        validators=[AtMost(2000)],
    )
