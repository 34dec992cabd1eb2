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
from portal.outcomes.standings import Standing

NOBODY = "nobody"  # labels are capitals
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

    def offer(self, standing: Standing | None) -> None:
        """The bid that stands first by the published method, or none; no other can be chosen."""
        first = standing.of(standing.first) if standing and standing.first else None
        offered = [SelectChoice(first.label, choice_words(first))] if first else []
        self.choice.choices = [*offered, SelectChoice(NOBODY, gettext("None of the bids"))]
        if self.choice.data is None and first:
            self.choice.data = first.label


def choice_words(standing: BidResult) -> str:
    """A bid as it is chosen: its label, place and total."""
    return gettext(
        "Bid %(label)s, place %(rank)s, total %(total)s",
        label=standing.label,
        rank=standing.rank,
        total=standing.total,
    )


class TieForm(Form):
    """Which of the bids that share first place stands first, and why."""

    first = RadioField(
        _("Which bid stands first?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose which bid stands first"))],
    )
    reason = TextAreaField(
        _("Why this one?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Give the reason why it stands first")), AtMost(8000)],
    )

    def offer(self, tied: Sequence[BidResult]) -> None:
        """Those that share first place, none preselected: nothing decides it but the reason."""
        self.first.choices = [SelectChoice(each.label, choice_words(each)) for each in tied]


class MistakeForm(Form):
    """What mistake was found."""

    reason = TextAreaField(
        _("What is the mistake?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Say what the mistake is")), AtMost(8000)],
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
