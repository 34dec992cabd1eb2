"""Whose turn it is before publication: the lead asks, an approver reads and answers (R4)."""

from __future__ import annotations

from flask_babel import gettext

from portal.core import clock
from portal.overview.due import Due, Work, done, yours
from portal.specifications.approving.models import APPROVED, ASKED, RETURNED
from portal.specifications.approving.policy import may_approve_publication
from portal.specifications.groundwork.policy import may_keep_groundwork
from portal.tenders.policy import may_draft


def before_publication(work: Work) -> Due | None:
    """An approver answers what a lead asked; the lead learns what came of it."""
    if work.stage != "drafting":
        return None
    step = work.course.publication
    if may_approve_publication(work.actor, work.tender):
        if step == ASKED:
            return yours(gettext("Read it, then approve it or send it back"))
        return done(gettext("Approved")) if step == APPROVED else None
    if not may_draft(work.actor, work.tender) or step is None:
        return None
    if step == RETURNED:
        return yours(gettext("Sent back: see what has to change"))
    return Due(gettext("The approver reads it")) if step == ASKED else done(gettext("Approved"))


def review_of_conflicts(work: Work) -> Due | None:
    """The lead assesses conflicts before publication, and again on the day they chose (R16)."""
    if not may_keep_groundwork(work.actor, work.tender):
        return None
    review_on = work.course.review_on
    if review_on is None:
        is_first = work.stage == "drafting"
        return yours(gettext("Assess conflicts of interest")) if is_first else None
    if review_on <= clock.today():
        return yours(gettext("Look at conflicts of interest again"))
    return None
