"""How this looks: text size, spacing, words and language, each with what it was before."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput
from wtforms import Field, HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.forms import Form
from portal.core.look import ENGLISH, LANGUAGES, SIZES, SPACINGS, Look

SIZE_WORDS = {"normal": _("As it is"), "large": _("Bigger"), "largest": _("Biggest")}
SPACING_WORDS = {"normal": _("As it is"), "wide": _("More room")}
PLAIN_WORDS = {"plain": _("Plain words"), "standard": _("Standard words")}
LANGUAGE_WORDS = {"en": "English", "cy": "Cymraeg (Welsh, a draft)"}


def _choices(values: Any, words: dict[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, words[value]) for value in values]


def _one_of(label: str, values: Any, words: dict[str, Any]) -> Field:
    needed = InputRequired(_("Choose one of the answers on the page"))
    choices = _choices(values, words)
    return RadioField(label, widget=GovRadioInput(), choices=choices, validators=[needed])


class LookForm(Form):
    """What a person likes, on one page; a language is asked only where it is offered."""

    size = _one_of(_("How big is the text?"), SIZES, SIZE_WORDS)
    spacing = _one_of(_("How much room is between lines and letters?"), SPACINGS, SPACING_WORDS)
    words = _one_of(_("Which words do you like?"), PLAIN_WORDS, PLAIN_WORDS)
    language = _one_of(_("Which language do you like?"), LANGUAGES, LANGUAGE_WORDS)
    back = HiddenField()

    def __init__(self, *args: Any, offers_welsh: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not offers_welsh:
            del self.language

    def look(self) -> Look:
        """What was chosen."""
        language = self.language.data if self.language else ENGLISH
        return Look(self.size.data, self.spacing.data, self.words.data, language)


class LanguagesForm(Form):
    """Whether the people of an authority may read the draft of the Welsh pages."""

    welsh = RadioField(
        _("Do you want to offer the draft in Welsh?"),
        widget=GovRadioInput(),
        choices=[SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))],
        validators=[InputRequired(_("Choose yes or no"))],
    )
