"""What begins now: the room where the panel talks about marks, and interviews."""

from __future__ import annotations

from flask_babel import gettext

from portal.evaluation.room.policy import may_see_table
from portal.overview.due import Due, Work, yours


def room(work: Work) -> Due | None:
    """The room is open: whoever takes part goes straight to the table."""
    if work.stage != "moderating" or (work.part and work.part.is_voided):
        return None
    if work.part and work.part.session:
        return yours(gettext("Your panel talks about the marks now"))
    if work.course.session and may_see_table(work.actor, work.tender):
        return yours(gettext("Session %(number)s is open", number=work.course.session))
    return None


def interview(work: Work) -> Due | None:
    """An interview begins that an evaluator is asked to (P14)."""
    label = work.part.interview if work.part else None
    if work.stage != "moderating" or label is None or (work.part and work.part.is_voided):
        return None
    words = gettext("You meet the people of Bid %(label)s now", label=label)
    return Due(words, is_yours=True, place={"label": label})
