"""The form of one cell of the matrix: what a group can do at a step."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea
from wtforms import IntegerField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.core.forms import ActionForm, AtMost, Form, typed
from portal.core.identity import LooksForIdentity
from portal.specifications.agreeing.models import Influence
from portal.specifications.agreeing.operations_influence import InfluenceFacts

LEFT_OUT = "left_out"


class InfluenceForm(LooksForIdentity, Form):
    """The degree in plain words, what they can do, and what can't be changed and why."""

    degree = RadioField(
        _("How much say do they have?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("informed", _("Adults decide, they know why and help")),
            SelectChoice("consulted", _("Adults ask them, listen, and tell them what came of it")),
            SelectChoice("shared", _("Adults begin, everybody decides together")),
            SelectChoice("own", _("They begin, and they decide")),
            SelectChoice("own_shared", _("They begin, everybody decides together")),
            SelectChoice(LEFT_OUT, _("They have no part in this step")),
        ],
        validators=[InputRequired(_("Choose how much say they have"))],
    )
    words = TextAreaField(
        _("What can they do there? Or why have they no part?"),
        widget=GovTextArea(),
        validators=[
            InputRequired(_("Say what they can do, or why they have no part")),
            AtMost(1000),
        ],
    )
    cannot_change = TextAreaField(
        _("What can’t be changed, and why? (optional)"),
        widget=GovTextArea(),
        validators=[AtMost(1000)],
    )

    @property
    def text(self) -> str:
        """What will be published, to be looked at for identity (P6)."""
        return f"{typed(self.words)} · {typed(self.cannot_change)}"

    def facts(self) -> InfluenceFacts:
        """What was typed, as the operation takes it."""
        degree = None if self.degree.data == LEFT_OUT else self.degree.data
        return InfluenceFacts(degree, typed(self.words), typed(self.cannot_change))


class ApproveForm(ActionForm):
    """The approver's yes, to the reason that stood on the page."""

    version = IntegerField(validators=[Optional()])


def influence_form(cell: Influence | None) -> InfluenceForm:
    """The form with what was said last."""
    if cell is None:
        return InfluenceForm()
    return InfluenceForm(
        data={
            "degree": cell.degree or LEFT_OUT,
            "words": cell.words,
            "cannot_change": cell.cannot_change,
        }
    )
