"""Pages that create and change a tender's own facts."""

from __future__ import annotations

import uuid

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.accounts.queries import open_authority
from portal.core import clock
from portal.core.authorisation import authorise
from portal.core.clock import LONDON
from portal.core.web import back_to, current_actor
from portal.tenders import operations as act
from portal.tenders.forms import TenderForm
from portal.tenders.models import REGIMES, Tender
from portal.tenders.policy import may_create_tender, may_draft
from portal.tenders.queries import open_tender
from portal.tenders.regimes import open_days, threshold

bp = Blueprint("tenders", __name__)


@bp.route("/<authority>/tenders/new", methods=["GET", "POST"])
def new(authority: str) -> str | Response:
    """Begin a tender."""
    actor = current_actor()
    authorise(may_create_tender, actor, open_authority(authority).id)
    form = TenderForm()
    if form.validate_on_submit():
        with form.saving():
            tender_id = act.create_tender(actor, form.facts()).id
        if form.saved:
            return back_to("starting.start", authority=authority, tender_id=tender_id)
    return _show(form, authority, None)


@bp.route("/<authority>/tenders/<uuid:tender_id>/details", methods=["GET", "POST"])
def details(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Change a tender's own facts, until it is published."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_draft, actor, tender)
    form = TenderForm(obj=tender, data=_deadline(tender.deadline_at))
    if form.validate_on_submit():
        with form.saving():
            act.change_tender(actor, tender, form.facts())
        if form.saved:
            return back_to("overview.tender", authority=authority, tender_id=tender_id)
    return _show(form, authority, tender)


def _show(form: TenderForm, authority: str, tender: Tender | None) -> str:
    """The form, with what each regime asks as the law stands today (R1)."""
    today = clock.today()
    return render_template(
        "tenders/details.html",
        form=form,
        tender=tender,
        authority=authority,
        amounts={each: threshold(each, today) for each in ("light_touch", "ordinary")},
        days={each: open_days(each, today) for each in REGIMES},
    )


def _deadline(deadline_at: object) -> dict[str, object]:
    local = deadline_at.astimezone(LONDON) if hasattr(deadline_at, "astimezone") else None
    return {"deadline_day": local.date(), "deadline_time": local.time()} if local else {}
