"""The page on which a lead sees which organisations can read their letter here, and invites."""

from __future__ import annotations

import uuid

from flask import flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.links import TOKEN
from portal.bids.importing import operations as act
from portal.bids.importing.forms import InviteForm
from portal.bids.importing.policy import may_invite_bidders
from portal.bids.importing.queries import bidders_to_invite
from portal.bids.importing.views import HERE
from portal.bids.views import bp
from portal.core.authorisation import authorise
from portal.core.web import back_to, current_actor
from portal.tenders.queries import open_tender


@bp.route(f"{HERE}/bidders", methods=["GET", "POST"])
def import_bidders(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Who bid elsewhere, by name and never by label; each is invited until somebody has come."""
    actor, path = current_actor(), {"authority": authority, "tender_id": tender_id}
    tender = open_tender(actor, authority, tender_id)
    authorise(may_invite_bidders, actor, tender)
    form, link = InviteForm(), url_for("accounts.invitation", token=TOKEN, _external=True)
    told = (actor, tender, form.provider.data or "", form.email.data or "", link)
    if form.carried_out(act.invite_again, *told):
        flash(gettext("The invitation is on its way. Its link works for 14 days."), "success")
        return back_to("bids.import_bidders", **path)
    tender = open_tender(actor, authority, tender_id)
    return render_template(
        "bids/import/bidders.html",
        form=form,
        tender=tender,
        path=path,
        bidders=bidders_to_invite(tender),
    )
