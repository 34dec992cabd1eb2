"""The form of a tender's own facts."""

from __future__ import annotations

from datetime import UTC, datetime, time

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.clock import LONDON
from portal.core.fields import ClockField, DayField, MoneyField
from portal.core.forms import AtMost, Form, typed
from portal.tenders.operations import TenderFacts

REGIME_CHOICES = [
    SelectChoice("light_touch", _("Light touch: social, children’s, youth or education services")),
    SelectChoice("psr", _("Provider Selection Regime: health care services")),
    SelectChoice("ordinary", _("Procurement Act 2023 in full")),
    SelectChoice("below_threshold", _("Below the threshold")),
]


class TenderForm(Form):
    """What the lead says of a tender; the days may wait until it is published."""

    title = StringField(
        _("Title"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Enter a title")), AtMost(200)],
    )
    reference = StringField(
        _("Reference"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Enter a reference")), AtMost(60)],
    )
    description = TextAreaField(
        _("What is bought, in a few sentences"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Describe what is bought")), AtMost(4000)],
    )
    plain_description = TextAreaField(
        _("The same in plain words, for young people"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Describe it in plain words too")), AtMost(4000)],
    )
    regime = RadioField(
        _("Which rules apply?"),
        widget=GovRadioInput(),
        choices=REGIME_CHOICES,
        validators=[InputRequired(_("Choose which rules apply"))],
    )
    regime_reason = TextAreaField(
        _("Why these rules?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Say why these rules apply")), AtMost(2000)],
    )
    estimated_value = MoneyField(_("What it is worth over its whole life, with VAT"))
    health_value = MoneyField(_("What the health care part is worth over its whole life"))
    other_value = MoneyField(_("What the other part is worth over its whole life"))
    why_together = TextAreaField(
        _("Why can’t the other part reasonably be bought apart?"),
        widget=GovTextArea(),
        validators=[AtMost(4000)],
    )
    deadline_day = DayField(_("Last day for bids"))
    deadline_time = ClockField(_("Time on that day"), default=time(12))
    marking_ends_on = DayField(_("Marking ends"))
    decision_on = DayField(_("Decision"))
    starts_on = DayField(_("Service starts"))

    def facts(self) -> TenderFacts:
        """What was typed, as the operation takes it."""
        deadline = None
        if self.deadline_day.data:
            at = self.deadline_time.data or time(12)
            deadline = datetime.combine(self.deadline_day.data, at, LONDON).astimezone(UTC)
        return TenderFacts(
            title=typed(self.title),
            reference=typed(self.reference),
            description=typed(self.description),
            plain_description=typed(self.plain_description),
            regime=self.regime.data,
            regime_reason=typed(self.regime_reason),
            deadline_at=deadline,
            marking_ends_on=self.marking_ends_on.data,
            decision_on=self.decision_on.data,
            starts_on=self.starts_on.data,
            estimated_value=self.estimated_value.data,
            health_value=self.health_value.data,
            other_value=self.other_value.data,
            why_together=typed(self.why_together),
        )
