"""The page of the award notice's date and its standstill."""

from __future__ import annotations

import uuid

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.authorisation import authorise
from portal.core.web import back_to, current_actor
from portal.outcomes import operations as act
from portal.outcomes.counting import counted_rows
from portal.outcomes.forms import AwardNoticeForm
from portal.outcomes.policy import may_record_award_notice, may_see_award_notice
from portal.outcomes.queries import award_notices_of
from portal.outcomes.standstill import is_mandatory, working_days
from portal.outcomes.views import bp
from portal.tenders.queries import open_tender


@bp.route("/<authority>/tenders/<uuid:tender_id>/award-notice", methods=["GET", "POST"])
def award_notice(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Record the day of the award notice; a correction is a new version."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
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
            act.record_award_notice(actor, tender, day, form.wants_standstill)
        if form.saved:
            flash(gettext("The day is recorded, and both sides see it."), "success")
            return back_to(".award_notice", authority=authority, tender_id=tender_id)
    notices = award_notices_of(tender)
    return render_template(
        "outcomes/award_notice.html",
        form=form,
        tender=tender,
        authority=authority,
        notices=notices,
        counted=counted_rows(notices[0], tender.regime) if notices else [],
        working_days=working_days(tender.regime, clock.today()),
        can_record=bool(may_record_award_notice(actor, tender)),
    )
