"""What waits for the lead of a published tender before the deadline."""

from __future__ import annotations

from flask_babel import ngettext

from portal.overview.due import Due, Work, yours
from portal.published.clarifications.policy import may_answer


def questions(work: Work) -> Due | None:
    """Questions wait for an answer; answers that are ready wait to go out to all at once."""
    waiting, ready = work.course.questions
    if not may_answer(work.actor, work.tender) or not (waiting or ready):
        return None
    if waiting:
        return yours(ngettext("%(num)d question to answer", "%(num)d questions to answer", waiting))
    return yours(
        ngettext("%(num)d answer to let all have", "%(num)d answers to let all have", ready)
    )
