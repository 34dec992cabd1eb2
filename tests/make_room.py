"""Builders of the moderation room: a session that is planned, open, and what lies on its table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from portal.core import clock
from portal.core.tenancy import tenant
from portal.evaluation.models_room import TalkSession
from portal.evaluation.moderation.disagreement import apart_of, widest_first
from portal.evaluation.moderation.queries import Item, item_of, items_of
from portal.evaluation.moderation.sitting import key_of, session_by_number
from portal.evaluation.room import sessions as plan
from portal.evaluation.room import table as at
from portal.evaluation.room.sessions import SessionFacts
from portal.specifications.queries import groups_of
from tests import make
from tests.make_moderation import Panel


def session_facts(items: Sequence[Item], **more: Any) -> SessionFacts:
    """A session of an hour tomorrow."""
    usual: dict[str, Any] = {
        "starts_at": clock.now() + timedelta(days=1),
        "minutes": 60,
        "place": "The library, room 2",
        "facilitator": "Robin Hale",
        "items": [key_of(each) for each in items],
    }
    return SessionFacts(**(usual | more))


def planned(made: Panel, codes: Sequence[tuple[str, str]] = (), **more: Any) -> int:
    """A session of these answers (label, code), or of the five that lie widest apart."""
    with made.writing():
        tender = made.tender()
        if codes:
            items = [item_of(tender, *place) for place in codes]
        else:
            items = widest_first(items_of(tender), apart_of(tender))[:5]
        session = plan.plan_session(made.house.lead.actor, tender, session_facts(items, **more))
        return session.number


def opened(made: Panel, codes: Sequence[tuple[str, str]] = (), **more: Any) -> int:
    """The same, and the room is open."""
    number = planned(made, codes, **more)
    with made.writing():
        plan.open_session(made.house.lead.actor, made.tender(), _session(made, number))
    return number


def ended(made: Panel, number: int) -> None:
    """The session is over."""
    with made.writing():
        plan.end_session(made.house.lead.actor, made.tender(), _session(made, number))


def _session(made: Panel, number: int) -> TalkSession:
    return session_by_number(made.tender(), number)


def laid(made: Panel, label: str, code: str, group: str | None = None) -> None:
    """An answer lies on the table, for one group first or for all."""
    with made.writing():
        tender = made.tender()
        groups = {each.slug: each for each in groups_of(tender)}
        at.lay(made.house.lead.actor, tender, item_of(tender, label, code), groups.get(group or ""))


def arrived(made: Panel, *people: make.Human) -> None:
    """These say that they are here."""
    for human in people:
        with made.writing():
            at.come(human.actor, made.tender())


def moment_of(made: Panel, number: int) -> datetime:
    """When a session begins."""
    with tenant(made.house.id):
        return _session(made, number).starts_at
