"""Pages of exclusion: bidders by name, never beside a label (R17)."""

from __future__ import annotations

import uuid

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.organisation import profile_rows
from portal.accounts.queries import has_officer
from portal.bids.identity import profile_in
from portal.bids.queries import bidders_of
from portal.core.authorisation import authorise
from portal.core.web import back_to, current_actor
from portal.evaluation.compliance import operations as act
from portal.evaluation.compliance import pages
from portal.evaluation.compliance.exclusions import check_bidder, was_heard
from portal.evaluation.compliance.forms import CheckForm, ExclusionQuestionForm
from portal.evaluation.compliance.policy import may_check, may_see_exclusions
from portal.evaluation.compliance.queries import (
    bidder_of,
    checks_of,
    last_checks,
    questions_to,
    unchecked_in,
)
from portal.evaluation.compliance.views import TENDER, bp, sign_in
from portal.evaluation.models_compliance import ExclusionCheck
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.get(f"{TENDER}/exclusions")
def exclusions(authority: str, tender_id: uuid.UUID) -> str:
    """Who was looked at for exclusion, by name, and who wasn’t yet."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_exclusions, actor, tender)
    bidders = bidders_of(tender)
    return render_template(
        "compliance/exclusions.html",
        tender=tender,
        authority=authority,
        rows=pages.check_rows(bidders, last_checks(tender)),
        left=pages.left_words(unchecked_in(tender), len(bidders)),
        can_check=bool(may_check(actor, tender, _has_officer(tender))),
    )


@bp.route(f"{TENDER}/exclusions/<uuid:provider_id>", methods=["GET", "POST"])
def check(authority: str, tender_id: uuid.UUID, provider_id: uuid.UUID) -> str | Response:
    """Record what was looked at about one bidder, and what came of it; versions stay (R17)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_exclusions, actor, tender)
    can_check = may_check(actor, tender, _has_officer(tender))
    provider, bid = bidder_of(tender, provider_id)
    checks = [each for each in checks_of(tender) if each.provider_id == provider.id]
    form = CheckForm(data=_said(checks))
    if form.is_submitted():
        authorise(may_check, actor, tender, _has_officer(tender))
    if form.validate_on_submit():
        with form.saving():
            check_bidder(actor, tender, provider, bid, form.looked())
        if form.saved:
            flash(gettext("This is recorded."), "success")
            return back_to("compliance.exclusions", authority=authority, tender_id=tender_id)
    return render_template(
        "compliance/check.html",
        form=form,
        tender=tender,
        authority=authority,
        provider=provider,
        rows=profile_rows(profile_in(bid)),
        checks=[pages.check_line(each) for each in reversed(checks)],
        asked=[pages.question_line(each) for each in questions_to(bid, "exclusion")],
        is_heard=was_heard(bid),
        can_check=bool(can_check),
    )


@bp.route(f"{TENDER}/exclusions/<uuid:provider_id>/ask", methods=["GET", "POST"])
def hear(authority: str, tender_id: uuid.UUID, provider_id: uuid.UUID) -> str | Response:
    """Ask a bidder about what was found, before anything is decided on it (R17)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_check, actor, tender, _has_officer(tender))
    provider, bid = bidder_of(tender, provider_id)
    form = ExclusionQuestionForm()
    if form.validate_on_submit():
        with form.saving():
            act.ask_bidder(actor, tender, bid, form.asked("exclusion"), sign_in())
        if form.saved:
            flash(gettext("%(name)s is asked.", name=provider.name), "success")
            here = {"authority": authority, "tender_id": tender_id, "provider_id": provider_id}
            return back_to("compliance.check", **here)
    return render_template(
        "compliance/hear.html", form=form, tender=tender, authority=authority, provider=provider
    )


def _has_officer(tender: Tender) -> bool:
    return has_officer(tender.authority_id, tender.id)


def _said(checks: list[ExclusionCheck]) -> dict[str, object]:
    """What the last look found, to go on from; the day is for a new look."""
    if not checks:
        return {}
    last = checks[-1]
    names = ("on_list", "has_mandatory", "has_discretionary", "words", "outcome")
    return {name: getattr(last, name) for name in names}
