"""The forms of interviews: a plan, what happened, and that a bidder got in touch."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.core import clock
from portal.core.fields import ClockField, DayField, ExactField, VersionField
from portal.core.forms import AtMost, Form, Whole, typed
from portal.evaluation.interviews.operations import HeldFacts, PlanFacts
from portal.evaluation.models_interviews import ADULTS, InterviewPlan
from portal.specifications.forms import given

HELD, MISSED = "held", "missed"
ADULT_NAMES = {
    "participation": _("the participation lead"),
    "safeguarding": _("the safeguarding lead"),
    "facilitator": _("the person who leads the talks"),
    "other": _("another adult of the authority who looks after young people"),
}
"""What people are told of the adult: a role, and never a name."""


def adult_words(adult: str | None) -> str:
    """The adult's role in words; nothing for none."""
    return str(ADULT_NAMES[adult]) if adult in ADULT_NAMES else ""


def _adults(label: Any, checks: Sequence[Any]) -> RadioField:
    return RadioField(
        label,
        widget=GovRadioInput(),
        choices=[SelectChoice(each, ADULT_NAMES[each]) for each in ADULTS],
        validators=list(checks),
    )


class PlanForm(Form):
    """When and where an interview is."""

    day = DayField(_("Day"), validators=[InputRequired(_("Enter a day"))])
    time = ClockField(_("Time"), validators=[InputRequired(_("Enter a time"))])
    minutes = ExactField(
        _("How many minutes?"), validators=[InputRequired(_("Enter how many")), Whole(10, 180)]
    )
    place = StringField(
        _("Where is it, or what is the link?"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Say where it is, or give the link")), AtMost(500)],
    )
    adult = _adults(
        _("Which adult is with the evaluators the whole time?"), [InputRequired(_("Choose one"))]
    )
    seen = VersionField()

    def facts(self) -> PlanFacts:
        """The plan as it was filled in."""
        assert self.day.data
        assert self.time.data
        starts_at = datetime.combine(self.day.data, self.time.data, clock.LONDON)
        return PlanFacts(
            starts_at.astimezone(UTC),
            int(given(self.minutes)),
            typed(self.place),
            self.adult.data,
        )


def plan_form(plan: InterviewPlan | None, minutes: int | None) -> PlanForm:
    """The form, filled with the plan that stands; a first plan begins with as many minutes as the
    other bidders have."""
    if plan is None:
        return PlanForm(data={"minutes": minutes or 45, "seen": "0"})
    starts_at = plan.starts_at.astimezone(clock.LONDON)
    data = {"day": starts_at.date(), "time": starts_at.time(), "minutes": plan.minutes}
    data |= {"place": plan.place, "adult": plan.adult, "seen": str(plan.version)}
    return PlanForm(data=data)


class HeldForm(Form):
    """What happened."""

    outcome = RadioField(
        _("Was it held?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice(HELD, _("Yes, it was held")),
            SelectChoice(MISSED, _("No, the bidder didn’t come")),
        ],
        validators=[InputRequired(_("Choose one"))],
    )
    present = SelectMultipleField(_("Who was there?"), widget=GovCheckboxesInput())
    adult = _adults(_("Which adult was with them the whole time?"), [Optional()])
    words = TextAreaField(
        _("Anything to keep on record"), widget=GovTextArea(), validators=[AtMost(4000)]
    )
    seen = VersionField()

    def facts(self) -> HeldFacts:
        """What happened, as the operation takes it."""
        return HeldFacts(
            self.outcome.data == HELD,
            self.adult.data or None,
            [uuid.UUID(each) for each in self.present.data or []],
            typed(self.words),
        )


def held_form(people: Mapping[str, str], before: Mapping[str, Any]) -> HeldForm:
    """The form with everybody who may have been there, by seat; `before`: what was recorded."""
    form = HeldForm(data=dict(before))
    form.present.choices = [SelectChoice(seat_id, name) for seat_id, name in people.items()]
    return form


class ContactForm(Form):
    """What somebody tells of a bidder that got in touch with them."""

    words = TextAreaField(
        _("What happened?"),
        validators=[InputRequired(_("Write what happened, in a sentence or two.")), AtMost(4000)],
    )


def group_words(titles: Sequence[str]) -> str:
    """'Young people, Parents and carers'."""
    return ", ".join(titles) or gettext("nobody yet")
