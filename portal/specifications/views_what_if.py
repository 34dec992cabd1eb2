"""The what-if page: a lead plays with invented bids before publication, and nothing is saved."""

from __future__ import annotations

import uuid

from flask import render_template, request

from portal.core.authorisation import authorise
from portal.core.web import current_actor
from portal.specifications.method import written
from portal.specifications.policy import may_try_out
from portal.specifications.problems import method_problems_of
from portal.specifications.queries import draft_of
from portal.specifications.views import bp, with_link
from portal.specifications.what_if import FEWEST, MOST, WhatIf
from portal.specifications.what_if_form import what_if_form
from portal.specifications.what_if_page import result_of, warnings_of
from portal.tenders.queries import open_tender
from scoring import Method


@bp.route("/what-if", methods=["GET", "POST"])
def what_if(authority: str, tender_id: uuid.UUID) -> str:
    """Try the tender's own method on invented bids; what is typed is never kept (R4)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_try_out, actor, tender)
    draft = draft_of(tender)
    place = {"authority": authority, "tender": tender}
    if problems := method_problems_of(tender, draft):
        links = [with_link(problem, authority) for problem in problems]
        return render_template("specifications/what_if_later.html", problems=links, **place)
    invented = WhatIf(draft, Method.from_dict(written(draft)))
    form = what_if_form(invented, request.form.to_dict())
    is_right = form.validate() if request.method == "POST" else True
    return render_template(
        "specifications/what_if.html",
        form=form,
        result=result_of(invented, invented.result(form.bids, form.number)) if is_right else None,
        warnings=warnings_of(invented),
        settings=draft.settings,
        may_add=form.bids < MOST,
        may_take=form.bids > FEWEST,
        **place,
    )
