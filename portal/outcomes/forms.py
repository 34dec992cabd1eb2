"""Forms of decision, approval, reveal, release and notice."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovRadioInput, GovTextArea
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.fields import DayField
from portal.core.forms import AtMost, Form
from portal.outcomes.figures import BidResult

NOBODY = "nobody"  # labels are capitals
APPROVE, SEND_BACK = "approve", "send-back"
YES, NO = "yes", "no"


class DecisionForm(Form):
    """Which bid is chosen, or none, and why."""

    choice = RadioField(
        _("Which bid do you choose?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose a bid, or none"))],
    )
    reason = TextAreaField(
        _("Why?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Give the reason for the decision")), AtMost(8000)],
    )

    def offer(self, standings: Sequence[BidResult]) -> None:
        """The bids that have a place, the only first one preselected; a disqualified one never."""
        ranked = [each for each in standings if each.is_ranked]
        self.choice.choices = [
            *(SelectChoice(each.label, _choice(each)) for each in ranked),
            SelectChoice(NOBODY, gettext("None of the bids")),
        ]
        first = [each.label for each in ranked if each.rank == 1]
        if self.choice.data is None and len(first) == 1:
            self.choice.data = first[0]


def _choice(standing: BidResult) -> str:
    return gettext(
        "Bid %(label)s, place %(rank)s, total %(total)s",
        label=standing.label,
        rank=standing.rank,
        total=standing.total,
    )


class ApprovalForm(Form):
    """The approver's word on a decision, and why."""

    word = RadioField(
        _("What do you say to the decision?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice(APPROVE, _("I approve it")),
            SelectChoice(SEND_BACK, _("I send it back, to be decided anew")),
        ],
        validators=[InputRequired(_("Choose whether you approve the decision"))],
    )
    reason = TextAreaField(
        _("Why?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Give your reason")), AtMost(8000)],
    )


class RevealForm(Form):
    """The reveal can't be taken back, so it asks."""

    sure = BooleanField(
        _("I understand that what was seen can’t be unseen"),
        widget=GovCheckboxInput(),
        validators=[InputRequired(_("Tick the box to go on"))],
    )


class ReleaseForm(Form):
    """Sending can't be taken back, so it asks."""

    sure = BooleanField(
        _("I have read every letter, and I understand that they can’t be taken back"),
        widget=GovCheckboxInput(),
        validators=[InputRequired(_("Tick the box to go on"))],
    )


class AwardNoticeForm(Form):
    """The day of the notice, and where the regime leaves it open whether a standstill binds."""

    published_on = DayField(
        _("On which day was it published?"),
        validators=[InputRequired(_("Enter the day of the notice"))],
    )
    has_standstill = RadioField(
        _("Does the notice name a standstill?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice(YES, _("Yes, a voluntary standstill")),
            SelectChoice(NO, _("No")),
        ],
        validators=[InputRequired(_("Choose whether the notice names a standstill"))],
    )

    def leave_out_what_is_mandatory(self) -> None:
        """Where the regime asks for a standstill there is nothing to choose."""
        del self.has_standstill

    @property
    def wants_standstill(self) -> bool:
        """Whether a standstill was chosen; where there is no choice the operation knows."""
        return "has_standstill" not in self or self.has_standstill.data == YES
