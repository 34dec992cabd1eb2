"""The dates of tenders and contracts that a person may know, for the plan and their calendar."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext

from portal.accounts.models import EVALUATOR, Authority
from portal.bids.queries_list import entries_with_notices
from portal.core import clock
from portal.core.authorisation import Actor
from portal.monitoring.policy import may_see_register
from portal.monitoring.queries import Line, contracts_soon
from portal.outcomes.contracting.entering import deadline_of
from portal.overview.due import Work
from portal.overview.tasks import marks_by
from portal.overview.timetable import DATES, PLAIN_DATES
from portal.specifications.groundwork.policy import may_keep_groundwork
from portal.tenders.policy import BUYERS, holds
from portal.tenders.queries_after import questions_until_among

MOST = 100
"""Of so many tenders, contracts or bids a calendar tells; what is over comes last."""


class Dated(NamedTuple):
    """Something that happens on a day, or at a moment; `of` and `kind` name it for good."""

    on: date | datetime
    what: str
    title: str
    href: str
    of: uuid.UUID
    kind: str

    @property
    def day(self) -> date:
        """The day in the United Kingdom."""
        if isinstance(self.on, datetime):
            return self.on.astimezone(clock.LONDON).date()
        return self.on


def of_works(works: Sequence[Work], slug: str) -> list[Dated]:
    """What is planned for tenders of the open authority, the first day first."""
    until = questions_until_among([w.tender.id for w in works if w.stage == "open"])
    found = [each for work in works for each in _of_work(work, slug, until.get(work.tender.id))]
    return sorted(found, key=_in_time)


def _of_work(work: Work, slug: str, questions: datetime | None) -> Iterator[Dated]:
    tender, is_plain = work.tender, work.actor.role == EVALUATOR
    if tender.ended_at is not None:
        return
    words = PLAIN_DATES if is_plain else DATES
    days: list[tuple[str, date | datetime | None, object]] = [
        ("deadline_at", tender.deadline_at, words["deadline_at"]),
        ("marking_ends_on", marks_by(work), words["marking_ends_on"]),
        ("decision_on", tender.decision_on, words["decision_on"]),
        ("starts_on", tender.starts_on, words["starts_on"]),
    ]
    if questions and not is_plain:
        days.append(("questions", questions, gettext("Questions until")))
    if holds(work.actor, tender, *BUYERS):
        days += _of_standing(work)
    href = url_for("overview.tender", authority=slug, tender_id=tender.id)
    for kind, on, what in days:
        if on is not None:
            yield Dated(on, str(what), tender.title, href, tender.id, kind)


def _of_standing(work: Work) -> Iterator[tuple[str, date | None, str]]:
    """Between letters and contract; what panels are told, and by when."""
    standing = work.course.standing
    if standing is not None and standing.contract is None:
        yield "standstill", standing.last_day, gettext("Standstill ends")
    if standing is not None and standing.contract and not standing.contract_notices:
        last = deadline_of(work.tender.regime, standing.contract.signed_on)
        yield "contract_notice", last.after(standing.contract.signed_on), gettext("Contract notice")
    if work.course.review_on and may_keep_groundwork(work.actor, work.tender):
        yield "review", work.course.review_on, gettext("Conflicts are looked at again")
    if work.course.answers:
        yield "answers", work.course.answers.day, gettext("Answers to what a panel suggested")
    if work.course.telling.day:
        yield "telling", work.course.telling.day, gettext("People are told what came of it")


def of_contracts(actor: Actor, authority: Authority) -> list[Dated]:
    """From when on to understand what comes after a contract, and its last day (P27)."""
    if not may_see_register(actor, authority.id):
        return []
    lines = contracts_soon(authority.next_cycle_months, MOST)
    href = url_for("monitoring.register", authority=authority.slug)
    return sorted((each for line in lines for each in _of_line(line, href)), key=_in_time)


def _of_line(line: Line, href: str) -> Iterator[Dated]:
    row = line.row
    if row.begun_on is None:
        begin = gettext("Begin to understand what is needed next")
        yield Dated(line.begins_on, begin, row.title, href, row.id, "begin")
    yield Dated(row.ends_on, gettext("Contract ends"), row.title, href, row.id, "contract_ends")


def of_provider(provider_id: uuid.UUID) -> list[Dated]:
    """A provider's own: by when its bids and its answers are due, while it can still send them."""
    found = []
    for entry, notice in entries_with_notices(provider_id, 0, MOST):
        href = url_for("bids.bid", authority=notice.authority.slug, tender_id=notice.id)
        if notice.end is None and clock.now() < notice.deadline_at:
            due = gettext("Bids by")
            found.append(Dated(notice.deadline_at, due, notice.title, href, notice.id, "bids"))
        if entry.answer_by and notice.end is None and clock.now() < entry.answer_by:
            due = gettext("Answer by")
            found.append(Dated(entry.answer_by, due, notice.title, href, notice.id, "answer"))
    return sorted(found, key=_in_time)


def _in_time(each: Dated) -> tuple[date, str]:
    return each.day, each.title


def still_ahead(dates: Sequence[Dated], days: int | None = None) -> list[Dated]:
    """Those that aren't over; with `days`, those of so many days from today."""
    last = clock.today() + timedelta(days=days) if days else date.max
    return [each for each in dates if clock.today() <= each.day <= last]
