"""The lead's page on which two people become one evaluator."""

from __future__ import annotations

import uuid

from flask import render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import people_by_id
from portal.core.authorisation import authorise
from portal.core.forms import typed
from portal.core.web import current_actor
from portal.evaluation.seats.forms_pairs import PairForm
from portal.evaluation.seats.pairs import pair
from portal.evaluation.seats.policy import may_pair
from portal.evaluation.seats.queries import seat_by_id
from portal.evaluation.seats.views import TENDER, bp, link_to_choose, show_given
from portal.tenders.queries import open_tender


@bp.route(f"{TENDER}/seats/<uuid:seat_id>/pair", methods=["GET", "POST"])
def pair_up(authority: str, tender_id: uuid.UUID, seat_id: uuid.UUID) -> str | Response:
    """Seat a second person beside somebody; both agreed to mark together (P7)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_by_id(tender, seat_id)
    authorise(may_pair, actor, tender, seat)
    form, way_in = PairForm(), None
    if form.validate_on_submit():
        with form.saving():
            account, name = typed(form.account), typed(form.name)
            way_in = pair(actor, tender, seat, account, name, link_to_choose())
        if form.saved:
            return show_given(tender, authority, way_in, gettext("They mark as one now."))
        seat = seat_by_id(tender, seat_id)
    name = people_by_id([seat.person_id])[seat.person_id].name
    return render_template(
        "evaluation/pair.html", form=form, tender=tender, authority=authority, name=name
    )
