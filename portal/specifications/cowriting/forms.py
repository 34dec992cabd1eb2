"""Forms of writing together; what is typed is never lost, and a card can stand for words."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovRadioInput,
    GovSelect,
    GovTextInput,
)
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.core.fields import DayField, ExactField
from portal.core.formats import exact
from portal.core.forms import AtMost, Form, stop, typed
from portal.core.identity import LooksForIdentity
from portal.core.words import say
from portal.participation.beside.choices import TypedByHelper
from portal.participation.insights.forms import MinutesField
from portal.participation.panels.models import Panel
from portal.specifications.cowriting.cards import CARDS, FITTING
from portal.specifications.cowriting.facts import AnswerFacts, RoundFacts, SuggestionFacts
from portal.specifications.cowriting.places import RULES, Place

LONGEST = 4000
NO_DAY = say("Enter the new last day")
NO_ANSWER_DAY = say("Enter the day by which everything has its answer")
NO_CARD = ""
ALL_MARKS = Decimal(100)
TOO_HIGH = say("This is more than there is. Write a lower number")


class RoundForm(Form):
    """Ask a panel to write with a tender, and say what it can move (P10, P15)."""

    panel_id = RadioField(
        _("Which panel?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose the panel"))],
    )
    purpose = TextAreaField(
        _("What is it for?"),
        validators=[InputRequired(_("Say what it is for")), AtMost(LONGEST)],
    )
    can_change = TextAreaField(
        _("What can they change?"),
        validators=[InputRequired(_("Say what they can change")), AtMost(LONGEST)],
    )
    cannot_change = TextAreaField(
        _("What can’t be changed, and why?"),
        validators=[InputRequired(_("Say what can’t be changed, and why")), AtMost(LONGEST)],
    )
    closes_on = DayField(
        _("Last day to write"), validators=[InputRequired(_("Enter the last day to write"))]
    )
    answers_by = DayField(_("By which day does everything have its answer?"))
    minutes = MinutesField()
    known_before = TextAreaField(
        _("What was known before, and what is still missing?"),
        validators=[InputRequired(_("Say what was known before")), AtMost(2000)],
    )
    over_because = TextAreaField(
        _("Why it can’t wait, if the panel was asked as often as it wants (optional)"),
        validators=[AtMost(1000)],
    )

    def facts(self) -> RoundFacts:
        """What was typed, as the operation takes it."""
        assert self.closes_on.data is not None, "the form asks for it"
        return RoundFacts(
            uuid.UUID(self.panel_id.data),
            typed(self.purpose),
            typed(self.can_change),
            typed(self.cannot_change),
            self.closes_on.data,
            int(self.minutes.data or 0),
            typed(self.known_before),
            typed(self.over_because),
            self.answers_by.data,
        )


def round_form(panels: Sequence[Panel]) -> RoundForm:
    """The form over the panels that are there; the only one is chosen already."""
    form = RoundForm()
    form.panel_id.choices = [SelectChoice(str(each.id), each.title) for each in panels]
    if len(panels) == 1 and not form.is_submitted():
        form.panel_id.data = str(panels[0].id)
    return form


class EndForm(Form):
    """Close a round early, or give it more time; either is written down with its reason."""

    what = RadioField(
        _("What do you want to do?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose what you want to do"))],
    )
    closes_on = DayField(_("New last day to write"))
    answers_by = DayField(_("By which day does everything have its answer?"))
    reason = TextAreaField(
        _("Why? The panel reads this"),
        validators=[InputRequired(_("Say why")), AtMost(LONGEST)],
    )

    def validate_closes_on(self, field: DayField) -> None:
        """More time needs its last day."""
        if self.what.data == "more" and field.data is None and not field.errors:
            raise stop(NO_DAY)

    def validate_answers_by(self, field: DayField) -> None:
        """Another day for the answers is a day."""
        if self.what.data == "answers" and field.data is None and not field.errors:
            raise stop(NO_ANSWER_DAY)


def end_form(answers_by: date, *, is_open: bool) -> EndForm:
    """A round that is over gets more time, or its answers another day than `answers_by`."""
    form = EndForm(data={"answers_by": answers_by})
    close = [SelectChoice("close", _("Close it now"))] if is_open else []
    form.what.choices = [
        *close,
        SelectChoice("more", _("Give more time to write")),
        SelectChoice("answers", _("Answer by another day")),
    ]
    return form


class SuggestionForm(TypedByHelper, Form):
    """Words of one's own, a card instead, why, and whether one's name shows."""

    words: Any = TextAreaField(_("Your words"), validators=[AtMost(LONGEST)])
    card = RadioField(_("Or choose a card"), validators=[Optional()])
    reason = TextAreaField(_("Why? You can leave this out"), validators=[AtMost(LONGEST)])
    shows_name = BooleanField(_("Show my name to my panel"), widget=GovCheckboxInput())

    def facts(self) -> SuggestionFacts:
        """What was typed, as the operation takes it."""
        card, shows_name = self.card.data or None, bool(self.shows_name.data)
        said = (self.said(), typed(self.reason), card, shows_name)
        return SuggestionFacts(*said, through_helper=self.is_through_helper)

    def said(self) -> str:
        """The words, with line ends of one kind."""
        return typed(self.words).replace("\r\n", "\n")

    def everything(self) -> str:
        """All that was typed freely, to be looked at for identity (P6)."""
        return f"{self.said()}\n{typed(self.reason)}".strip()


class NumberForm(SuggestionForm):
    """A number: how much something counts, or the least mark."""

    words: Any = ExactField(_("The number that it should be"), validators=[Optional()])
    most = ALL_MARKS

    def validate_words(self, field: ExactField) -> None:
        """Nothing counts more than all marks, and no least mark is higher than the highest."""
        if field.data is not None and field.data > self.most:
            raise stop(TOO_HIGH)

    def said(self) -> str:
        """The number as it is written everywhere."""
        return exact(self.words.data)


def suggestion_form(
    kind: str, place: Place | None, *, plain: bool, shows_name: bool
) -> SuggestionForm:
    """The form for a kind of suggestion; a box for words begins with the words that stand there."""
    given: dict[str, Any] = {"shows_name": shows_name, "card": NO_CARD}
    if place and kind == "words":
        given["words"] = place.said(kind, plain=plain)
    form = (NumberForm if kind in ("weight", "minimum") else SuggestionForm)(data=given)
    if isinstance(form, NumberForm) and kind == "minimum" and place:
        form.most = place.highest
    cards = [SelectChoice(slug, gettext(CARDS[slug])) for slug in FITTING[kind]]
    form.card.choices = [SelectChoice(NO_CARD, gettext("No card")), *cards]
    return form


class BackForm(TypedByHelper, LooksForIdentity, Form):
    """Agree, and add a few words if one likes."""

    words = TextAreaField(
        _("Would you like to add something? You can leave this out"),
        validators=[AtMost(LONGEST)],
    )


class QuestionForm(TypedByHelper, LooksForIdentity, Form):
    """What an answer doesn't answer."""

    words = TextAreaField(
        _("What is missing in the answer?"),
        validators=[InputRequired(_("Write what is missing in the answer")), AtMost(LONGEST)],
    )


class AnswerForm(LooksForIdentity, Form):
    """What became of some suggestions, where they went, and why, in plain words (P10)."""

    theme = StringField(
        _("What are they about, in a few words?"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Say what they are about")), AtMost(200)],
    )
    outcome = RadioField(
        _("What becomes of them?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose what becomes of them"))],
        choices=[
            SelectChoice("taken_up", _("Taken up: we do it")),
            SelectChoice("adapted", _("Adapted: we do part of it, or do it another way")),
            SelectChoice("not_taken_up", _("Not taken up: we can’t do it")),
        ],
    )
    part = SelectField(
        _("Which part changed, or will change?"), widget=GovSelect(), validators=[Optional()]
    )
    reason = TextAreaField(
        _("Why? In plain words"),
        validators=[InputRequired(_("Say why, in plain words")), AtMost(LONGEST)],
    )

    def facts(self) -> AnswerFacts:
        """What was typed, as the operation takes it."""
        given = (self.outcome.data, typed(self.reason), self.part.data or "")
        return AnswerFacts(typed(self.theme), *given)


def answer_form(places: Sequence[Place], about: str) -> AnswerForm:
    """The form over the parts that are there; the theme begins with what the first one is about."""
    form = AnswerForm(data=None if not about else {"theme": about})
    choices = [SelectChoice(each.key, each.title or gettext(RULES)) for each in places]
    form.part.choices = [SelectChoice("", gettext("Choose a part")), *choices]
    return form
