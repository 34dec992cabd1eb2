"""The forms of what comes to mind later: about a name, or about a bid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.accounts.models import Provider
from portal.core.forms import AtMost, Form, typed
from portal.evaluation.seats.forms import YES_NO
from portal.evaluation.seats.later import KINDS
from portal.evaluation.seats.operations import ConflictAnswer


class AgainForm(Form):
    """The two questions of R16 again, about one organisation."""

    who = RadioField(
        _("Which organisation is it about?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose an organisation"))],
    )
    used = RadioField(
        _("Have you used this service, or been helped by people there?"),
        widget=GovRadioInput(),
        choices=YES_NO,
        validators=[InputRequired(_("Say whether you have used this service"))],
    )
    interest = RadioField(
        _(
            "Do you, your family or a close friend work for them, get money from them, or have a"
            " dispute with them?"
        ),
        widget=GovRadioInput(),
        choices=YES_NO,
        validators=[InputRequired(_("Say whether there is a link"))],
    )
    details = TextAreaField(
        _("If you said yes to one of these, tell us a little more"),
        widget=GovTextArea(),
        validators=[AtMost(1000)],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Who has a link says in a few words what it is."""
        valid = super().validate(extra_validators)
        if self.interest.data == "yes" and not typed(self.details):
            message = gettext("Tell us in a few words what the link is")
            self.details.errors = [*self.details.errors, message]
            return False
        return valid

    def answer(self) -> ConflictAnswer:
        """What was answered."""
        return ConflictAnswer(
            self.used.data == "yes", self.interest.data == "yes", typed(self.details)
        )


class RecogniseForm(Form):
    """Which bid, and what somebody knows of it: sentences to choose, and no box for a name."""

    bid = RadioField(
        _("Which bid is it about?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose a bid"))],
    )
    kind = RadioField(
        _("What is it?"),
        widget=GovRadioInput(),
        validators=[InputRequired(_("Choose what it is"))],
    )


def again_form(bidders: Sequence[Provider]) -> AgainForm:
    """The form with every bidder's name."""
    form = AgainForm()
    form.who.choices = [SelectChoice(str(each.id), each.name) for each in bidders]
    return form


def recognise_form(labels: Sequence[str], chosen: str | None) -> RecogniseForm:
    """The form with the letters of one's own bids; `chosen`: the one that somebody came from."""
    form = RecogniseForm(data={"bid": chosen if chosen in labels else None})
    form.bid.choices = [SelectChoice(each, gettext("Bid %(label)s", label=each)) for each in labels]
    form.kind.choices = [SelectChoice(kind, gettext(words)) for kind, words in KINDS.items()]
    return form
