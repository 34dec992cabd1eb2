"""The forms of reading: marks in an answer, what is told to the lead, warnings, the order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.forms import AtMost, Form
from portal.evaluation.reading.highlights import LONGEST
from portal.evaluation.reading.kinds import MARKS, ORDERS, TOLD, Place

ALL = "all"


def _choices(words: dict[str, str]) -> list[SelectChoice]:
    return [SelectChoice(name, _(text)) for name, text in words.items()]


class HighlightForm(Form):
    """A sentence of the answer, what it is for the reader, and a note."""

    words = RadioField(_("Which sentence?"), validators=[InputRequired(_("Choose a sentence"))])
    kind = RadioField(
        _("What is it?"),
        widget=GovRadioInput(),
        choices=_choices(MARKS),
        validators=[InputRequired(_("Choose ‘Good’, ‘Worry’ or ‘Question’"))],
    )
    note = TextAreaField(
        _("A note, if you like"), widget=GovTextArea(), validators=[AtMost(LONGEST)]
    )

    def span(self) -> tuple[int, int]:
        """The places that were chosen."""
        start, _dash, end = str(self.words.data).partition("-")
        return int(start), int(end)


class PageNoteForm(HighlightForm):
    """The same on a page of a file: a sentence of it, or all of it."""

    words = RadioField(_("What is your note about?"), default="0-0")


class FlagForm(Form):
    """What somebody tells the lead about an answer."""

    kind = RadioField(
        _("What do you want to tell?"),
        widget=GovRadioInput(),
        choices=_choices(TOLD),
        validators=[InputRequired(_("Choose what you want to tell"))],
    )
    words = TextAreaField(
        _("Say more, if you like"), widget=GovTextArea(), validators=[AtMost(500)]
    )


class AnswerForm(Form):
    """The lead's answer."""

    words = TextAreaField(
        _("Your answer"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Write an answer")), AtMost(1000)],
    )


class WarningForm(Form):
    """Before what people are warned, and why it may be hard to read."""

    paragraph = SelectField(_("Warn before"), widget=GovSelect())
    words = TextAreaField(
        _("Why may it be hard to read?"),
        widget=GovTextArea(),
        validators=[InputRequired(_("Say why it may be hard to read")), AtMost(300)],
    )

    places: Sequence[Place] = ()
    """All that it can name."""

    def place(self) -> Place:
        """The answer, a paragraph of it, or a page of a file."""
        file, _dot, page = str(self.paragraph.data).rpartition(".")
        if file:
            return Place(None, int(file), int(page))
        return Place(None if page == ALL else int(page))


def places_in(paragraphs: int, pages: Sequence[tuple[int, int]]) -> list[Place]:
    """All places of an answer that a warning can name; `pages` by the numbers of file and page."""
    one_each = [Place(number) for number in range(1, paragraphs + 1)]
    return [Place(), *one_each, *(Place(None, *each) for each in pages)]


def warning_form(
    paragraphs: Sequence[str], pages: Sequence[tuple[int, int]], before: dict[str, Any]
) -> WarningForm:
    """The form over the paragraphs of an answer, each by its first words, and the pages of its
    files."""
    form = WarningForm(data=before)
    form.places = places_in(len(paragraphs), pages)
    one_each = [
        SelectChoice(str(number), _("Paragraph %(number)s: %(words)s", number=number, words=words))
        for number, words in enumerate(paragraphs, start=1)
    ]
    of_files = [
        SelectChoice(f"{file}.{page}", _("File %(file)s, page %(page)s", file=file, page=page))
        for file, page in pages
    ]
    form.paragraph.choices = [SelectChoice(ALL, _("The whole answer")), *one_each, *of_files]
    return form


class OrderForm(Form):
    """In which order evaluators read."""

    order = RadioField(
        _("In which order do evaluators read?"),
        widget=GovRadioInput(),
        choices=_choices(ORDERS),
        validators=[InputRequired(_("Choose an order"))],
    )
