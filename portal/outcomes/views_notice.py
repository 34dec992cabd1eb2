"""The page of the award notice's date and its standstill."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.authorisation import Actor, authorise
from portal.core.web import back_to, current_actor
from portal.outcomes.contracting.notice import record_award_notice
from portal.outcomes.contracting.policy import may_see_days
from portal.outcomes.contracting.queries import standing_of
from portal.outcomes.contracting.standing import Standing
from portal.outcomes.contracting.views import standing_parts
from portal.outcomes.forms import AwardNoticeForm
from portal.outcomes.models import AwardNotice
from portal.outcomes.policy import may_record_award_notice, may_see_award_notice
from portal.outcomes.standstill import is_mandatory, working_days
from portal.outcomes.views import bp
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.route("/<authority>/tenders/<uuid:tender_id>/award-notice", methods=["GET", "POST"])
def award_notice(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Record the day of the award notice; a correction is a new version."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_award_notice, actor, tender)
    form = AwardNoticeForm()
    if is_mandatory(tender.regime, clock.today()):
        form.leave_out_what_is_mandatory()
    if form.is_submitted():
        authorise(may_record_award_notice, actor, tender)
    if form.validate_on_submit():
        with form.saving():
            day = form.published_on.data
            assert day is not None, "the form asks for it"
            record_award_notice(actor, tender, day, form.wants_standstill)
        if form.saved:
            flash(gettext("The day is recorded, and both sides see it."), "success")
            return back_to(".award_notice", authority=authority, tender_id=tender_id)
    standing = standing_of(tender)
    return render_template(
        "outcomes/award_notice.html",
        form=form,
        tender=tender,
        authority=authority,
        notices=[_row(standing, each) for each in standing.notices],
        working_days=working_days(tender.regime, clock.today()),
        can_record=bool(may_record_award_notice(actor, tender)),
        days=_days(actor, authority, tender),
        **standing_parts(standing, authority, tender),
    )


def _row(standing: Standing, notice: AwardNotice) -> dict[str, Any]:
    """One version of the notice, and whether it stands."""
    title = gettext("Corrected: version %(version)s", version=notice.version)
    ends_on = notice.standstill_ends_on
    if notice is standing.notice:
        title, ends_on = gettext("What stands now"), standing.ends_on
    elif standing.reopened_at and notice.recorded_at <= standing.reopened_at:
        title = gettext("Version %(version)s, before it was decided again", version=notice.version)
    return {"notice": notice, "title": title, "ends_on": ends_on}


def _days(actor: Actor, authority: str, tender: Tender) -> str:
    """Where the calendar stands, for those of the authority who may see it."""
    if not may_see_days(actor, tender.authority_id):
        return ""
    return url_for(".working_days", authority=authority)
