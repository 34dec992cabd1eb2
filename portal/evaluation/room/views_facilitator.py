"""The page on which the lead names who leads the talks of a tender."""

from __future__ import annotations

import uuid

from flask import flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.links import TOKEN
from portal.core.authorisation import authorise
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.evaluation.room.facilitating import facilitators_of, name_facilitator
from portal.evaluation.room.forms import FacilitatorForm
from portal.evaluation.room.policy import may_name_facilitator, may_see_sessions
from portal.evaluation.room.views import BASE, bp
from portal.tenders.queries import open_tender


@bp.route(f"{BASE}/facilitators", methods=["GET", "POST"])
def facilitators(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Who leads the talks: somebody independent, who marks and edits nothing."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_name_facilitator, actor, tender)
    form = FacilitatorForm()
    link = url_for("accounts.invitation", token=TOKEN, _external=True)
    account, name = typed(form.account), typed(form.name)
    if form.carried_out(lambda: name_facilitator(actor, tender, account, name, link)):
        flash(gettext("They lead the talks of this tender now."), "success")
        return back_to(".facilitators", authority=authority, tender_id=tender_id)
    return render_template(
        "room/facilitators.html",
        form=form,
        tender=tender,
        authority=authority,
        people=facilitators_of(tender),
        has_sessions=bool(may_see_sessions(actor, tender)),
    )
