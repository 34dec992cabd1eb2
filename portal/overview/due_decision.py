"""Whose turn it is where a tender is decided on: the lead's, an approver's, or another's (R20)."""

from __future__ import annotations

from flask_babel import gettext

from portal.outcomes.policy import may_approve, may_decide, may_reveal
from portal.overview.due import Due, Work, done, yours


def decision(work: Work) -> Due | None:
    """The lead decides, waits for the approver, and reveals who bid (R20)."""
    course = work.course.deciding
    if may_decide(work.actor, work.tender, course.decision, course.word):
        again = course.word is not None
        return yours(gettext("Decide again: it was sent back") if again else gettext("Decide"))
    if may_reveal(work.actor, work.tender):
        return yours(gettext("Reveal who the bids are from"))
    if work.stage == "deciding" and course.decision and not course.word:
        if course.unanswered:
            return yours(gettext("Answer what the approver asked"))
        return Due(gettext("Waiting for the approver"))
    return done() if work.stage == "approved" else None


def approval(work: Work) -> Due | None:
    """An approver who neither marked nor decided says yes, or sends it back (R20)."""
    course = work.course.deciding
    if work.stage == "approved":
        return done()
    if work.stage != "deciding":
        return None
    is_seated = work.part is not None
    if may_approve(work.actor, work.tender, course.decision, course.word, is_seated):
        if course.order and course.order[course.yeses : course.yeses + 1] != [work.actor.person_id]:
            return Due(gettext("For another approver"))
        if course.unanswered:
            return Due(gettext("Waiting for an answer"))
        return yours(gettext("Approve or send back"))
    if course.decision is None or course.word is not None:
        return Due(gettext("Waiting for a decision"))
    return Due(gettext("For another approver"))
