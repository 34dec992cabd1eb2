"""A bidder's own page of its interview: what is asked, when and where, and the rules."""

from __future__ import annotations

import uuid

from flask import render_template

from portal.bids.queries import bid_of_provider
from portal.core.authorisation import authorise
from portal.core.web import current_actor
from portal.evaluation.interviews import pages
from portal.evaluation.interviews import policy as may
from portal.evaluation.interviews.queries import interviews_of
from portal.evaluation.interviews.views import TENDER, bp
from portal.specifications.interviewed import asked_at_interviews, has_interviews
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.queries import open_tender
from portal.tenders.stages import is_at_least


@bp.get(f"{TENDER}/bid/interview")
def own(authority: str, tender_id: uuid.UUID) -> str:
    """What a bidder has to know of its interview; before it is planned, what is coming (R4)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may.may_see_own_interview, actor, tender, has_interviews(tender))
    asked = asked_at_interviews(criteria_of(tender))
    bid = bid_of_provider(tender, actor.provider_id) if is_at_least(tender, "moderating") else None
    found = next((each for each in interviews_of(tender) if bid and each.bid.id == bid.id), None)
    return render_template(
        "interviews/own.html",
        tender=tender,
        authority=authority,
        asked=pages.asked_lines(asked, plain=False),
        groups=pages.groups_asking(groups_of(tender), asked),
        plan=pages.plan_words(found.plan) if found else None,
        is_held=found is not None and found.is_held,
        is_missed=found is not None and found.record is not None and not found.is_held,
    )
