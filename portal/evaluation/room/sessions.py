"""Writes of sessions: plan, change, drop, open and end one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.models_room import TalkItem, TalkSession
from portal.evaluation.moderation.panel import Panel, panel_of
from portal.evaluation.moderation.queries import Item, items_of
from portal.evaluation.moderation.sitting import first_groups, key_of, planned_keys, sessions_of
from portal.evaluation.pulse import beat
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender

LONGEST, SHORTEST = 60, 10
BREAK = timedelta(minutes=10)
PAST = say("Choose a day and a time to come.")
TOO_LONG = say("A session takes from 10 minutes to an hour. After it, there is a break.")
NO_BREAK = say("This is too near to session %(number)s: leave 10 minutes for a break.")
NOTHING = say("Choose what this session talks about.")
TAKEN = say("One of these is in another session. Choose again.")
NO_FACILITATOR = say(
    "Say who leads the talk: young people or parents and carers first talk among themselves."
)
HAS_BEGUN = say("This session has begun, so its plan stays as it is.")
IS_OPEN = say("Session %(number)s is still open. End it first.")
IS_OVER = say("This session is over.")

Key = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True)
class SessionFacts:
    """What is planned: when, for how long, where, led by whom, and about which answers."""

    starts_at: datetime
    minutes: int
    place: str
    facilitator: str
    items: Sequence[Key]


def plan_session(
    actor: Actor, tender: Tender, facts: SessionFacts, session: TalkSession | None = None
) -> TalkSession:
    """Plan a session of an hour at most, or plan one anew that hasn't begun.

    Where it is and who leads it stand in its row alone, so that they can be changed and forgotten.
    """
    if session is not None and session.opened_at is not None:
        raise Refused(HAS_BEGUN)
    _refuse(tender, facts, session)
    is_new = session is None
    if session is None:
        number = max((each.number for each in sessions_of(tender)), default=0) + 1
        session = TalkSession(tender_id=tender.id, number=number)
        db.session.add(session)
    session.starts_at, session.minutes = facts.starts_at, facts.minutes
    session.place, session.facilitator = facts.place.strip(), facts.facilitator.strip()
    _put(tender, session, facts.items)
    starts_on = facts.starts_at.astimezone(clock.LONDON).date()
    told = {"number": session.number, "starts_on": starts_on, "minutes": facts.minutes}
    told |= {"items": len(facts.items)}
    if is_new:
        record("moderation:session-planned", actor, tender.id, **told)
    else:
        record("moderation:session-changed", actor, tender.id, **told)
    beat(tender)
    return session


def _put(tender: Tender, session: TalkSession, items: Sequence[Key]) -> None:
    """An answer is in one session: what an earlier one left undone leaves that one's list."""
    db.session.flush()
    db.session.execute(delete(TalkItem).where(TalkItem.session_id == session.id))
    for position, (bid_id, criterion_id) in enumerate(items):
        place = {"bid_id": bid_id, "criterion_id": criterion_id}
        db.session.execute(delete(TalkItem).filter_by(**place))
        ours = {"tender_id": tender.id, "session_id": session.id, "position": position}
        db.session.add(TalkItem(**ours, **place))


def _refuse(tender: Tender, facts: SessionFacts, session: TalkSession | None) -> None:
    found = []
    if facts.starts_at <= clock.now():
        found.append(Refused(PAST, "starts_on"))
    if not SHORTEST <= facts.minutes <= LONGEST:
        found.append(Refused(TOO_LONG, "minutes"))
    if not facts.items:
        found.append(Refused(NOTHING, "items"))
    others = [each for each in sessions_of(tender) if each is not session]
    near = next((each for each in others if _is_near(each, facts)), None)
    if near is not None:
        found.append(Refused(NO_BREAK, "starts_at", number=near.number))
    taken, panel = planned_keys(others), panel_of(tender)
    free = {key_of(each): each for each in items_of(tender) if key_of(each) not in taken}
    if not set(facts.items) <= set(free):
        found.append(Refused(TAKEN, "items"))
    criteria = {free[key].criterion for key in facts.items if key in free}
    groups = groups_of(tender)
    is_led = any(first_groups(groups, each, panel) for each in criteria)
    if is_led and not facts.facilitator.strip():
        found.append(Refused(NO_FACILITATOR, "facilitator"))
    if found:
        found[0].also = found[1:]
        raise found[0]


def _is_near(other: TalkSession, facts: SessionFacts) -> bool:
    """Whether two sessions overlap, or leave no break between them."""
    if other.ended_at is not None:
        return False
    ends_at = facts.starts_at + timedelta(minutes=facts.minutes)
    return other.starts_at < ends_at + BREAK and facts.starts_at < other.ends_at + BREAK


def plannable(items: Sequence[Item], panel: Panel, sessions: Sequence[TalkSession]) -> list[Item]:
    """What is still to be talked about and in no session that isn't over."""
    taken = planned_keys(sessions)
    left = [each for each in items if not is_settled(each, panel)]
    return [each for each in left if key_of(each) not in taken]


def is_settled(item: Item, panel: Panel) -> bool:
    """Whether a record of it stands; a session may still talk about it again."""
    return item.record is not None and not item.is_overtaken(panel)


def drop_session(actor: Actor, tender: Tender, session: TalkSession) -> None:
    """Take a session that hasn't begun out of the plan."""
    if session.opened_at is not None:
        raise Refused(HAS_BEGUN)
    number = session.number
    db.session.execute(delete(TalkItem).where(TalkItem.session_id == session.id))
    db.session.delete(session)
    record("moderation:session-dropped", actor, tender.id, number=number)
    beat(tender)


def open_session(actor: Actor, tender: Tender, session: TalkSession) -> None:
    """Open the room, one session at a time."""
    if session.opened_at is not None:
        raise Refused(IS_OVER if session.ended_at else HAS_BEGUN)
    refuse_open(sessions_of(tender))
    session.opened_at = clock.now()
    record("moderation:session-opened", actor, tender.id, number=session.number)
    beat(tender, begins=True)


def refuse_open(sessions: Sequence[TalkSession]) -> None:
    """Nothing else begins, and moderation doesn't close, while people sit in a session."""
    for each in sessions:
        if each.is_open:
            raise Refused(IS_OPEN, number=each.number)


def end_session(actor: Actor, tender: Tender, session: TalkSession) -> None:
    """End a session; what it didn't come to is free for another one."""
    if not session.is_open:
        raise Refused(IS_OVER)
    session.ended_at = clock.now()
    panel = panel_of(tender)
    left = {key_of(each) for each in plannable(items_of(tender), panel, [])}
    for item in session.items:
        if (item.bid_id, item.criterion_id) in left:
            db.session.execute(delete(TalkItem).where(TalkItem.id == item.id))
    record("moderation:session-ended", actor, tender.id, number=session.number)
    beat(tender)
