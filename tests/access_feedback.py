"""What policies of telling back are asked about, for the permission matrix."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from portal.accounts.models import Person
from portal.core.authorisation import Actor, NotNow
from portal.feedback.asker import Asker
from portal.feedback.models import (
    LineQuestion,
    QuestionGiven,
    QuestionReply,
    TellingTold,
    TellingWay,
)
from portal.participation.panels.models import Member, Panel
from portal.specifications.cowriting.models import Round
from portal.specifications.cowriting.part import Part
from portal.tenders.models import Tender
from tests.access_actors import ACTORS, NOW, OURS, part_of, seat_for

Arguments = Callable[[Actor, Tender], tuple[Any, ...]]
SOMEBODY, STRANGER = ACTORS["person"], Actor(uuid.uuid4(), "person")
MISSING = NotNow("You haven’t said yes.")


def question(decider: uuid.UUID | None, *, replied: bool = False) -> LineQuestion:
    """A question that somebody has to reply to."""
    reply = QuestionReply() if replied else None
    return LineQuestion(given=[QuestionGiven(decider_id=decider)], reply=reply)


def left(actor: Actor, *, is_over: bool = True) -> Part:
    """A place of the actor's on a panel that wrote with the tender, which has ended."""
    ended_at = NOW if is_over else None
    place = {"person_id": actor.person_id, "authority_id": OURS, "ended_at": ended_at}
    member = Member(**place, person=Person(), panel=Panel(kind="young"))
    return Part(member, [Round(opens_at=NOW)])


def asker(actor: Actor, *, seated: bool = False, by: Actor | None = None) -> Asker:
    """Who asked: a member once, or who has a seat."""
    if seated:
        return Asker(actor, seat=seat_for(by or actor))
    return Asker(actor, member=left(by or actor).member)


FEEDBACK: dict[str, Arguments] = {
    "feedback.may_tick_off: not told yet": lambda a, t: (a, t, TellingWay(told=None)),
    "feedback.may_tick_off: told": lambda a, t: (a, t, TellingWay(told=TellingTold())),
    "feedback.may_reply: named, waiting": lambda a, t: (a, t, question(a.person_id)),
    "feedback.may_reply: named, replied": lambda a, t: (a, t, question(a.person_id, replied=True)),
    "feedback.may_reply: somebody else is named": lambda a, t: (a, t, question(uuid.uuid4())),
    "feedback.may_hand_on: waiting": lambda a, t: (a, t, question(uuid.uuid4())),
    "feedback.may_hand_on: replied": lambda a, t: (a, t, question(uuid.uuid4(), replied=True)),
    "feedback.may_read_told: own part": lambda a, t: (a, t, part_of(a)),
    "feedback.may_read_told: another's part": lambda a, t: (a, t, part_of(SOMEBODY)),
    "feedback.may_look_back_on: own ended place": lambda a, t: (a, t, left(a)),
    "feedback.may_look_back_on: a place that goes on": lambda a, t: (a, t, left(a, is_over=False)),
    "feedback.may_follow_own_words: own ended place": lambda a, t: (a, t, left(a)),
    "feedback.may_follow_own_words: a place that goes on": lambda a, t: (
        (a, t, left(a, is_over=False))
    ),
    "feedback.may_ask_looking_back: not asked yet": lambda a, t: (a, t, left(a), None),
    "feedback.may_ask_looking_back: asked": lambda a, t: (a, t, left(a), LineQuestion()),
    "feedback.may_hear_decided: own part": lambda a, t: (a, t, part_of(a)),
    "feedback.may_hear_decided: another's part": lambda a, t: (a, t, part_of(SOMEBODY)),
    "feedback.may_hear_decided_from_seat: own seat": lambda a, t: (a, t, seat_for(a)),
    "feedback.may_hear_decided_from_seat: another's seat": lambda a, t: (
        a,
        t,
        seat_for(SOMEBODY),
    ),
    "feedback.may_hear_from_seat: own seat": lambda a, t: (a, t, seat_for(a)),
    "feedback.may_hear_from_seat: another's seat": lambda a, t: (a, t, seat_for(SOMEBODY)),
    "feedback.may_question_from_seat: not asked yet": lambda a, t: (a, t, seat_for(a), None),
    "feedback.may_question_from_seat: asked": lambda a, t: (a, t, seat_for(a), LineQuestion()),
    "feedback.may_lift_question: from a panel": lambda a, t: (a, t, asker(a)),
    "feedback.may_lift_question: from a seat": lambda a, t: (a, t, asker(a, seated=True)),
    "feedback.may_lift_question: somebody else's": lambda a, t: (a, t, asker(a, by=STRANGER)),
    "feedback.may_ask: not asked yet": lambda a, t: (a, t, part_of(a), None),
    "feedback.may_ask: asked": lambda a, t: (a, t, part_of(a), LineQuestion()),
    "feedback.may_ask: consent missing": lambda a, t: (a, t, part_of(a, ready=MISSING), None),
}
