"""What the pages of interviews show, worked out before a template sees it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext, ngettext

from portal.accounts.queries import people_by_id
from portal.core import clock
from portal.core.formats import clock_time, day
from portal.evaluation.interviews.forms import HELD, MISSED, adult_words
from portal.evaluation.interviews.queries import Interview, seats_asked
from portal.evaluation.models import Seat
from portal.evaluation.models_interviews import ContactReport, InterviewPlan
from portal.evaluation.queries import voided_of
from portal.specifications.models import Criterion, Group
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender

Line = dict[str, Any]


def plan_words(plan: InterviewPlan | None) -> Line | None:
    """When and where, in words; none before it is planned."""
    if plan is None:
        return None
    starts_at, ends_at = (each.astimezone(clock.LONDON) for each in (plan.starts_at, plan.ends_at))
    return {
        "day": day(plan.starts_at),
        "from": clock_time(starts_at),
        "until": clock_time(ends_at),
        "minutes": plan.minutes,
        "place": plan.place,
        "is_link": plan.place.startswith("https://"),
        "adult": adult_words(plan.adult),
        "version": plan.version,
        "changed": day(plan.planned_at) if plan.version > 1 else "",
    }


def status_of(interview: Interview) -> Line:
    """How far an interview is, for the lead; never whose marks are missing, or how many (R16)."""
    if interview.is_held:
        if interview.is_over:
            return {"text": gettext("Marks are in"), "colour": "green", "state": "over"}
        return {"text": gettext("Marks to come"), "colour": "yellow", "state": "held"}
    if interview.record is not None:
        return {"text": gettext("Didn’t come"), "colour": "grey", "state": "missed"}
    if interview.plan is None:
        return {"text": gettext("Not planned yet"), "colour": None, "state": "none"}
    if interview.plan.starts_at > clock.now():
        return {"text": gettext("Planned"), "colour": "blue", "state": "planned"}
    return {"text": gettext("To record"), "colour": "yellow", "state": "due"}


def lead_lines(interviews: Sequence[Interview]) -> list[Line]:
    """A line for each bid that is left, as the lead reads it."""
    return [
        {
            "label": each.bid.label,
            "plan": plan_words(each.plan),
            "status": status_of(each),
            "words": each.record.words if each.record else "",
            "adult": adult_words(each.record.adult) if each.record else "",
            "there": there_words(len(each.present)) if each.is_held else "",
        }
        for each in interviews
    ]


def there_words(number: int) -> str:
    """'3 were there'."""
    return ngettext("%(num)d was there.", "%(num)d were there.", number)


def left_words(interviews: Sequence[Interview]) -> str:
    """How many interviews are over, of how many."""
    over = sum(each.is_over for each in interviews)
    facts = {"n": over, "all": len(interviews)}
    return gettext("%(n)s of %(all)s interviews are over, with all marks sent.", **facts)


def own_lines(interviews: Sequence[Interview], parts: Mapping[uuid.UUID, bool]) -> list[Line]:
    """A line for each interview that an evaluator may come to; none for the others (R16)."""
    return [
        {
            "label": each.bid.label,
            "plan": plan_words(each.plan),
            **_own_status(each, parts[each.bid.id], has_begun=_has_begun(each)),
        }
        for each in interviews
        if each.bid.id in parts
    ]


def _own_status(interview: Interview, is_sent: bool, *, has_begun: bool) -> Line:
    if is_sent:
        return {"status": gettext("Sent"), "colour": "green"}
    if interview.is_held:
        return {"status": gettext("It was held"), "colour": "yellow"}
    if interview.record is not None:
        return {"status": gettext("They didn’t come"), "colour": "grey"}
    if interview.plan is None:
        return {"status": gettext("No day yet"), "colour": None}
    if has_begun:
        return {"status": gettext("Not written down yet"), "colour": None}
    return {"status": gettext("Planned"), "colour": "blue"}


def _has_begun(interview: Interview) -> bool:
    return interview.plan is not None and interview.plan.starts_at <= clock.now()


def asked_lines(criteria: Sequence[Criterion], plain: bool) -> list[Line]:
    """What is asked at the interview, in the words that somebody likes (R28)."""
    return [
        {
            "code": each.code,
            "title": each.plain_title if plain else each.title,
            "question": each.plain_question if plain else each.question,
        }
        for each in criteria
    ]


def groups_asking(groups: Sequence[Group], criteria: Sequence[Criterion]) -> list[str]:
    """Which groups come, by their titles: all that the other side learns of them (R18, R19)."""
    marking = {share.group_id for each in criteria for share in each.shares if share.percent}
    return [group.title for group in groups if group.id in marking]


def people_for(tender: Tender) -> dict[str, str]:
    """Everybody who marks at interviews, by seat, kept from a bid or not (R16); two who mark as one
    on one line."""
    gone, titles = voided_of(tender).seats, {each.id: each.title for each in groups_of(tender)}
    seats = [each for each in seats_asked(tender) if each.id not in gone]
    people = people_by_id([each.person_id for each in seats])
    beside = {e.beside_id: people[e.person_id].name for e in seats if e.beside_id is not None}
    found = [
        (titles[each.group_id], _names(each, people[each.person_id].name, beside), str(each.id))
        for each in seats
        if each.beside_id is None
    ]
    return {seat_id: f"{name} ({title})" for title, name, seat_id in sorted(found)}


def _names(seat: Seat, name: str, beside: Mapping[uuid.UUID, str]) -> str:
    if seat.id not in beside:
        return name
    return gettext("%(one)s and %(two)s, if both were there", one=name, two=beside[seat.id])


def before_of(interview: Interview) -> Line:
    """What was recorded of it, as a form begins with it."""
    record, plan = interview.record, interview.plan
    if record is None:
        return {"seen": "0", "adult": plan.adult if plan else None}
    return {
        "seen": str(record.version),
        "outcome": HELD if record.is_held else MISSED,
        "present": [str(each) for each in interview.present],
        "adult": record.adult or (plan.adult if plan else None),
        "words": record.words,
    }


def report_lines(
    reports: Sequence[ContactReport], people: Mapping[uuid.UUID, uuid.UUID]
) -> list[Line]:
    """Who told of a contact, and when: the leads know the evaluators by name (R18). `people`: who
    holds which seat."""
    names = people_by_id(list(people.values()))
    return [
        {
            "number": each.number,
            "who": names[people[each.seat_id]].name,
            "day": day(each.said_at),
            "words": each.words,
        }
        for each in reports
    ]


def own_report_lines(reports: Sequence[ContactReport]) -> list[Line]:
    """What somebody told themselves, and when."""
    return [
        {"number": each.number, "day": day(each.said_at), "words": each.words} for each in reports
    ]
