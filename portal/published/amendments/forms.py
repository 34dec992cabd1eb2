"""The form of an amendment: why, the days, and every paragraph with its twin in plain words."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovRadioInput, GovTextArea
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.clock import LONDON
from portal.core.fields import ClockField, DayField
from portal.core.forms import AtMost, Form, typed
from portal.published.amendments.operations import Amended

LONGEST = 20_000


class AmendForm(Form):
    """What every amendment says; the paragraphs come with `amend_form`."""

    reason = TextAreaField(
        _("Why does it change?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Say why, in words that everybody can read")), AtMost(4000)],
    )
    is_material = RadioField(
        _("Does it change what a bid has to say, or what it costs?"),
        widget=GovRadioInput(),
        choices=[SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))],
        validators=[InputRequired(_("Choose whether it changes what a bid has to say"))],
    )
    deadline_day = DayField(
        _("Last day for bids"), validators=[InputRequired(_("Enter the last day for bids"))]
    )
    deadline_time = ClockField(_("Time on that day"), default=time(12))
    marking_ends_on = DayField(_("Marking ends"))
    decision_on = DayField(_("Decision"))
    starts_on = DayField(_("Service starts"))
    why_short = TextAreaField(
        _("If less than ten days are left after a change that matters: why is it enough?"),
        widget=GovTextArea(),
        validators=[AtMost(2000)],
    )
    is_sure = BooleanField(
        _("I have read what changes. Publish it, and tell all who bid"), widget=GovCheckboxInput()
    )

    def facts(self) -> Amended:
        """What was filled in."""
        assert self.deadline_day.data is not None, "the form asks for it"
        at = self.deadline_time.data or time(12)
        return Amended(
            reason=typed(self.reason),
            is_material=self.is_material.data == "yes",
            deadline_at=datetime.combine(self.deadline_day.data, at, LONDON).astimezone(UTC),
            marking_ends_on=self.marking_ends_on.data,
            decision_on=self.decision_on.data,
            starts_on=self.starts_on.data,
            texts=self._texts(),
            why_short=typed(self.why_short),
        )

    def _texts(self) -> dict[tuple[int, int], tuple[str, str]]:
        found: dict[tuple[int, int], tuple[str, str]] = {}
        for name in self._fields:
            kind, _line, place = name.partition("_")
            if kind == "words":
                section, number = (int(each) for each in place.split("_"))
                texts = (_clean(self[name].data), _clean(self[f"plain_{place}"].data))
                found[section, number] = texts
        return found


def _clean(text: str | None) -> str:
    """A text with one kind of line end, so that an unchanged one is the same."""
    return (text or "").replace("\r\n", "\n").strip()


def amend_form(specification: dict[str, Any], days: dict[str, Any]) -> AmendForm:
    """A form with two boxes for each paragraph that stands, as it stands."""
    fields: dict[str, Any] = {}
    data = dict(days)
    for section, each in enumerate(specification["sections"]):
        for number, paragraph in enumerate(each["paragraphs"]):
            place = f"{section}_{number}"
            where = {"title": each["title"], "number": number + 1}
            words = gettext("‘%(title)s’, paragraph %(number)s", **where)
            plain = gettext("‘%(title)s’, paragraph %(number)s, in plain words", **where)
            for name, label in ((f"words_{place}", words), (f"plain_{place}", plain)):
                fields[name] = TextAreaField(
                    label,
                    widget=GovTextArea(),
                    validators=[InputRequired(_("An amendment takes no paragraph out"))]
                    + [AtMost(LONGEST)],
                )
            data |= {
                f"words_{place}": paragraph["words"],
                f"plain_{place}": paragraph["plain_words"],
            }
    return type("ThisAmendForm", (AmendForm,), fields)(data=data)
