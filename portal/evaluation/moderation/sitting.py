"""Reads of the room: its sessions, what lies on the table now, who is there, who spoke first."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from portal.core.authorisation import there
from portal.core.database import db
from portal.evaluation.models_room import Attendance, GroupTalk, Laid, TalkItem, TalkSession
from portal.evaluation.moderation.checks import marking_groups
from portal.evaluation.moderation.panel import Panel
from portal.evaluation.moderation.queries import Item, item_at
from portal.specifications.models import Criterion, Group
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender

FIRST = ("young", "parent")
"""Whose groups talk among themselves before all do, in this order: seniority doesn't lead."""


@dataclass(frozen=True)
class Table:
    """The session that is open, and what lies on its table; none of them, or the first alone."""

    session: TalkSession | None
    laid: Laid | None

    def has(self, item: Item) -> bool:
        """Whether this answer is what is talked about now."""
        laid = self.laid
        return laid is not None and (laid.bid_id, laid.criterion_id) == key_of(item)

    def is_for(self, group_id: uuid.UUID) -> bool:
        """Whether a group is in this round: its own, or the one of all."""
        return self.laid is not None and self.laid.group_id in (None, group_id)


def key_of(item: Item) -> tuple[uuid.UUID, uuid.UUID]:
    """An answer by bid and criterion."""
    return item.bid.id, item.criterion.id


def sessions_of(tender: Tender) -> Sequence[TalkSession]:
    """All sessions in the order of their numbers, with what each talks about."""
    wanted = select(TalkSession).where(TalkSession.tender_id == tender.id)
    wanted = wanted.options(selectinload(TalkSession.items)).order_by(TalkSession.number)
    return db.session.scalars(wanted).all()


def session_by_number(tender: Tender, number: int) -> TalkSession:
    """One session; a number that isn't there is a 404."""
    return there(next((each for each in sessions_of(tender) if each.number == number), None))


def table_of(tender: Tender) -> Table:
    """What lies on the table now: the last thing put there in the session that is open."""
    session = db.session.scalar(
        select(TalkSession)
        .where(
            TalkSession.tender_id == tender.id,
            TalkSession.opened_at.is_not(None),
            TalkSession.ended_at.is_(None),
        )
        .options(selectinload(TalkSession.items))
    )
    if session is None:
        return Table(None, None)
    last = select(Laid).where(Laid.tender_id == tender.id, Laid.session_id == session.id)
    return Table(session, db.session.scalar(last.order_by(Laid.number.desc()).limit(1)))


def items_in(session: TalkSession, items: Sequence[Item]) -> list[Item]:
    """What a session talks about, in the order that was planned."""
    known = {key_of(each): each for each in items}
    keys = [(each.bid_id, each.criterion_id) for each in session.items]
    return [known[key] for key in keys if key in known]


def item_on(tender: Tender, table: Table) -> Item | None:
    """The answer on the table, with its record."""
    laid = table.laid
    return item_at(tender, laid.bid_id, laid.criterion_id) if laid else None


def times_laid(tender: Tender) -> int:
    """How often anything was put on the table."""
    last = select(func.max(Laid.number)).where(Laid.tender_id == tender.id)
    return db.session.scalar(last) or 0


def laid_in(tender: Tender) -> Sequence[Laid]:
    """All that was ever put on the table, in its order."""
    wanted = select(Laid).where(Laid.tender_id == tender.id).order_by(Laid.number)
    return db.session.scalars(wanted).all()


def present_in(tender: Tender, session: TalkSession) -> set[uuid.UUID]:
    """The seats of those who said that they are here."""
    wanted = select(Attendance.seat_id).where(
        Attendance.tender_id == tender.id, Attendance.session_id == session.id
    )
    return set(db.session.scalars(wanted))


def first_groups(groups: Sequence[Group], criterion: Criterion, panel: Panel) -> list[Group]:
    """The groups of young people, then of parents, that mark a criterion and talk first.

    Who is kept from the bid counts too: that nobody is left would tell the lead who is (R16).
    """
    sitting = {seat.group_id for seat in panel.on(criterion)}
    theirs = [g for g in marking_groups(groups, criterion) if g.kind in FIRST and g.id in sitting]
    return sorted(theirs, key=lambda group: FIRST.index(group.kind))


def rounds_left(tender: Tender, item: Item, panel: Panel) -> list[Group]:
    """The groups that never talked among themselves about an answer that lay on a table; none for
    an answer that is recorded outside of any session."""
    rows = [each for each in laid_in(tender) if (each.bid_id, each.criterion_id) == key_of(item)]
    if not rows:
        return []
    had = {each.group_id for each in rows}
    return [g for g in first_groups(groups_of(tender), item.criterion, panel) if g.id not in had]


def talks_on(tender: Tender, item: Item) -> dict[uuid.UUID, GroupTalk]:
    """What each group said among itself about an answer, the last version of it."""
    bid_id, criterion_id = key_of(item)
    rows = select(GroupTalk).where(
        GroupTalk.tender_id == tender.id,
        GroupTalk.bid_id == bid_id,
        GroupTalk.criterion_id == criterion_id,
    )
    return {row.group_id: row for row in db.session.scalars(rows.order_by(GroupTalk.version))}


def talks_of(tender: Tender) -> dict[tuple[uuid.UUID, uuid.UUID, uuid.UUID], GroupTalk]:
    """What each group said among itself about each answer, by bid, criterion and group."""
    rows = select(GroupTalk).where(GroupTalk.tender_id == tender.id).order_by(GroupTalk.version)
    return {(row.bid_id, row.criterion_id, row.group_id): row for row in db.session.scalars(rows)}


def planned_keys(sessions: Sequence[TalkSession]) -> dict[tuple[uuid.UUID, uuid.UUID], TalkItem]:
    """Which answers are in a session that isn't over."""
    return {
        (item.bid_id, item.criterion_id): item
        for session in sessions
        if session.ended_at is None
        for item in session.items
    }
