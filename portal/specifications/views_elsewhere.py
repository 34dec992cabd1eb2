"""The page on which a lead says where bids come: here, or in another system."""

from __future__ import annotations

import uuid

from flask import flash, render_template
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from werkzeug.wrappers import Response
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.authorisation import authorise
from portal.core.forms import AtMost, Form, stop, typed
from portal.core.web import back_to, current_actor
from portal.core.words import say
from portal.specifications.elsewhere import put_elsewhere
from portal.specifications.policy import may_write
from portal.specifications.views import bp
from portal.tenders.queries import open_tender

HERE, THERE = "here", "elsewhere"


class ElsewhereForm(Form):
    """Where bids come; the two texts count where it is another system."""

    place = RadioField(
        _("Where do providers send their bids?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice(HERE, _("Here: bids are sealed until two officers open them")),
            SelectChoice(
                THERE, _("In another system, and they are brought here after its opening")
            ),
        ],
        validators=[InputRequired(_("Choose where bids come"))],
    )
    system = StringField(
        _("What is the other system called?"), widget=GovTextInput(), validators=[AtMost(200)]
    )
    where = TextAreaField(
        _("How does a bidder find it?"), widget=GovTextArea(), validators=[AtMost(2_000)]
    )

    def told(self) -> tuple[str, str]:
        """The system and how it is found; two empty texts where bids come here."""
        if self.place.data == HERE:
            return "", ""
        return typed(self.system), typed(self.where)

    def validate_system(self, field: StringField) -> None:
        """Another system has a name."""
        if self.place.data == THERE and not typed(field):
            raise stop(say("Enter what the other system is called"))

    def validate_where(self, field: TextAreaField) -> None:
        """And a way to it."""
        if self.place.data == THERE and not typed(field):
            raise stop(say("Say how a bidder finds the other system"))


@bp.route("/where-bids-come", methods=["GET", "POST"])
def elsewhere(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Say where bids come, before publication (R4)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_write, actor, tender)
    place = THERE if tender.bids_system else HERE
    form = ElsewhereForm(
        data={"place": place, "system": tender.bids_system, "where": tender.bids_where}
    )
    if form.carried_out(put_elsewhere, actor, tender, *form.told()):
        flash(gettext("Saved."), "success")
        values = {"authority": authority, "tender_id": tender_id}
        return back_to("specifications.builder", **values, _anchor="bids")
    return render_template(
        "specifications/elsewhere.html",
        form=form,
        name=gettext("Where bids come"),
        tender=tender,
        authority=authority,
        part="bids",
        row=None,
        shaped="",
    )
