"""The forms of the room: a session, what lies on the table, one’s own mind, a group’s words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.core import clock
from portal.core.fields import ClockField, DayField, VersionField
from portal.core.forms import AtMost, Form, typed
from portal.evaluation.moderation.queries import Item
from portal.evaluation.moderation.sitting import key_of
from portal.evaluation.room.sessions import SessionFacts


class SessionForm(Form):
    """When and where a session is, who leads it, and which answers it talks about."""

    known: dict[str, Item] = {}

    starts_on = DayField(_("Day"), validators=[InputRequired(_("Enter the day"))])
    starts_at = ClockField(
        _("It begins at"), validators=[InputRequired(_("Enter when it begins, such as 17:00"))]
    )
    minutes = IntegerField(
        _("How many minutes?"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Enter how many minutes it takes"))],
    )
    place = StringField(
        _("Where?"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Enter where it is")), AtMost(300)],
    )
    facilitator = StringField(
        _("Who leads the talk?"), widget=GovTextInput(), validators=[AtMost(200)]
    )
    items = SelectMultipleField(
        _("What do you talk about?"), widget=GovCheckboxesInput(), validators=[Optional()]
    )

    def facts(self) -> SessionFacts:
        """What is planned; times are those of the United Kingdom."""
        assert self.starts_on.data is not None
        assert self.starts_at.data is not None
        starts = datetime.combine(self.starts_on.data, self.starts_at.data, tzinfo=clock.LONDON)
        return SessionFacts(
            starts_at=starts,
            minutes=self.minutes.data,
            place=typed(self.place),
            facilitator=typed(self.facilitator),
            items=[key_of(self.known[each]) for each in self.items.data or []],
        )


def session_form(items: Sequence[tuple[Item, str]], start: dict[str, Any]) -> SessionForm:
    """The form with these answers, each with its words, in the order that is suggested."""
    form = SessionForm(data=start)
    form.known = {value_of(item): item for item, _words in items}
    form.items.choices = [SelectChoice(value_of(item), words) for item, words in items]
    return form


def value_of(item: Item) -> str:
    """An answer as a form names it."""
    return f"{item.bid.label}/{item.criterion.code}"


class FacilitatorForm(Form):
    """Whose account leads the talks; a name for somebody new."""

    account = StringField(
        _("Email address or sign-in name"),
        widget=GovTextInput(),
        validators=[
            InputRequired(_("Enter the address or name that they sign in with")),
            AtMost(254),
        ],
    )
    name = StringField(
        _("Their name, if they are new"), widget=GovTextInput(), validators=[AtMost(200)]
    )


class LayForm(Form):
    """What is put on the table, and for which group first."""

    label = StringField(validators=[AtMost(20)])
    code = StringField(validators=[AtMost(40)])
    group = StringField(validators=[AtMost(100)])


class GroupForm(Form):
    """What a group said among itself."""

    words = TextAreaField(_("What did they say?"), validators=[AtMost(6000)])
    seen = VersionField()


class MindForm(Form):
    """A new mark, and why; of two who mark as one, that both want it."""

    mark = RadioField(_("Your mark now"), validators=[Optional()])
    reason = TextAreaField(_("Why did you change your mind?"), validators=[AtMost(6000)])
    both = BooleanField(_("We both want this"), widget=GovCheckboxInput())
    seen = VersionField()

    def number(self) -> Decimal | None:
        """The mark that was chosen; none for a pass."""
        return None if self.is_pass() else Decimal(self.mark.data)

    def is_pass(self) -> bool:
        """Whether they would rather not mark this one (P7)."""
        return bool(self.mark.data == "pass")


def mind_form(values: Sequence[str], version: int) -> MindForm:
    """The form with the marks of a scale and a pass."""
    form = MindForm()
    form.mark.choices = [
        *(SelectChoice(value, value) for value in values),
        SelectChoice("pass", _("Pass")),
    ]
    if not form.is_submitted():
        form.seen.data = str(version)
    return form
