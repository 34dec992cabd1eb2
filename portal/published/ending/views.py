"""The page on which a lead ends a tender without a contract, and all buyers read that it ended."""

from __future__ import annotations

import uuid

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.published.ending import operations as act
from portal.published.ending.forms import EndForm
from portal.published.ending.policy import may_end, may_see_end
from portal.published.views import HERE, bp
from portal.tenders.queries import notice_of, open_tender
from portal.tenders.stages import is_at_least


@bp.route(f"{HERE}/end", methods=["GET", "POST"])
def end(authority: str, tender_id: uuid.UUID) -> str | Response:
    """End the tender: the notice withdrawn, cancelled, or abandoned after the letters."""
    actor, ends = current_actor(), request.method == "POST"
    tender = open_tender(actor, authority, tender_id, moves=ends)
    authorise(may_end if ends else may_see_end, actor, tender)
    form, found = EndForm(), notice_of(tender_id)
    form.offer(act.ways_to_end(tender))
    if form.validate_on_submit():
        with form.saving():
            act.end_tender(actor, tender, form.kind.data, typed(form.reason))
        if form.saved:
            flash(gettext("The tender has ended. All who bid are told."), "success")
            return back_to(".end", authority=authority, tender_id=tender_id)
    return render_template(
        "published/end.html",
        form=form,
        tender=tender,
        authority=authority,
        ended=found.end if found else None,
        can_end=bool(may_end(actor, tender)),
        is_opened=is_at_least(tender, "opened"),
    )
