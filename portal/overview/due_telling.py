"""What telling back waits for, and whose turn it is (P20)."""

from __future__ import annotations

from flask_babel import gettext, ngettext

from portal.core import clock
from portal.core.formats import day as day_of
from portal.feedback.owed import late_words
from portal.feedback.policy import may_note_promise, may_tell_members, may_write_telling
from portal.overview.due import Due, Work, yours


def telling(work: Work) -> Due | None:
    """People are told by the promised day, promises are kept, questions get their reply (P20)."""
    standing, today = work.course.telling, clock.today()
    mine = [day for who, day in standing.questions if who == work.actor.person_id]
    if mine:
        late = (today - min(mine)).days
        words = gettext("Reply to a question by %(day)s", day=day_of(min(mine)))
        return yours(f"{words}: {late_words(late).lower()}" if late > 0 else words)
    if standing.day and may_write_telling(work.actor, work.tender):
        late = standing.days_late()
        words = gettext("Tell everybody by %(day)s", day=day_of(standing.day))
        return yours(f"{words}: {late_words(late).lower()}" if late else words)
    if standing.to_tell and may_tell_members(work.actor, work.tender):
        number = standing.to_tell
        return yours(ngettext("%(num)d person to tell", "%(num)d people to tell", number))
    if standing.late_promises and may_note_promise(work.actor, work.tender):
        number = standing.late_promises
        return yours(ngettext("%(num)d promise is late", "%(num)d promises are late", number))
    return _others_tell(work)


def overdue(work: Work) -> list[str]:
    """What is late, for the home of everybody on the buying side, whatever else waits there."""
    standing = work.course.telling
    found = [each.words for each in [_others_tell(work)] if each]
    if number := standing.late_promises:
        found.append(ngettext("%(num)d promise is late", "%(num)d promises are late", number))
    return found


def _others_tell(work: Work) -> Due | None:
    """What the participation lead or a decision-maker owes, for everybody else to see."""
    standing = work.course.telling
    if late := standing.days_late():
        return Due(gettext("Telling back: %(late)s", late=late_words(late).lower()))
    late = max(((clock.today() - day).days for _who, day in standing.questions), default=0)
    if late > 0:
        return Due(gettext("A reply: %(late)s", late=late_words(late).lower()))
    return None
