"""Forms of the participation lead, of who answers for a child, and of a member's own pages."""

from __future__ import annotations

from typing import Any, Self

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from wtforms import Field, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from portal.accounts.forms import email, text
from portal.core.fields import DayField
from portal.core.forms import AtMost, Form, stop, typed
from portal.core.words import say
from portal.participation.beside.choices import OwnChoice, TypedByHelper
from portal.participation.panels.ages import OLDEST_TEENS
from portal.participation.panels.consents import Word
from portal.participation.panels.models import HELPED, Helper
from portal.participation.panels.operations import Details, PanelFacts

WHO_SAID = say("Enter who said it")
MAY_HELP = say("May %(name)s (%(who)s) help them: read to them, and type what they say?")
ROUTES = [
    SelectChoice("parent", _("Somebody with parental responsibility, on paper")),
    SelectChoice("delegate", _("Whom the authority has named to decide for this child")),
]
KINDS = [
    SelectChoice("young", _("Young people")),
    SelectChoice("parent", _("Parents and carers")),
]
YES_NO = [SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))]
TELL_BY = [
    SelectChoice("here", _("A message on this website, when I sign in")),
    SelectChoice("email", _("An email")),
    SelectChoice("letter", _("A letter")),
    SelectChoice("call", _("A phone call")),
    SelectChoice("meeting", _("Somebody tells me when we meet")),
    SelectChoice("poster", _("A poster with the main points")),
    SelectChoice("recording", _("A recording that I can listen to")),
    SelectChoice("easy_read", _("Easy read: short sentences and pictures")),
]
AGES = [
    SelectChoice("under_13", _("Under 13")),
    SelectChoice("13_to_15", _("13, 14 or 15")),
    SelectChoice(OLDEST_TEENS, _("16 or 17")),
    SelectChoice("18_to_24", _("18 to 24")),
]
NEARLY_GROWN = AGES[2:]
"""What somebody of 16 or 17 is asked again: a day on which they turn 18 is never kept."""
MOST_MONTHS, MOST_ASKS = 120, 366


def choose(label: str, choices: list[SelectChoice], missing: str | None = None) -> RadioField:
    """One of a few answers; without `missing` it may be passed."""
    needed = InputRequired(missing) if missing else Optional()
    return RadioField(label, widget=GovRadioInput(), choices=choices, validators=[needed])


def long(label: str, missing: str | None, most: int) -> TextAreaField:
    """A longer text; without `missing` it may be left out."""
    needed = [InputRequired(missing)] if missing else []
    return TextAreaField(label, validators=[*needed, AtMost(most)])


def optional(label: str, most: int = 200) -> StringField:
    """A short text that may be left out."""
    return StringField(label, widget=GovTextInput(), validators=[AtMost(most)])


class ChangePanelForm(Form):
    """What is said about a panel."""

    title = text(_("Name of the panel"), _("Enter a name for the panel"), 100)
    purpose = long(_("What is it for?"), _("Write what the panel is for"), 2000)
    term_months = IntegerField(
        _("How many months does a membership last?"),
        widget=GovTextInput(),
        validators=[
            InputRequired(_("Enter how many months a membership lasts")),
            NumberRange(1, MOST_MONTHS, _("Enter a number from 1 to 120")),
        ],
    )
    asks_a_year = IntegerField(
        _("How often in a year may the panel be asked something? (optional)"),
        widget=GovTextInput(),
        validators=[Optional(), NumberRange(1, MOST_ASKS, _("Enter a number from 1 to 366"))],
    )

    def facts(self) -> PanelFacts:
        """What was typed, as the operations take it."""
        return PanelFacts(
            title=typed(self.title),
            purpose=typed(self.purpose),
            term_months=self.term_months.data or 0,
            asks_a_year=self.asks_a_year.data,
        )


class PanelForm(ChangePanelForm):
    """A new panel; for whom it is can't change later."""

    kind = choose(_("Who is it for?"), KINDS, _("Choose who the panel is for"))

    def facts(self) -> PanelFacts:
        """What was typed, as the operations take it."""
        said = super().facts()
        return PanelFacts(**{**vars(said), "kind": self.kind.data})


class InvitePersonForm(Form):
    """Ask somebody to join a panel, and why them."""

    name = text(_("Name"), _("Enter the name"))
    email = email(_("Email address (optional)"))
    why = long(_("Why do you ask them?"), _("Write why you ask them"), 1000)


class NewCodeForm(Form):
    """How it was checked that somebody is who they say."""

    checked = text(
        _("How did you check that it is them?"), _("Write how you checked that it is them"), 300
    )


class AskAdultForm(Form):
    """Who gets the code that says yes or no for somebody under 16."""

    name = text(_("Name of the adult"), _("Enter the name of the adult"))
    email = email(_("Their email address (optional)"))


class YesForm(Form):
    """Yes or no for each purpose; what isn't answered counts as no."""

    taking_part = choose(_("May they take part?"), YES_NO, _("Choose yes or no"))
    photographs = choose(_("May photographs be taken of them?"), YES_NO)
    told_afterwards = choose(_("May we tell them later what became of it?"), YES_NO)
    helper = choose(_("May their helper sit beside them?"), YES_NO)

    def by_purpose(self) -> dict[str, bool]:
        """What was said about each purpose; on a helper only what was really said."""
        purposes = (self.taking_part, self.photographs, self.told_afterwards)
        said = {field.name: field.data == "yes" for field in purposes}
        if self.helper is not None and self.helper.data:
            said[HELPED] = self.helper.data == "yes"
        return said

    def asking_about(self, helper: Helper | None) -> Self:
        """Ask about the helper who is named, by name; without one nothing is asked."""
        if helper is None:
            del self.helper
        else:
            told = {"name": helper.name, "who": helper.who}
            self.helper.label.text = gettext(MAY_HELP) % told
        return self


class AdultForm(YesForm):
    """An adult's own word, by a code."""

    name = text(_("Your name"), _("Enter your name"), 100)
    relation = text(_("Who are you to them?"), _("Write who you are to them"), 100)

    def adult(self) -> str:
        """Who said it."""
        return f"{typed(self.name)}, {typed(self.relation)}"


class NoteConsentForm(YesForm):
    """What an adult said on paper, or whom the authority has named."""

    route = choose(_("Who said it?"), ROUTES, _("Choose who said it"))
    adult = text(_("Their name, and who they are to the child"), WHO_SAID)

    def word(self) -> Word:
        """Whose word it is."""
        return Word(self.route.data, typed(self.adult))


class OwnYesForm(YesForm):
    """A member's own word."""

    taking_part = choose(_("Do you want to take part?"), YES_NO, _("Choose yes or no"))
    photographs = choose(_("May we take photographs of you?"), YES_NO)
    told_afterwards = choose(
        _("May we tell you later what happened with your ideas, also when you have left?"), YES_NO
    )
    helper: Any = None


class ConsentForm(OwnChoice, OwnYesForm):
    """The same while somebody is a member, who may have a helper."""


class DetailsForm(Form):
    """What a member is called, and how they are told what happened."""

    called = text(_("What do you want to be called?"), _("Write what you want to be called"), 60)
    say_name = optional(_("How do you say it? (optional)"), 100)
    shows_name = choose(
        _("May the others on the panel see your name beside your ideas?"),
        YES_NO,
        _("Choose yes or no"),
    )
    tell_by = choose(
        _("How shall we tell you what happened with your ideas?"),
        TELL_BY,
        _("Choose how we shall tell you"),
    )
    age_band: Any = choose(_("How old are you now?"), NEARLY_GROWN)

    def details(self) -> Details:
        """What was typed, as the operations take it."""
        return Details(
            called=typed(self.called),
            say_name=typed(self.say_name),
            shows_name=self.shows_name.data == "yes",
            tell_by=self.tell_by.data,
            age_band=self.age_band.data or None if self.age_band else None,
        )


class NeedForm(Form):
    """What somebody needs, so that they can take part."""

    words = long(_("What do you need?"), _("Write what you need"), 2000)
    needed_until = DayField(_("Until which day do we have to know?"))


class TermsForm(Form):
    """The rules of a panel, put together from what its members put forward."""

    words = long(_("The rules of the panel"), _("Write the rules of the panel"), 5000)


class IdeaForm(TypedByHelper, Form):
    """A sentence for the rules."""

    words = long(_("A sentence for our rules"), _("Write a sentence"), 300)


def yes_no(value: bool | None) -> str | None:
    """A yes or no as the form shows it; none where nothing was said."""
    return None if value is None else "yes" if value else "no"


def judge_tell_by(field: Field, address: str) -> None:
    """Who wants to be told by e-mail has one."""
    if field.data == "email" and not address:
        raise stop(say("Write your email address, or choose another way"))
