"""Pages of the questions as a whole: their order, and all weights beside one another."""

from __future__ import annotations

import uuid

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise
from portal.core.web import back_to, current_actor
from portal.specifications import headings as act
from portal.specifications.heading_forms import OrderForm, weights_form
from portal.specifications.policy import may_write
from portal.specifications.queries import criteria_of, headings_of, settings_of
from portal.specifications.totals import totals_of
from portal.specifications.tree import tree_of
from portal.specifications.views import bp
from portal.tenders.queries import open_tender


@bp.post("/order")
def arrange(authority: str, tender_id: uuid.UUID) -> Response:
    """Headings and questions stand in another order: what was dragged, all at once."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_write, actor, tender)
    form = OrderForm()
    if not form.carried_out(act.arrange, actor, tender, form.ids()):
        flash(form.said() or gettext("It wasn’t moved. Try once more."))
    where = {"authority": authority, "tender_id": tender_id}
    return back_to("specifications.builder", _anchor="criteria", **where)


@bp.route("/weights", methods=["GET", "POST"])
def weights(authority: str, tender_id: uuid.UUID) -> str | Response:
    """All weights on one page, with what they add up to."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_write, actor, tender)
    criteria, settings = criteria_of(tender), settings_of(tender)
    form = weights_form(criteria)
    if form.carried_out(act.set_weights, actor, tender, form.weights(criteria)):
        where = {"authority": authority, "tender_id": tender_id}
        return back_to("specifications.builder", _anchor="weights", **where)
    return render_template(
        "specifications/weights.html",
        form=form,
        tender=tender,
        authority=authority,
        lines=[
            (line, None if line.is_heading else form[f"weight_{criteria.index(line.row)}"])
            for line in tree_of(headings_of(tender), criteria)
        ],
        totals=totals_of(criteria, settings),
    )
