"""All tenders of an authority beside each other: when what happens, and what waits for whom."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import format_date
from flask_babel import lazy_gettext as _

from portal.accounts.models import APPROVER, LEAD, OFFICER, PARTICIPATION
from portal.accounts.queries import open_authority
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.formats import day, moment
from portal.core.paging import paged, searched
from portal.overview.dates import Dated, of_contracts, of_works, still_ahead
from portal.overview.due import Work
from portal.overview.tasks import marks_by, next_of, works_of
from portal.overview.timetable import STAGE_WORDS
from portal.tenders.queries import number_of_tenders, tenders_of_authority
from portal.tenders.stages import ENDED, stage_of

DAYS_AHEAD = 60
SHORTEST, LONGEST = 12, 36
"""So many months at least and at most are drawn."""
WIDTH, HEAD, ROW = 1000, 34, 46
"""Of the picture: how wide it is, how high its months and each tender are."""
Span = tuple[str, date, date]
NOBODY = uuid.UUID(int=0)

IN_TURN = {
    LEAD: _("Procurement lead"),
    PARTICIPATION: _("Participation lead"),
    OFFICER: _("Blindness officer"),
    APPROVER: _("Approver"),
}
OTHERS_IN_TURN = {
    "open": _("Providers"),
    "closed": _("Who opens the bids"),
    "marking": _("Evaluators"),
    "moderating": _("Evaluators"),
    "deciding": _("Approver"),
}
PARTS = (
    ("bids", _("Bids come in")),
    ("marking", _("Marking")),
    ("deciding", _("Decision")),
    ("starting", _("Until the service starts")),
)


def plan_of(actor: Actor, slug: str) -> dict[str, Any]:
    """A page of tenders on one timeline, whose turn each is, and what is due next."""
    authority, words = open_authority(slug), searched()
    page = paged(number_of_tenders(actor, words))
    works = works_of(actor, tenders_of_authority(actor, words, page.offset, page.limit))
    dates = still_ahead([*of_works(works, slug), *of_contracts(actor, authority)], DAYS_AHEAD)
    return {
        "authority": authority,
        "words": words,
        "pages": page.ways,
        "lines": [_line(work, slug) for work in works],
        "due": [_told(each) for each in sorted(dates, key=lambda each: each.day)],
        "drawing": _drawing(works),
        "parts": PARTS,
    }


def _line(work: Work, slug: str) -> dict[str, Any]:
    tender = work.tender
    on = (marks_by(work), tender.decision_on, tender.starts_on)
    return {
        "title": tender.title,
        "reference": tender.reference,
        "href": url_for("overview.tender", authority=slug, tender_id=tender.id),
        "stage": STAGE_WORDS[stage_of(tender)],
        "turn": whose_turn(work),
        "deadline": moment(tender.deadline_at) if tender.deadline_at else "",
        "days": [day(each) if each else "" for each in on],
    }


def whose_turn(work: Work) -> list[str]:
    """Whom a tender waits for now, by what they do in it; never by name, and never what it is.

    Each role is asked as its own page asks it. Where none of them has something to do, it waits for
    who bids, opens or marks.
    """
    stage = work.stage
    if stage == ENDED:
        return []
    seen = [
        str(words)
        for role, words in IN_TURN.items()
        if (comes := next_of(_seen_by(work, role))) is not None and comes.is_yours
    ]
    other = OTHERS_IN_TURN.get(stage)
    return seen or ([str(other)] if other else [])


def _seen_by(work: Work, role: str) -> Work:
    return replace(work, actor=Actor(NOBODY, role, work.tender.authority_id), part=None)


def _told(each: Dated) -> dict[str, str]:
    return {"day": day(each.day), "what": each.what, "title": each.title, "href": each.href}


def _drawing(works: Sequence[Work]) -> dict[str, Any] | None:
    """Where each part of each tender lies, in the picture of all the months that are drawn."""
    rows = [(work, found) for work in works if (found := _spans(work))]
    if not rows:
        return None
    first, months = _months([on for _work, found in rows for _name, *pair in found for on in pair])
    last = _later(first, months)

    def place(on: date) -> float:
        return round(WIDTH * (min(max(on, first), last) - first).days / (last - first).days, 1)

    def bars(found: Sequence[Span]) -> list[tuple[str, float, float]]:
        placed = [(name, place(begins), place(ends)) for name, begins, ends in found]
        return [(name, x, round(to - x, 1)) for name, x, to in placed if to > x]

    return {
        "width": WIDTH,
        "height": HEAD + ROW * len(rows),
        "today": place(clock.today()),
        "months": [(place(on), _named(on)) for on in (_later(first, n) for n in range(months))],
        "rows": [
            {"title": work.tender.title, "y": HEAD + ROW * number, "bars": bars(found)}
            for number, (work, found) in enumerate(rows)
        ],
    }


def _months(days: Sequence[date]) -> tuple[date, int]:
    """The first month that is drawn, and how many; what is half a year old isn't."""
    first = max(min(days), _later(clock.today(), -6)).replace(day=1)
    months = (max(days).year - first.year) * 12 + max(days).month - first.month + 1
    return first, min(max(months, SHORTEST), LONGEST)


def _spans(work: Work) -> list[Span]:
    """From each date of a tender to the next one; what isn't planned is left out."""
    tender = work.tender
    published, deadline = tender.published_at, tender.deadline_at
    begins = published.astimezone(clock.LONDON).date() if published else clock.today()
    ends = deadline.astimezone(clock.LONDON).date() if deadline else None
    days = [ends, marks_by(work), tender.decision_on, tender.starts_on]
    if tender.ended_at is not None:
        return []
    found, since = [], begins
    for (name, _words), on in zip(PARTS, days, strict=True):
        if on is not None and on > since:
            found.append((name, since, on))
            since = on
    return found


def _later(on: date, months: int) -> date:
    """The first day of the month so many months later."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _named(on: date) -> str:
    return str(format_date(on, "MMM yyyy" if on.month == 1 else "MMM"))
