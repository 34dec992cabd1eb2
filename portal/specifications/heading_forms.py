"""Forms of headings over questions, of the order that both stand in, and of all weights."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from decimal import Decimal

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect
from wtforms import HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.fields import ExactField
from portal.core.forms import Form, typed
from portal.specifications.facts import HeadingFacts
from portal.specifications.forms import line, percent_at_most
from portal.specifications.models import Criterion, Heading

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class HeadingForm(Form):
    """A heading over questions; `heading_form` lets a new one choose where it stands."""

    title = line(_("Title"), _("Enter a title"))
    plain_title = line(_("Title in plain words"), _("Enter the title in plain words too"))
    level = RadioField(
        _("What is it?"),
        widget=GovRadioInput(),
        coerce=int,
        choices=[
            SelectChoice(1, _("A section: several criteria or questions stand under it")),
            SelectChoice(2, _("A criterion: the questions under it are its sub-criteria")),
        ],
        default=1,
        validators=[InputRequired(_("Choose what it is"))],
    )

    def facts(self) -> HeadingFacts:
        """What was typed, as the operation takes it."""
        return HeadingFacts(typed(self.title), typed(self.plain_title), self.level.data)


class NewHeadingForm(HeadingForm):
    """A new heading also says before which question it stands."""

    before = SelectField(_("Before which question does it stand?"), widget=GovSelect())

    def place(self) -> uuid.UUID | None:
        """The question's id; none at the end."""
        return uuid.UUID(self.before.data) if self.before.data else None


def heading_form(heading: Heading | None, criteria: Sequence[Criterion]) -> HeadingForm:
    """The form of a heading; a new one is asked where it stands."""
    if heading is not None:
        return HeadingForm(obj=heading)
    form = NewHeadingForm()
    form.before.choices = [
        *(SelectChoice(str(each.id), f"{each.code} {each.title}") for each in criteria),
        SelectChoice("", gettext("After all of them, for questions to come")),
    ]
    return form


class OrderForm(Form):
    """The ids of headings and questions, in the order that a script left them in."""

    order = HiddenField()

    def ids(self) -> list[uuid.UUID]:
        """The ids; what isn't one is left out, so that the list isn't whole."""
        words = (self.order.data or "").split()
        return [uuid.UUID(each) for each in words if UUID.fullmatch(each)]


class WeightsForm(Form):
    """The weight of each question; `weights_form` makes its fields."""

    def weights(self, criteria: Sequence[Criterion]) -> dict[uuid.UUID, Decimal]:
        """What was typed, by the question's id."""
        typed_in = {each.id: self[f"weight_{number}"].data for number, each in enumerate(criteria)}
        return {key: weight for key, weight in typed_in.items() if weight is not None}


def weights_form(criteria: Sequence[Criterion]) -> WeightsForm:
    """A field for the weight of each question."""
    asked = [InputRequired(_("Enter the weight")), percent_at_most]
    fields = {
        f"weight_{number}": ExactField(f"{each.code} {each.title}", validators=asked)
        for number, each in enumerate(criteria)
    }
    data = {f"weight_{number}": each.weight for number, each in enumerate(criteria)}
    made: WeightsForm = type("Weights", (WeightsForm,), fields)(data=data)
    return made
