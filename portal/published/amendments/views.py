"""Pages on which the lead amends a published tender, and a provider lets its bid stand."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise, there
from portal.core.clock import LONDON
from portal.core.errors import Refused
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor
from portal.published.amendments import operations as act
from portal.published.amendments.changes import added_between, moved_between, rewritten_between
from portal.published.amendments.forms import AmendForm, amend_form
from portal.published.amendments.policy import may_amend, may_confirm_bid
from portal.published.views import HERE, bp
from portal.tenders.models import Notice, Tender
from portal.tenders.queries import notice_of, open_tender
from portal.tenders.queries_after import versions_of

DAYS = ("marking_ends_on", "decision_on", "starts_on")


@bp.route(f"{HERE}/amend", methods=["GET", "POST"])
def amend(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Change days and paragraphs; what changes is shown once before it is published."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=request.method == "POST")
    authorise(may_amend, actor, tender)
    found = there(notice_of(tender_id))
    local = found.deadline_at.astimezone(LONDON)
    days = {name: getattr(tender, name) for name in DAYS}
    form = amend_form(
        act.current_of(found),
        days | {"deadline_day": local.date(), "deadline_time": local.time()},
    )
    preview = None
    if form.validate_on_submit():
        preview = _preview(tender, found, form)
        if preview and form.is_sure.data:
            with form.saving():
                act.amend(actor, tender, form.facts())
            if form.saved:
                flash(gettext("The amendment is published. All who bid are told."), "success")
                return back_to("tenders.notice", tender_id=tender_id)
    return render_template(
        "published/amend.html",
        form=form,
        tender=tender,
        authority=authority,
        preview=preview,
        texts=[each for each in form if each.name.startswith(("words_", "plain_"))],
    )


def _preview(tender: Tender, found: Notice, form: AmendForm) -> dict[str, Any] | None:
    """What everybody will read as changed; none where something is wrong, which the form says."""
    facts = act.with_documents(tender, form.facts())
    try:
        act.refuse_amendment(found, facts)
    except Refused as refusal:
        form.show(refusal)
        return None
    before, after = act.current_of(found), act.amended_specification(found, facts)
    return {
        "moved": moved_between(before, after),
        "rewritten": list(rewritten_between(before, after)),
        "added": added_between(before, after),
    }


@bp.route(f"{HERE}/bid/amended", methods=["GET", "POST"])
def amended(authority: str, tender_id: uuid.UUID) -> str | Response:
    """A provider whose bid was sent before an amendment: it stands, or is replaced."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=request.method == "POST")
    authorise(may_confirm_bid, actor, tender)
    form = ActionForm()
    if form.carried_out(act.confirm_bid, actor, tender):
        flash(gettext("Your bid stands as you sent it."), "success")
        return back_to("bids.bid", authority=authority, tender_id=tender_id)
    return render_template(
        "published/amended.html",
        form=form,
        tender=tender,
        authority=authority,
        number=act.to_confirm(actor, tender),
        versions=versions_of(tender_id),
    )
