"""A provider's home: its own list of bids over all authorities, and the tenders that are open."""

from __future__ import annotations

import uuid
from typing import Any

from flask import url_for
from flask_babel import gettext

from portal.accounts.models import Authority
from portal.accounts.queries import authorities
from portal.bids.models import BidEntry
from portal.bids.queries import entries_of
from portal.core import clock
from portal.core.formats import moment
from portal.tenders.models import Notice
from portal.tenders.queries import notices_by_id, open_notices


def home_of(provider_id: uuid.UUID) -> dict[str, Any]:
    """What a provider sees first: a letter that waits, then bids that can still be sent."""
    entries = entries_of(provider_id)
    notices = notices_by_id([entry.tender_id for entry in entries])
    places = {authority.id: authority for authority in authorities()}
    known = [entry for entry in entries if entry.tender_id in notices]
    known.sort(key=lambda entry: _order(entry, notices[entry.tender_id]))
    begun = {entry.tender_id for entry in entries}
    return {
        "bids": [
            _line(entry, notices[entry.tender_id], places[entry.authority_id]) for entry in known
        ],
        "open_tenders": [notice for notice in open_notices() if notice.id not in begun],
        "authorities": places,
    }


def _order(entry: BidEntry, notice: Notice) -> tuple[int, float]:
    """Letters, then what can still be sent by its deadline, then what waits, then what is over."""
    at = notice.deadline_at.timestamp()
    if entry.state == "answered":
        return 0, -at
    if _is_open(notice) and entry.state != "submitted":
        return 1, at
    return (2, at) if entry.state == "submitted" else (3, -at)


def _line(entry: BidEntry, notice: Notice, authority: Authority) -> dict[str, Any]:
    words, colour = _state(entry, notice)
    until = gettext("bids by %(moment)s", moment=moment(notice.deadline_at))
    since = gettext("bids were due by %(moment)s", moment=moment(notice.deadline_at))
    page = "outcomes.own_letter" if entry.state in ("answered", "read") else "bids.bid"
    return {
        "title": notice.title,
        "href": url_for(page, authority=authority.slug, tender_id=notice.id),
        "words": words,
        "colour": colour,
        "detail": f"{authority.name} · {until if _is_open(notice) else since}",
    }


def _state(entry: BidEntry, notice: Notice) -> tuple[str, str]:
    """How a bid stands, in a few words, and the colour of its tag."""
    is_open = _is_open(notice)
    if notice.end is not None and entry.state not in ("answered", "read"):
        return gettext("Ended without a contract"), "grey"
    return {
        "answered": (gettext("You have a letter"), "yellow"),
        "read": (gettext("Letter read"), "grey"),
        "draft": (gettext("Not sent yet"), "yellow") if is_open else (gettext("Not sent"), "grey"),
        "submitted": (gettext("Sent") if is_open else gettext("Sent, being judged"), "green"),
        "withdrawn": (gettext("Withdrawn"), "grey"),
    }[entry.state]


def _is_open(notice: Notice) -> bool:
    return clock.now() < notice.deadline_at and notice.end is None
