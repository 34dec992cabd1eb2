"""Forms of insights and asks; choices are passed in, and nothing here asks the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.core.fields import DayField, ExactField
from portal.core.forms import AtMost, Form, stop, typed
from portal.core.identity import LooksForIdentity
from portal.core.words import say
from portal.participation.insights.operations import AskFacts, InsightFacts
from portal.participation.insights.queries import Wanted
from portal.participation.panels.models import Panel

SOURCE_WORDS = {
    "session": _("A session or workshop"),
    "survey": _("A survey or poll"),
    "complaint": _("A complaint or a compliment"),
    "forum": _("A parents’ or young people’s forum"),
    "healthwatch": _("Healthwatch"),
    "front_line": _("Somebody who works with families"),
    "inspection": _("An inspection or a visit"),
    "other": _("Something else"),
}
PERMISSION_WORDS = {
    "staff": _("Staff of this authority"),
    "panels": _("Staff and the panels"),
    "public": _("Everybody"),
}
MOST_MINUTES = 24 * 60


def _choices(words: dict[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, text) for value, text in words.items()]


def _day(field: DayField) -> date:
    """The day of a field that has to be there."""
    assert field.data is not None
    return field.data


class InsightForm(LooksForIdentity, Form):
    """One thing that somebody said; short, so that it takes less than a minute."""

    words = TextAreaField(
        _("What was said"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Write what was said")), AtMost(2000)],
    )
    source = RadioField(
        _("Where was it said?"),
        widget=GovRadioInput(),
        choices=_choices(SOURCE_WORDS),
        validators=[InputRequired(_("Choose where it was said"))],
    )
    source_words = StringField(
        _("Which one? (optional)"), widget=GovTextInput(), validators=[AtMost(200)]
    )
    said_on = DayField(_("On which day?"), validators=[InputRequired(_("Enter the day"))])
    permission = RadioField(
        _("Who may read it?"),
        widget=GovRadioInput(),
        choices=_choices(PERMISSION_WORDS),
        validators=[InputRequired(_("Choose who may read it"))],
    )
    tags = SelectMultipleField(
        _("Tags (optional)"), widget=GovCheckboxesInput(), validators=[Optional()]
    )
    more_tags = StringField(
        _("More tags (optional)"), widget=GovTextInput(), validators=[AtMost(300)]
    )

    def facts(self) -> InsightFacts:
        """What was typed, as the operation takes it."""
        return InsightFacts(
            words=typed(self.words),
            source=self.source.data,
            source_words=typed(self.source_words),
            said_on=_day(self.said_on),
            permission=self.permission.data,
            tags=[*(self.tags.data or []), *typed(self.more_tags).split(",")],
        )

    @property
    def text(self) -> str:
        """All that was written freely."""
        fields = (self.words, self.source_words, self.more_tags)
        return " · ".join(typed(field) for field in fields)


def insight_form(tags: Sequence[str], given: dict[str, Any]) -> InsightForm:
    """The form with the tags in use, and what is taken over from the insight before."""
    form = InsightForm(data=given)
    form.tags.choices = [SelectChoice(tag, tag) for tag in tags]
    return form


class WithdrawForm(Form):
    """Why an insight goes off the list."""

    reason = TextAreaField(
        _("Why?"), widget=GovTextArea(), validators=[InputRequired(_("Say why")), AtMost(1000)]
    )


class SearchForm(Form):
    """What the list is searched for; it changes nothing, so it needs no token."""

    class Meta:
        csrf = False

    q = StringField(_("Words"), widget=GovTextInput())
    tag = SelectField(_("Tag"), widget=GovSelect())
    source = SelectField(_("Where it was said"), widget=GovSelect())

    def wanted(self, tags: Sequence[str], reads_all: bool) -> Wanted:
        """Fill the lists, and tell what was chosen; what isn't on a list asks for all."""
        sources = {value: str(text) for value, text in SOURCE_WORDS.items()}
        for field, words in ((self.tag, {tag: tag for tag in tags}), (self.source, sources)):
            field.choices = [SelectChoice("", gettext("All")), *_choices(words)]
            field.data = field.data if field.data in words else ""
        return Wanted(typed(self.q)[:200], self.tag.data, self.source.data, reads_all)


class AboutForm(Form):
    """What one would like to know; it changes nothing, so it needs no token."""

    class Meta:
        csrf = False

    about = StringField(_("What do you want to know?"), widget=GovTextInput())


class MinutesField(ExactField):
    """A whole number of minutes, of one day at most."""

    def __init__(self, **more: Any) -> None:
        needed = [InputRequired(_("Enter how many minutes"))]
        label = _("How many minutes does it take each person?")
        super().__init__(label, validators=needed, **more)

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Nobody is asked for a part of a minute, or for more than a day."""
        is_whole = self.data is not None and self.data == int(self.data)
        if not validation_stopped and not (is_whole and 0 < (self.data or 0) <= MOST_MINUTES):
            raise stop(say("Enter a whole number of minutes, such as 45"))


class AskForm(Form):
    """An ask that is noted in the calendar."""

    about = StringField(
        _("What is the panel asked about?"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Enter what the panel is asked about")), AtMost(200)],
    )
    panel = RadioField(
        _("Which panel?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose a panel"))],
    )
    asked_on = DayField(_("On which day?"), validators=[InputRequired(_("Enter the day"))])
    minutes = MinutesField()
    known_before = TextAreaField(
        _("What was known before, and what is still missing?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Say what was known before")), AtMost(2000)],
    )
    over_because = TextAreaField(
        _("Why it can’t wait, if the panel was asked as often as it wants (optional)"),
        widget=GovTextArea(),
        validators=[AtMost(1000)],
    )

    def facts(self) -> AskFacts:
        """What was typed, as the operation takes it."""
        return AskFacts(
            about=typed(self.about),
            asked_on=_day(self.asked_on),
            minutes=int(self.minutes.data or 0),
            known_before=typed(self.known_before),
            over_because=typed(self.over_because),
        )


def ask_form(panels: Sequence[Panel], given: dict[str, Any]) -> AskForm:
    """The form with the authority's panels."""
    form = AskForm(data=given)
    form.panel.choices = [SelectChoice(str(panel.id), panel.title) for panel in panels]
    return form
