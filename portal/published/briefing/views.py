"""Pages on which a lead holds a briefing, and a provider signs up for it (P13)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.authorisation import authorise
from portal.core.clock import LONDON
from portal.core.web import back_to, current_actor
from portal.published.briefing import operations as act
from portal.published.briefing.forms import BriefingForm, SignUpForm
from portal.published.briefing.policy import may_hold_briefing, may_see_briefing, may_sign_up
from portal.published.briefing.queries import sign_ups_of, who_comes
from portal.published.views import HERE, bp
from portal.tenders.models_after import NoticeBriefing
from portal.tenders.queries import open_tender
from portal.tenders.queries_after import briefing_of


@bp.route(f"{HERE}/briefing", methods=["GET", "POST"])
def briefing(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The briefing as it stands, who comes, and a form that changes it for everybody."""
    actor, holds = current_actor(), request.method == "POST"
    tender = open_tender(actor, authority, tender_id, moves=holds)
    authorise(may_hold_briefing if holds else may_see_briefing, actor, tender)
    found = briefing_of(tender_id)
    form = BriefingForm(data=_standing(found) if found else None)
    if form.validate_on_submit():
        with form.saving():
            act.hold_briefing(actor, tender, form.facts())
        if form.saved:
            flash(gettext("Everybody reads it on the tender’s page now."), "success")
            return back_to(".briefing", authority=authority, tender_id=tender_id)
    return render_template(
        "published/briefing.html",
        form=form,
        tender=tender,
        authority=authority,
        found=found,
        coming=who_comes(tender),
        may_hold=bool(may_hold_briefing(actor, tender)),
    )


def _standing(found: NoticeBriefing) -> dict[str, Any]:
    local = found.at.astimezone(LONDON)
    words = {name: getattr(found, name) for name in ("place", "words", "answers")}
    until = found.sign_up_until.astimezone(LONDON).date()
    return words | {"day": local.date(), "clock": local.time(), "until_day": until}


@bp.route(f"{HERE}/briefing/sign-up", methods=["GET", "POST"])
def sign_up(authority: str, tender_id: uuid.UUID) -> str | Response:
    """A provider says how many come; nobody else who bids learns of it."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=request.method == "POST")
    authorise(may_sign_up, actor, tender)
    found = briefing_of(tender_id)
    own = sign_ups_of(tender).get(actor.provider_id) if actor.provider_id else None
    form = SignUpForm(data={"people": own.people} if own else None)
    if form.validate_on_submit():
        with form.saving():
            act.sign_up(actor, tender, form.people.data or 0)
        if form.saved:
            flash(gettext("Thank you. You can change it until the last day to sign up."), "success")
            return back_to(".sign_up", authority=authority, tender_id=tender_id)
    return render_template(
        "published/sign_up.html",
        form=form,
        tender=tender,
        found=found,
        is_open=found is not None and clock.now() < found.sign_up_until,
    )
