"""The forms of moderation: what was agreed, and signing it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovRadioInput
from wtforms import HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from portal.core.fields import VersionField
from portal.core.forms import AtMost, Form, typed
from portal.evaluation.moderation.checks import (
    WRITTEN,
    Moderated,
    ModerationFacts,
    agreed_field,
    faults_of,
)
from portal.specifications.models import Group

TEXTS = (*WRITTEN, "next_mark")
MOST = AtMost(6000)


class ModerationForm(Form):
    """What a moderation agreed; `form_for` adds a mark for each group, and who was present."""

    groups: Sequence[Group] = ()
    is_begun = False
    is_doubted = False

    points_for = TextAreaField(_("Points for"), validators=[MOST])
    points_against = TextAreaField(_("Points against"), validators=[MOST])
    reconciled = TextAreaField(_("How different views were brought together"), validators=[MOST])
    reason = TextAreaField(_("The agreed reason"), validators=[MOST])
    next_mark = TextAreaField(_("What a higher mark needed"), validators=[MOST])
    present = SelectMultipleField(_("Who was present?"), widget=GovCheckboxesInput())
    seen = VersionField()
    seen_marks = VersionField()
    read_again = HiddenField()
    overruled = TextAreaField(_("Why these words should stand"), validators=[AtMost(2000)])
    warnings: Sequence[str] = ()

    def complete(self, moderated: Moderated) -> bool:
        """Judge the whole record, everything that is missing at once; notes may have gaps."""
        valid: bool = self.validate()
        faults = faults_of(moderated, self.facts()) if valid else []
        for fault in faults:
            self.show(fault)
        return valid and not faults

    def texts(self) -> dict[str, str]:
        """What is written, by field."""
        return {name: typed(self[name]) for name in TEXTS}

    def content(self) -> dict[str, Any]:
        """Everything typed, as notes keep it."""
        marks = {group.slug: self[agreed_field(group)].data or "" for group in self.groups}
        kept = {"overruled": typed(self.overruled), "present": list(self.present.data or [])}
        return {**self.texts(), "agreed": marks, **kept}

    def facts(self) -> ModerationFacts:
        """What was agreed, as the operation takes it."""
        chosen = {group.id: self[agreed_field(group)].data for group in self.groups}
        texts: dict[str, Any] = self.texts()
        return ModerationFacts(
            **texts,
            agreed={group_id: Decimal(mark) for group_id, mark in chosen.items() if mark},
            present=[uuid.UUID(seat_id) for seat_id in self.present.data or []],
            seen=self.seen.number(),
            seen_marks=self.seen_marks.number() if self.seen_marks.data else None,
            warnings=self.warnings,
            overruled=typed(self.overruled),
        )


def form_for(
    groups: Sequence[Group],
    marks: Sequence[SelectChoice],
    people: Sequence[SelectChoice],
    data: Mapping[str, Any],
) -> ModerationForm:
    """The form of one item: a mark of the scale for each group, and the people who mark it."""
    fields: dict[str, Any] = {"groups": groups}
    for group in groups:
        label = group.title if len(groups) > 1 else _("Agreed mark")
        fields[agreed_field(group)] = RadioField(
            label, widget=GovRadioInput(), choices=list(marks), validators=[Optional()]
        )
    made = type("MarksForm", (ModerationForm,), fields)
    start = {name: data.get(name, "") for name in TEXTS}
    start["present"] = data.get("present", [])
    start["overruled"] = data.get("overruled", "")
    for group in groups:
        start[agreed_field(group)] = data.get("agreed", {}).get(group.slug, "")
    form: ModerationForm = made(data=start)
    form.present.choices = list(people)
    return form


class SignOffForm(Form):
    """The records that a member stands by: those that were ticked, or all that were shown."""

    records = SelectMultipleField(_("I was there, and this is what we said"), validate_choice=False)
    shown = SelectMultipleField(validate_choice=False)
    do = HiddenField()

    def chosen(self) -> list[uuid.UUID]:
        """The ids that were signed; what isn't an id was never on the page."""
        found = []
        signed = self.shown if self.do.data == "all" else self.records
        for each in signed.data or []:
            try:
                found.append(uuid.UUID(each))
            except ValueError:
                continue
        return found


class DissentForm(Form):
    """Why somebody who was there doesn't agree with what was written down."""

    words = TextAreaField(_("Why don’t you agree?"), validators=[AtMost(3000)])
