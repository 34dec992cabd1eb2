"""What policies of hours and of choosing are asked about, for the permission matrix."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from portal.accounts.models import Person
from portal.core.authorisation import Actor, NotNow
from portal.evaluation.choosing.queries import Standing
from portal.evaluation.models_choosing import Candidate, Choosing, ChoosingResult, Place
from portal.participation.panels.models import Member
from portal.tenders.models import Tender
from tests.access_actors import part_of, seat_for

OURS, PANEL, OTHER = (uuid.UUID(int=number) for number in (1, 8, 9))
NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
BEFORE, TODAY, LATER = date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 9)
MISSING = NotNow("You haven’t said yes.")

Arguments = Callable[[Actor, Tender], tuple[Any, ...]]


def choosing(forward: date = BEFORE, closes: date | None = LATER, panel: Any = PANEL) -> Choosing:
    """A choosing of the story's panel, by vote unless it has no last day."""
    way = "vote" if closes else "agreement"
    return Choosing(panel_id=panel, way=way, seats=1, forward_until=forward, closes_on=closes)


def candidate() -> Candidate:
    """The panelist would like to."""
    return Candidate(member_id=OURS, member=Member(person=Person(name="Cas")))


def place(**more: Any) -> Place:
    """The panelist's place in the order."""
    return Place(member_id=OURS, member=Member(), **more)


def _part(actor: Actor, **more: Any) -> Any:
    part = part_of(actor, **more)
    part.member.panel_id = PANEL
    return part


def _for(standing: Standing, **more: Any) -> Arguments:
    return lambda a, t: (a, t, _part(a, **more), standing)


def _late(actor: Actor) -> Any:
    seat = seat_for(actor)
    seat.after_start = True
    return seat


HOURS, ROOM = "specifications.hours.may_say_hours", "evaluation.choosing."
IN_TIME = Standing(choosing(forward=LATER))
STANDS = Standing(choosing(), [candidate()])
DONE = Standing(choosing(closes=BEFORE), result=ChoosingResult())
CHOOSING: dict[str, Arguments] = {
    f"{HOURS}: own part": lambda a, t: (a, t, part_of(a)),
    f"{HOURS}: consent missing": lambda a, t: (a, t, part_of(a, ready=MISSING)),
    f"{HOURS}: another's part": lambda a, t: (a, t, part_of(Actor(uuid.uuid4(), "person"))),
    f"{ROOM}may_settle: last day over": lambda a, t: (a, t, Standing(choosing(closes=BEFORE))),
    f"{ROOM}may_settle: still voting": lambda a, t: (a, t, STANDS),
    f"{ROOM}may_settle: by agreement": lambda a, t: (a, t, Standing(choosing(LATER, None))),
    f"{ROOM}may_settle: decided": lambda a, t: (a, t, DONE),
    f"{ROOM}may_join_in: own panel's": _for(STANDS),
    f"{ROOM}may_join_in: another panel's": _for(Standing(choosing(panel=OTHER))),
    f"{ROOM}may_put_forward: in time": _for(IN_TIME),
    f"{ROOM}may_put_forward: too late": _for(STANDS),
    f"{ROOM}may_put_forward: consent missing": _for(IN_TIME, ready=MISSING),
    f"{ROOM}may_withdraw: who stands": _for(STANDS),
    f"{ROOM}may_withdraw: who doesn't": _for(IN_TIME),
    f"{ROOM}may_vote: while they vote": _for(STANDS),
    f"{ROOM}may_vote: who has voted": _for(Standing(choosing(), [candidate()], {OURS})),
    f"{ROOM}may_vote: nobody stands": _for(Standing(choosing())),
    f"{ROOM}may_answer_place: asked": _for(
        Standing(choosing(), result=ChoosingResult(), places=[place(asked_at=NOW)])
    ),
    f"{ROOM}may_answer_place: not chosen": _for(DONE),
    "evaluation.seats.may_pair": lambda a, t: (a, t, seat_for(a)),
    "evaluation.seats.may_declare: a reserve's, who stepped in": lambda a, t: (a, t, _late(a)),
}
