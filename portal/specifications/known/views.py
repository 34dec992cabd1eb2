"""'What we know about this': insights beside the parts of a tender that they shaped (P4)."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.participation.insights import operations as act
from portal.participation.insights.operations import PartRef
from portal.participation.insights.queries import insight_by_id, known_about, linked, uses_in
from portal.participation.insights.views import line_of
from portal.specifications.cowriting.places import places_in
from portal.specifications.known.forms import LookForm, parts_form
from portal.specifications.known.policy import (
    may_link_insight,
    may_link_insights,
    may_see_known,
)
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

bp = Blueprint("known", __name__, url_prefix="/<authority>/tenders/<uuid:tender_id>/known")


@bp.get("")
def known(authority: str, tender_id: uuid.UUID) -> str:
    """What people said that fits this tender, and which of its parts it shaped."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_known, actor, tender)
    form = LookForm(formdata=request.args)
    words = typed(form.q)[:200] or f"{tender.title} {tender.description}"
    uses = uses_in(tender)
    parts = [
        {"title": part.title, "lines": [line_of(each, authority) for each in uses[part.id]]}
        for part in parts_of(tender)
        if part.id in uses
    ]
    found = [line_of(each, authority) | {"id": each.id} for each in known_about(words)]
    return render_template(
        "known/known.html",
        form=form,
        tender=tender,
        authority=authority,
        parts=parts,
        found=found,
        may_link=bool(may_link_insights(actor, tender)),
    )


def parts_of(tender: Tender) -> list[PartRef]:
    """Every part of a tender that an insight can shape, in its order."""
    return [
        PartRef(place.part, place.id, place.title)
        for place in places_in(tender)
        if place.id is not None
    ]


@bp.route("/<uuid:insight_id>", methods=["GET", "POST"])
def link(authority: str, tender_id: uuid.UUID, insight_id: uuid.UUID) -> str | Response:
    """Tick the parts that one insight shaped."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    insight = insight_by_id(insight_id)
    authorise(may_link_insight, actor, tender, insight)
    every = parts_of(tender)
    form = parts_form(every, linked(tender, insight))
    if form.validate_on_submit():
        with form.saving():
            act.link_insight(
                actor, tender, insight, form.chosen(every), {part.id for part in every}
            )
        if form.saved:
            flash(gettext("That is noted."), "success")
            return back_to(".known", authority=authority, tender_id=tender_id)
    return render_template(
        "known/link.html",
        form=form,
        tender=tender,
        authority=authority,
        line=line_of(insight, authority),
        back=url_for(".known", authority=authority, tender_id=tender_id),
    )
