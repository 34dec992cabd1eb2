"""Reads of how a new officer takes another one's place."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import func, select

from portal.accounts.models import Role
from portal.accounts.queries import people_by_id
from portal.core import clock
from portal.core.database import db
from portal.tenders.models import Tender
from portal.tenders.openers.models import FIRST, RECOVERY, SECOND, Opener, OpenerChange
from portal.tenders.openers.queries import (
    WINDOW,
    Openers,
    bids_too,
    openers_of,
    who_may_open,
    with_rehearsal,
)

OTHER = {FIRST: SECOND, SECOND: FIRST}


@dataclass(frozen=True)
class Changing:
    """A change that isn't over: its row, and the holders as they will be (but for the code)."""

    row: OpenerChange
    openers: Openers

    @property
    def stays(self) -> str:
        """The seat of the officer who stays."""
        return OTHER[self.row.seat]

    @property
    def is_ready(self) -> bool:
        """Whether the new officer has a phrase."""
        return self.row.public is not None

    @property
    def is_handed(self) -> bool:
        """Whether the share of the officer who stays lies ready; it does for two hours."""
        at = self.row.handed_at
        return self.row.box is not None and at is not None and at > clock.now() - WINDOW

    def is_new(self, person_id: uuid.UUID | None) -> bool:
        """Whether somebody is the new officer."""
        return self.row.person_id == person_id

    def is_staying(self, person_id: uuid.UUID | None) -> bool:
        """Whether somebody is the officer who stays."""
        return self.openers.rows[self.stays].person_id == person_id

    def is_free(self, person_id: uuid.UUID | None) -> bool:
        """Whether somebody has no part in it, and so may bring the recovery code."""
        row = self.row
        taken = {row.person_id, row.leaving_id, row.begun_by}
        return person_id not in taken and not self.is_staying(person_id)

    @property
    def names(self) -> dict[str, str]:
        """Who leaves, who comes, who stays, and who began it."""
        row, people = self.row, self.openers.people
        found = {"leaving": row.leaving_id, "new": row.person_id, "begun": row.begun_by}
        found["staying"] = self.openers.rows[self.stays].person_id
        return {part: people[person_id].name for part, person_id in found.items()}


def changing_of(tender: Tender) -> Changing | None:
    """The change of an officer that isn't over, if there is one."""
    wanted = select(OpenerChange).where(
        OpenerChange.tender_id == tender.id, OpenerChange.ended_at.is_(None)
    )
    row = db.session.scalar(wanted)
    if row is None:
        return None
    now = openers_of(tender)
    new = Opener(  # stands for the row as it will be, and is never saved
        tender_id=tender.id,
        seat=row.seat,
        person_id=row.person_id,
        public=row.public,
        wrapped=row.wrapped,
    )
    parts = [each.person_id for each in now.rows.values()]
    people = people_by_id([*parts, row.person_id, row.leaving_id, row.begun_by])
    return Changing(row, with_rehearsal(tender, Openers(now.rows | {row.seat: new}, people)))


def number_of_changes(tender: Tender) -> int:
    """How often somebody was to take another's place."""
    wanted = select(func.count()).where(OpenerChange.tender_id == tender.id)
    return db.session.scalar(wanted) or 0


def who_may_come(tender: Tender, openers: Openers) -> list[Role]:
    """Whom a lead can name in another's place: neither an officer, nor who made the code."""
    taken = {row.person_id for row in openers.rows.values()}
    found = who_may_open(tender.authority_id)
    return [each for each in found if each.person_id not in taken and not bids_too(each.person_id)]


def share_place(row: OpenerChange) -> bytes:
    """Where the share of the officer who stays lies for a while."""
    return f"opener change/{row.tender_id}/{row.id}/{RECOVERY}".encode()
