"""A provider's home: its own list of bids over all authorities, and the tenders that are open."""

from __future__ import annotations

import uuid
from typing import Any

from flask import url_for
from flask_babel import gettext

from portal.bids.models import BidEntry
from portal.bids.queries_list import begun_by, entries_with_notices, number_of_entries
from portal.core import clock
from portal.core.formats import moment
from portal.core.paging import paged
from portal.tenders.models import Notice
from portal.tenders.queries import number_of_open_notices, open_notices


def home_of(provider_id: uuid.UUID) -> dict[str, Any]:
    """What a provider sees first: letters and questions that wait, then bids to be sent."""
    own = paged(number_of_entries(provider_id), name="bids")
    begun = begun_by(provider_id)
    offered = paged(number_of_open_notices(begun))
    found = entries_with_notices(provider_id, own.offset, own.limit)
    return {
        "bids": [_line(entry, notice) for entry, notice in found],
        "bids_pages": own.ways,
        "open_tenders": open_notices(begun, offered.offset, offered.limit),
        "pages": offered.ways,
    }


def _line(entry: BidEntry, notice: Notice) -> dict[str, Any]:
    authority = notice.authority
    place: dict[str, Any] = {"authority": authority.slug, "tender_id": notice.id}
    if entry.answer_by is not None and _is_asked(entry) and notice.end is None:
        until = gettext("answer by %(moment)s", moment=moment(entry.answer_by))
        return {
            "title": notice.title,
            "href": url_for("compliance.own_questions", **place),
            "words": gettext("A question waits for you"),
            "colour": "yellow",
            "detail": f"{authority.name} · {until}",
        }
    words, colour = _state(entry, notice)
    until = gettext("bids by %(moment)s", moment=moment(notice.deadline_at))
    since = gettext("bids were due by %(moment)s", moment=moment(notice.deadline_at))
    page = "outcomes.own_letter" if entry.state in ("answered", "read") else "bids.bid"
    return {
        "title": notice.title,
        "href": url_for(page, **place),
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


def _is_asked(entry: BidEntry) -> bool:
    """Whether a question to it waits whose time isn't over."""
    return entry.answer_by is not None and clock.now() < entry.answer_by


def _is_open(notice: Notice) -> bool:
    return clock.now() < notice.deadline_at and notice.end is None
