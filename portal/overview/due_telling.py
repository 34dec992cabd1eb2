"""What answers and telling back wait for, and whose turn it is (P10, P20)."""

from __future__ import annotations

from flask_babel import gettext, ngettext

from portal.core import clock
from portal.core.formats import day as day_of
from portal.core.formats import late_words
from portal.feedback.policy import may_note_promise, may_tell_members, may_write_telling
from portal.overview.due import Due, Work, yours
from portal.specifications.cowriting.policy import may_answer
from portal.specifications.cowriting.queries import AnswersOwed


def suggestions(work: Work) -> Due | None:
    """Every suggestion of a panel is answered before publication, by the day said (P10, P20)."""
    owed = work.course.answers
    if not owed or not may_answer(work.actor, work.tender):
        return None
    return yours(_to_answer(owed))


def _to_answer(owed: AnswersOwed) -> str:
    words = ngettext(
        "%(num)d suggestion to answer by %(day)s",
        "%(num)d suggestions to answer by %(day)s",
        owed.number,
        day=day_of(owed.day),
    )
    return f"{words}: {late_words(owed.days_late).lower()}" if owed.days_late else words


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
    if standing.has_no_day and may_write_telling(work.actor, work.tender):
        return yours(gettext("Say by which day everybody is told"))
    if words := _to_tell(work):
        return yours(words)
    if standing.late_promises and may_note_promise(work.actor, work.tender):
        number = standing.late_promises
        return yours(ngettext("%(num)d promise is late", "%(num)d promises are late", number))
    return _others_tell(work)


def _to_tell(work: Work) -> str:
    """How many wait to be told by somebody, for who knows the panel; else empty."""
    number = work.course.telling.to_tell
    if not number or not may_tell_members(work.actor, work.tender):
        return ""
    return ngettext("%(num)d person to tell", "%(num)d people to tell", number)


def watched(work: Work) -> list[str]:
    """Days that were promised, and what is late, for the home of everybody on the buying side,
    whatever else waits there (P20)."""
    standing, answers = work.course.telling, work.course.answers
    found = [each.words for each in [_others_tell(work)] if each]
    found += [_to_answer(answers)] if answers else []
    found += filter(None, [_to_tell(work)])
    if number := standing.late_promises:
        found.append(ngettext("%(num)d promise is late", "%(num)d promises are late", number))
    return found


def _others_tell(work: Work) -> Due | None:
    """What the participation lead or a decision-maker owes, for everybody else to see."""
    standing = work.course.telling
    if late := standing.days_late():
        return Due(gettext("Telling back: %(late)s", late=late_words(late).lower()))
    if standing.has_no_day:
        return Due(gettext("Telling back: no day is promised"))
    late = max(((clock.today() - day).days for _who, day in standing.questions), default=0)
    if late > 0:
        return Due(gettext("A reply: %(late)s", late=late_words(late).lower()))
    return None
