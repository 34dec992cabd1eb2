"""The page on which the lead names somebody for the desk of one tender."""

from __future__ import annotations

import uuid

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import officers_of
from portal.bids.desk.forms import OfficerForm
from portal.bids.desk.officers import name_officer
from portal.bids.desk.policy import may_name_officer
from portal.bids.desk.queries import release_of
from portal.bids.views import bp
from portal.core.authorisation import authorise
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.tenders.queries import open_tender

PAGE = "/<authority>/tenders/<uuid:tender_id>/desk-officer"


@bp.route(PAGE, methods=["GET", "POST"])
def desk_officer(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Who is at the desk of this tender; no lead, approver, evaluator or bidder can be (R10)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_name_officer, actor, tender, release_of(tender) is not None)
    form = OfficerForm()
    if form.carried_out(lambda: name_officer(actor, tender, typed(form.account))):
        flash(gettext("They are at the desk of this tender now."), "success")
        return back_to(".desk_officer", authority=authority, tender_id=tender_id)
    return render_template(
        "bids/desk/officer.html",
        form=form,
        tender=tender,
        authority=authority,
        officers=officers_of(tender.authority_id, tender.id),
    )
