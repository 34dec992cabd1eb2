"""What the pages of sessions show: the plan, and what a new session begins with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext

from portal.accounts.models import EVALUATOR
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.formats import exact
from portal.core.web import reads_plain
from portal.evaluation.models import Seat
from portal.evaluation.models_room import TalkSession
from portal.evaluation.moderation.disagreement import Apart, apart_of, widest_first
from portal.evaluation.moderation.pages import status_of
from portal.evaluation.moderation.panel import Panel, panel_of
from portal.evaluation.moderation.policy import may_see_agenda
from portal.evaluation.moderation.queries import Item, items_of
from portal.evaluation.moderation.sitting import items_in, key_of, planned_keys, sessions_of
from portal.evaluation.room.forms import value_of
from portal.evaluation.room.pages import session_facts
from portal.evaluation.room.policy import may_name_facilitator, may_plan_sessions
from portal.evaluation.room.sessions import is_settled, plannable
from portal.tenders.models import Tender
from portal.tenders.policy import holds
from portal.tenders.stages import stage_of

AT_ONCE = 5
"""So many answers fit an hour with time to breathe; the lead may choose others."""
PAUSE = timedelta(minutes=15)
A_DAY = 2
"""So many sessions a day are suggested: an hour each is enough for an evening."""


def sessions_page(actor: Actor, tender: Tender) -> dict[str, Any]:
    """The plan: for the lead all of it, for an evaluator what they take part in."""
    panel, sessions = panel_of(tender), sessions_of(tender)
    items = items_of(tender)
    is_evaluator = holds(actor, tender, EVALUATOR)
    seat = panel.seat_of(actor) if is_evaluator else None
    if is_evaluator:
        items = [each for each in items if panel.is_theirs(actor, each.bid, each.criterion)]
    may_plan = bool(may_plan_sessions(actor, tender))
    shown = [_session(each, items, panel, seat, may_plan) for each in sessions]
    left = plannable(items, panel, sessions) if may_plan else []
    return {
        "sessions": [each for each in shown if each["items"] or not is_evaluator],
        "may_plan": may_plan,
        "may_read": bool(may_see_agenda(actor, tender)),
        "may_name": bool(may_name_facilitator(actor, tender)),
        "for_panel": is_evaluator,
        "left": len(left),
        "is_moderating": stage_of(tender) == "moderating",
        "open": next((each.number for each in sessions if each.is_open), None),
    }


def _session(
    session: TalkSession, items: Sequence[Item], panel: Panel, seat: Seat | None, may_plan: bool
) -> dict[str, Any]:
    rows = [
        {
            "label": each.bid.label,
            "code": each.criterion.code,
            "title": _title(each),
            **status_of(each, panel, seat, may_plan),
        }
        for each in items_in(session, items)
    ]
    return {**session_facts(session), "items": rows}


def _title(item: Item) -> str:
    return item.criterion.plain_title if reads_plain() else item.criterion.title


def choices_for(tender: Tender, session: TalkSession | None) -> list[tuple[Item, str]]:
    """What a session may talk about, the widest disagreement first, each with its words; what is
    recorded already comes last, since a mistake may be found in it."""
    apart, panel = apart_of(tender), panel_of(tender)
    taken = planned_keys([each for each in sessions_of(tender) if each is not session])
    items = widest_first(items_of(tender), apart)
    free = [each for each in items if key_of(each) not in taken]
    free.sort(key=lambda each: is_settled(each, panel))
    return [(each, _words(each, apart, panel)) for each in free]


def _words(item: Item, apart: Apart, panel: Panel) -> str:
    distance = apart.get((item.bid.id, item.criterion.id))
    place = gettext("Bid %(label)s: %(code)s %(title)s")
    said = place % {"label": item.bid.label, "code": item.criterion.code, "title": _title(item)}
    if is_settled(item, panel):
        return f"{said} ({gettext('recorded')})"
    if not distance:
        return said
    return f"{said} ({gettext('marks are %(n)s apart', n=exact(distance))})"


def start_of(tender: Tender, session: TalkSession | None) -> dict[str, Any]:
    """What the form begins with: the session as it is planned, or the next one like the last."""
    if session is not None:
        items = items_in(session, items_of(tender))
        return {
            **_at(session.starts_at),
            "minutes": session.minutes,
            "place": session.place,
            "facilitator": session.facilitator,
            "items": [value_of(each) for each in items],
        }
    planned = sorted(sessions_of(tender), key=lambda each: each.starts_at)
    left = plannable(widest_first(items_of(tender), apart_of(tender)), panel_of(tender), planned)
    wanted = [value_of(item) for item in left[:AT_ONCE]]
    if not planned:
        return {"starts_on": _weekday(clock.today()), "minutes": 60, "items": wanted}
    last = planned[-1]
    same = {"minutes": last.minutes, "place": last.place, "facilitator": last.facilitator}
    return {**_after(planned), **same, "items": wanted}


def _after(planned: Sequence[TalkSession]) -> dict[str, Any]:
    """After a break on the same day, or on the next working day when that one is full."""
    last = planned[-1]
    on = last.starts_at.astimezone(clock.LONDON).date()
    today = [each for each in planned if each.starts_at.astimezone(clock.LONDON).date() == on]
    if len(today) < A_DAY and last.ends_at + PAUSE > clock.now():
        return _at(last.ends_at + PAUSE)
    return _at(today[0].starts_at) | {"starts_on": _weekday(max(on, clock.today()))}


def _at(moment: datetime) -> dict[str, Any]:
    local = moment.astimezone(clock.LONDON)
    return {"starts_on": local.date(), "starts_at": local.time()}


def _weekday(after: date) -> date:
    """The next day that isn't a Saturday or Sunday."""
    found = after + timedelta(days=1)
    while found.weekday() > 4:
        found += timedelta(days=1)
    return found
