"""Kind reminders of one's marks: who gets one, when, and that none goes twice.

A mail says that there is something to do, and how to switch mails off; it names no bid, no mark and
nobody. Nothing of it stands in the trail: it changes nothing, and who is reminded is private.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select

from portal.accounts.models import Person
from portal.accounts.queries import people_by_id
from portal.core import clock
from portal.core.database import db
from portal.core.mail import post
from portal.core.words import say
from portal.evaluation.answered import HAS_ANSWERS
from portal.evaluation.models import Seat, Sheet
from portal.evaluation.progress.models import ReminderSent, ReminderWish
from portal.evaluation.progress.queries import days_among, stops_of
from portal.evaluation.queries import seats_of, voided_of
from portal.evaluation.yeses import MINE, who_said_yes
from portal.participation.panels.models import Member
from portal.participation.panels.telling import way_of
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender
from portal.tenders.stages import stage_of

DAYS_BEFORE = {"two-days": 2, "week": 7}
"""When a reminder goes: so many days before somebody's last day, or the next time after it that is
a reasonable hour. Nobody gets more than these two in a tender, whatever day is given to them."""
FROM, UNTIL, AFTER_SCHOOL = time(8), time(20), time(15, 30)
SATURDAY = 5

SUBJECT = say("A reminder from Evenhand")
BODY = say(
    "There is something left for you to do in Evenhand. You can still do it in time, at an hour"
    " that suits you.\n\n"
    "Need more time? Tell the lead. That is fine.\n\n"
    "You don’t want e-mails like this one? Switch them off here, with one tap:\n%(page)s\n"
)


def is_reasonable(moment: datetime, kind: str) -> bool:
    """From 8 in the morning to 8 in the evening in the United Kingdom; for young people from
    Monday to Friday only after school, from half past 3."""
    local = moment.astimezone(clock.LONDON)
    at_school = kind == "young" and local.weekday() < SATURDAY
    return (AFTER_SCHOOL if at_school else FROM) <= local.time() < UNTIL


def kind_due(last_day: date | None, today: date) -> str | None:
    """Which reminder is due: the nearest; none before a week is left, and none after the day."""
    left = (last_day - today).days if last_day else -1
    fitting = [kind for kind, days in DAYS_BEFORE.items() if 0 <= left <= days]
    return fitting[0] if fitting else None


@dataclass(frozen=True)
class Due:
    """A reminder that is due to somebody now."""

    tender: Tender
    seat: Seat
    kind: str
    address: str


def remind_markers(page: Callable[[Tender], str]) -> int:
    """Write the mails that are due now, in the authority that is open; answers how many.

    `page` gives the address where somebody switches them off.
    """
    found = list(_all_due())
    for each in found:
        post(each.address, SUBJECT, BODY, page=page(each.tender))
        db.session.add(
            ReminderSent(
                tender_id=each.tender.id,
                seat_id=each.seat.id,
                kind=each.kind,
                sent_on=clock.today(),
            )
        )
    return len(found)


def _all_due() -> Iterator[Due]:
    marking = db.session.scalars(select(Tender).where(Tender.stage == "marking")).all()
    tenders = [each for each in marking if stage_of(each) == "marking"]
    days = days_among(tenders)
    for tender in tenders:
        kinds = {group.id: group.kind for group in groups_of(tender)}
        last = {each.id: days[tender.id].of(each.sheets_seat_id) for each in seats_of(tender)}
        waiting = [seat for seat in _who_has_something_left(tender) if last[seat.id]]
        sent, wishes = _sent(waiting), wishes_of(waiting)
        for seat in waiting:
            due = kind_due(last[seat.id], clock.today())
            is_good = is_reasonable(clock.now(), kinds[seat.group_id])
            address = wishes[seat.id]
            if due and is_good and address and (seat.id, due) not in sent:
                yield Due(tender, seat, due, address)


def _who_has_something_left(tender: Tender) -> list[Seat]:
    """Whose marks count, who doesn't stop, and who hasn't sent all; each of two who mark as one,
    but for who has said yes to all that is left (P7)."""
    gone, stopped = voided_of(tender), stops_of(tender)
    wanted = select(Sheet).where(Sheet.tender_id == tender.id, Sheet.sent_at.is_(None), HAS_ANSWERS)
    left: dict[uuid.UUID, list[Sheet]] = {}
    for sheet in db.session.scalars(wanted):
        if gone.told(sheet.seat_id, sheet.bid_id) is None:
            left.setdefault(sheet.seat_id, []).append(sheet)
    over, seats = stopped.said | stopped.decided.keys(), seats_of(tender)
    paired = {each.id for each in seats if each.beside_id} | {each.beside_id for each in seats}
    return [
        each
        for each in seats
        if each.sheets_seat_id in left.keys() - over
        and each.id not in over
        and not (each.id in paired and _said_yes_to(left[each.sheets_seat_id], each))
    ]


def _said_yes_to(sheets: Sequence[Sheet], seat: Seat) -> bool:
    """Whether one of two has said yes to each of these, and only waits for the other one."""
    return all(who_said_yes(each, seat) == MINE for each in sheets)


def _sent(seats: Sequence[Seat]) -> set[tuple[uuid.UUID, str]]:
    wanted = select(ReminderSent).where(ReminderSent.seat_id.in_([each.id for each in seats]))
    return {(row.seat_id, row.kind) for row in db.session.scalars(wanted)}


def wishes_of(seats: Sequence[Seat]) -> dict[uuid.UUID, str | None]:
    """The address to which each wants e-mails, by seat; none for who doesn't, or has no address.

    What they said on their page counts; else what they asked for as members of a panel. Nobody gets
    a mail unasked.
    """
    ids, people = [each.id for each in seats], people_by_id([each.person_id for each in seats])
    wanted = select(ReminderWish).where(ReminderWish.seat_id.in_(ids))
    said = {row.seat_id: row.wants for row in db.session.scalars(wanted)}
    asked = _asked_as_members([each.person_id for each in seats])
    return {
        each.id: _address(people[each.person_id])
        if said.get(each.id, each.person_id in asked)
        else None
        for each in seats
    }


def _asked_as_members(person_ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    wanted = select(Member).where(Member.person_id.in_(person_ids), Member.ended_at.is_(None))
    return {row.person_id for row in db.session.scalars(wanted) if way_of(row) == "email"}


def _address(person: Person) -> str | None:
    return None if person.erased_at else person.email


def wish(tender: Tender, seat: Seat, *, wants: bool) -> None:
    """Somebody wants e-mails about their marks in this tender, or no longer does."""
    row = db.session.scalar(select(ReminderWish).where(ReminderWish.seat_id == seat.id))
    if row is None:
        db.session.add(ReminderWish(tender_id=tender.id, seat_id=seat.id, wants=wants))
    else:
        row.wants = wants
