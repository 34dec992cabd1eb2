"""What a member did when their panel chose who marks, and as a peer mentor or newcomer (P5)."""

from __future__ import annotations

import uuid
from datetime import datetime

from flask_babel import gettext

from portal.core.formats import day
from portal.core.words import say
from portal.evaluation.choosing.pages import ground_words
from portal.evaluation.choosing.queries import parts_of
from portal.evaluation.models_choosing import Candidate, Place, Voted
from portal.participation.beside.models import Mentoring
from portal.participation.beside.queries import every_mentoring_of

STATES = {
    "asked": say("you were chosen and asked"),
    "agreed": say("you were chosen"),
    "seated": say("you were chosen and have a seat"),
    "declined": say("you said no"),
    "refused": say("you were refused"),
    "reserve": say("you were a reserve"),
    "gone": say("you had a place, and left"),
}
AS_MENTOR = say("To look after somebody new")
AS_NEWCOMER = say("To have a peer mentor")


def choosing_words(member_id: uuid.UUID) -> str:
    """What they did in each choosing of their panel; whom they voted for is kept nowhere."""
    told = []
    for _choosing, tender, candidate, voted, place, _result in parts_of([member_id]):
        if done := [*_stood(candidate), *_voted(voted), *_placed(place)]:
            told.append(f"{tender.title}: {', '.join(done)}")
    return " · ".join(told)


def _stood(candidate: Candidate | None) -> list[str]:
    if candidate is None:
        return []
    stood = gettext("you put yourself forward on %(day)s", day=day(candidate.put_forward_at))
    if candidate.withdrawn_at is None:
        return [stood]
    return [stood, gettext("you took it back on %(day)s", day=day(candidate.withdrawn_at))]


def _voted(voted: Voted | None) -> list[str]:
    return [gettext("you voted or passed")] if voted else []


def _placed(place: Place | None) -> list[str]:
    if place is None:
        return []
    state, ground = gettext(STATES[place.state]), ground_words(place)
    return [f"{state} ({ground})" if ground else state]


def mentoring_words(member_id: uuid.UUID) -> str:
    """When they were asked, said yes and stopped; not who the other one is, nor what they said."""
    return " · ".join(_mentoring(each, member_id) for each in every_mentoring_of(member_id))


def _mentoring(each: Mentoring, member_id: uuid.UUID) -> str:
    is_mentor = each.mentor_id == member_id
    agreed_at = each.mentor_agreed_at if is_mentor else each.newcomer_agreed_at
    when: list[tuple[str, datetime | None]] = [
        (gettext("asked"), each.asked_at),
        (gettext("your yes"), agreed_at),
        (gettext("ended"), each.ended_at),
    ]
    days = [f"{word} {day(moment)}" for word, moment in when if moment is not None]
    return f"{gettext(AS_MENTOR if is_mentor else AS_NEWCOMER)}: {', '.join(days)}"
