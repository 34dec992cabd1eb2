"""A tender's timetable: counted back from the day the service starts, and what speaks against it.

Nobody is stopped by a doubt. Working days are those of England, with what the authority entered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from portal.core.clock import LONDON
from portal.core.formats import day
from portal.core.words import say
from portal.tenders.calendar import Days
from portal.tenders.models import SchoolBreak, Tender
from portal.tenders.regimes import open_days

PARTS = ("ENG",)
WEEK = 5
FRIDAY = 4
LATE = 16
FEWEST_TO_MARK, FEWEST_TO_DECIDE, FEWEST_TO_BEGIN = 10, 5, 28
"""Working days to read and mark, to talk and decide, and from the decision to the first day."""


class Lengths(NamedTuple):
    """How long each step takes: weeks of five working days, and days in which bids may come."""

    writing: int = 10
    open_for: int = 35
    marking: int = 3
    deciding: int = 4
    beginning: int = 14


class Step(NamedTuple):
    """One step of a timetable, and its day."""

    name: str
    on: date


def counted_back(starts_on: date, lengths: Lengths, days: Days) -> list[Step]:
    """Every step from writing together to the first day of the service, counted from the last.

    A day that isn't worked gives way to the working day before it; bids may come over weekends.
    """

    def before(on: date, weeks: int) -> date:
        return days.worked_before(on, weeks * WEEK, PARTS)

    decision = before(starts_on, lengths.beginning)
    marked = before(decision, lengths.deciding)
    deadline = before(marked, lengths.marking)
    published = days.worked_before(deadline - timedelta(days=lengths.open_for), 0, PARTS)
    approved = days.worked_before(published, WEEK, PARTS)
    return [
        Step("writing", before(approved, lengths.writing)),
        Step("approval", approved),
        Step("published", published),
        Step("deadline", deadline),
        Step("marked", marked),
        Step("decision", decision),
        Step("starts", starts_on),
    ]


@dataclass(frozen=True)
class Doubt:
    """What speaks against a timetable: a sentence, and the facts it names."""

    message: str
    facts: dict[str, Any]


def doubts_of(
    tender: Tender, breaks: Sequence[SchoolBreak], days: Days, today: date
) -> Iterator[Doubt]:
    """All that speaks against the days of a tender that isn't published yet."""
    deadline = tender.deadline_at.astimezone(LONDON) if tender.deadline_at else None
    if deadline is not None:
        yield from _too_short(tender.regime, (deadline.date() - today).days, today)
        yield from _odd_moment(deadline, days)
    named = ((tender.marking_ends_on, MARKING_OFF), (tender.decision_on, DECISION_OFF))
    for on, message in named:
        if on is not None and (off := days.off(on, PARTS)):
            yield Doubt(message, {"day": day(on), "why": ", ".join(off)})
    if deadline is not None and tender.marking_ends_on is not None:
        yield from _in_marking(deadline.date(), tender.marking_ends_on, breaks)
    yield from _hurried(tender, deadline.date() if deadline else None, days)


TOO_SHORT = {
    True: say(
        "Bidders would have %(days)s days from today. The law asks for %(least)s at least, unless a"
        " planned procurement notice or urgency allows fewer."
    ),
    False: say(
        "Bidders would have %(days)s days from today. Small charities need %(least)s at least."
    ),
}
MARKING_OFF = say("Marking ends on %(day)s, which isn’t a working day (%(why)s).")
DECISION_OFF = say("The decision is on %(day)s, which isn’t a working day (%(why)s).")
DEADLINE_OFF = say(
    "Bids end on %(day)s, which isn’t a working day (%(why)s). Nobody can help then."
)
EVENING = say("Bids end on a Friday after 4pm. Nobody can help whom something goes wrong for.")
LATE_HOUR = say("Bids end at %(time)s. Nobody can help then whom something goes wrong for.")
CHRISTMAS = say("Bids end on %(day)s, around Christmas. Many small charities are closed then.")
SCHOOL = {
    "holidays": say("While people mark it is school holidays (‘%(name)s’). Ask who will be there."),
    "exams": say("While people mark it is exam time (‘%(name)s’). Young people have no time then."),
}
MARK_CHRISTMAS = say("Christmas lies between the deadline and the end of marking.")
FEW_TO_MARK = say(
    "There are %(days)s working days for opening and marking. People who mark after school or work"
    " need %(least)s at least."
)
FEW_TO_DECIDE = say(
    "There are %(days)s working days between marking and the decision. Talking marks through needs"
    " %(least)s at least."
)
FEW_TO_BEGIN = say(
    "There are %(days)s working days between the decision and the first day. Letters, a standstill"
    " and taking over staff need %(least)s at least."
)


def _too_short(regime: str, given: int, today: date) -> Iterator[Doubt]:
    least = open_days(regime, today)
    if least is not None and 0 <= given < least.days:
        yield Doubt(TOO_SHORT[least.is_law], {"days": given, "least": least.days})


def _odd_moment(deadline: datetime, days: Days) -> Iterator[Doubt]:
    on = deadline.date()
    if off := days.off(on, PARTS):
        yield Doubt(DEADLINE_OFF, {"day": day(on), "why": ", ".join(off)})
    elif deadline.weekday() == FRIDAY and deadline.hour >= LATE:
        yield Doubt(EVENING, {})
    elif deadline.hour > LATE or deadline.hour < 9:
        yield Doubt(LATE_HOUR, {"time": f"{deadline:%H:%M}"})
    if _is_christmas(on):
        yield Doubt(CHRISTMAS, {"day": day(on)})


def _is_christmas(on: date) -> bool:
    return (on.month, on.day) >= (12, 20) or (on.month, on.day) <= (1, 4)


def _in_marking(first: date, last: date, breaks: Sequence[SchoolBreak]) -> Iterator[Doubt]:
    for each in breaks:
        if each.starts_on <= last and each.ends_on > first:
            yield Doubt(SCHOOL[each.kind], {"name": each.name})
    if first < date(first.year, 12, 25) <= last:
        yield Doubt(MARK_CHRISTMAS, {})


def _hurried(tender: Tender, deadline: date | None, days: Days) -> Iterator[Doubt]:
    marked, decided, starts = tender.marking_ends_on, tender.decision_on, tender.starts_on
    pairs = (
        (deadline, marked, FEWEST_TO_MARK, FEW_TO_MARK),
        (marked, decided, FEWEST_TO_DECIDE, FEW_TO_DECIDE),
        (decided, starts, FEWEST_TO_BEGIN, FEW_TO_BEGIN),
    )
    for first, last, least, message in pairs:
        if first is None or last is None:
            continue
        given = days.worked_between(first, last, PARTS)
        if given < least:
            yield Doubt(message, {"days": given, "least": least})
