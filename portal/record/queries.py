"""Reads of a tender's log, as far as its reader may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select

from portal.audit.models import Event
from portal.core.database import db
from portal.record.filters import KINDS_OF_EVENT
from portal.record.policy import may_know_of_bids
from portal.tenders.models import Tender


@dataclass(frozen=True)
class Filter:
    """What the reader asked for; an empty text asks for all."""

    kind: str = ""
    role: str = ""


def count_of_events(tender: Tender, wanted: Filter) -> int:
    """How many events of the trail fit what was asked for."""
    wanted_rows = _events(tender, wanted).subquery()
    return db.session.scalars(select(func.count()).select_from(wanted_rows)).one()


def events_of(
    tender: Tender, wanted: Filter, start: int = 0, size: int | None = None
) -> Sequence[tuple[Event, int]]:
    """Events in order, each with its place in what may be seen: the log's numbers show no gap."""
    page = _events(tender, wanted).order_by(Event.number).offset(start).limit(size)
    return [(event, place) for event, place in db.session.execute(page)]


def _events(tender: Tender, wanted: Filter) -> Select[Event, int]:
    places = (
        select(Event.id, func.row_number().over(order_by=Event.number).label("place"))
        .where(*_visible(tender))
        .subquery()
    )
    found = select(Event, places.c.place).join(places, places.c.id == Event.id)
    found = found.where(Event.log_id == tender.id)
    if wanted.kind in KINDS_OF_EVENT:
        begins = KINDS_OF_EVENT[wanted.kind][1]
        found = found.where(or_(*(Event.name.startswith(f"{begin}:") for begin in begins)))
    if wanted.role:
        found = found.where(Event.actor_role == wanted.role)
    return found


def _visible(tender: Tender) -> list[ColumnElement[bool]]:
    visible = [Event.log_id == tender.id]
    if not may_know_of_bids(tender):
        visible.append(Event.name.not_like("bid:%"))
    return visible
