"""The page on which a lead writes the participation charter (P17)."""

from __future__ import annotations

import uuid

from flask import flash, render_template
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovTextArea
from werkzeug.wrappers import Response
from wtforms import TextAreaField

from portal.core.authorisation import authorise
from portal.core.forms import AtMost, Form, typed
from portal.core.web import back_to, current_actor
from portal.specifications.charter import SUGGESTED, SUGGESTED_PLAIN, put_charter
from portal.specifications.policy import may_write
from portal.specifications.views import bp
from portal.tenders.queries import open_tender


class CharterForm(Form):
    """The charter, and the same in plain words."""

    words = TextAreaField(
        _("The charter that every bidder signs up to"),
        widget=GovTextArea(),
        validators=[AtMost(10_000)],
    )
    plain_words = TextAreaField(
        _("The same in plain words"), widget=GovTextArea(), validators=[AtMost(10_000)]
    )


@bp.route("/charter", methods=["GET", "POST"])
def charter(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Choose or change the words; a new charter begins with ones that are suggested."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_write, actor, tender)
    suggested = {"words": gettext(SUGGESTED), "plain_words": gettext(SUGGESTED_PLAIN)}
    standing = {"words": tender.charter, "plain_words": tender.plain_charter}
    form = CharterForm(data=standing if tender.charter else suggested)
    told = (actor, tender, typed(form.words), typed(form.plain_words))
    if form.carried_out(put_charter, *told):
        flash(gettext("Saved."), "success")
        values = {"authority": authority, "tender_id": tender_id}
        return back_to("specifications.builder", **values, _anchor="charter")
    return render_template(
        "specifications/charter.html",
        form=form,
        name=gettext("Participation charter"),
        tender=tender,
        authority=authority,
        part="charter",
        row=None,
        shaped="",
    )
