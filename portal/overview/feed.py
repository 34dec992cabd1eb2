"""The dates that one role may know, as a calendar that other programs read (RFC 5545)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

from icalendar import Calendar, Event

from portal.accounts.models import EVALUATOR, Role
from portal.accounts.queries import open_authority
from portal.accounts.signed_in import actor_of
from portal.core import clock
from portal.overview.dates import MOST, Dated, of_contracts, of_provider, of_works
from portal.overview.queries import tenders_by_id
from portal.overview.tasks import works_of
from portal.tenders.policy import may_find_tender
from portal.tenders.queries import tenders_of_authority

NAME = "Evenhand"


def dates_of_role(role: Role) -> list[Dated]:
    """What is planned for whoever holds a role, as far as they may know it now."""
    if role.provider_id:
        return of_provider(role.provider_id)
    if role.authority is None:
        return []
    actor, authority = actor_of(role.person_id, role), open_authority(role.authority.slug)
    if role.name == EVALUATOR:
        asked = tenders_by_id([role.tender_id] if role.tender_id else [])
    else:
        asked = tenders_of_authority(actor, "", 0, MOST)
    found = [each for each in asked if may_find_tender(actor, each)]
    works = works_of(actor, found)
    return [*of_works(works, authority.slug), *of_contracts(actor, authority)]


def as_calendar(dates: list[Dated], base_url: str) -> bytes:
    """These dates as one calendar: what, and of which tender; nothing of who reads it."""
    made, host = Calendar(), urlsplit(base_url).hostname or NAME
    made.add("prodid", f"-//{NAME}//{host}//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", NAME)
    made.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for each in dates:
        made.add_component(_event(each, base_url, host))
    return made.to_ical()


def _event(each: Dated, base_url: str, host: str) -> Event:
    event = Event()
    event.add("uid", f"{uuid.uuid5(each.of, each.kind)}@{host}")
    event.add("dtstamp", clock.now())
    event.add("summary", f"{each.what}: {each.title}")
    event.add("url", urljoin(base_url, each.href))
    if isinstance(each.on, datetime):
        event.add("dtstart", each.on.astimezone(UTC))
    else:
        event.add("dtstart", each.on)
        event.add("transp", "TRANSPARENT")
    return event
