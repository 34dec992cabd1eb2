"""Reads of who opens the bids, and how far they have come."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from portal.accounts.models import PROVIDER, Person, Role
from portal.accounts.queries import people_by_id, people_of, roles_of
from portal.core import clock
from portal.core.database import db
from portal.tenders.models import Tender
from portal.tenders.openers.models import (
    BIDS,
    OFFICERS,
    RECOVERY,
    REHEARSAL,
    SEATS,
    KeyShare,
    Opener,
    OpeningKey,
    OpeningTurn,
)
from portal.tenders.openers.policy import MAY_OPEN

WINDOW = timedelta(hours=2)
"""So long the first one's share waits for the second; then the first brings it again."""


@dataclass(frozen=True)
class Openers:
    """Who holds a share of a tender's key, by seat; and the people's names."""

    rows: dict[str, Opener]
    people: Mapping[uuid.UUID, Person] = field(default_factory=dict)
    is_rehearsed: bool = False

    @property
    def are_named(self) -> bool:
        """Whether both officers are named."""
        return all(seat in self.rows for seat in OFFICERS)

    @property
    def are_ready(self) -> bool:
        """Whether both officers have their phrase, and the recovery code is made."""
        return all(seat in self.rows and self.rows[seat].public for seat in SEATS)

    @property
    def publics(self) -> dict[str, bytes]:
        """Each holder's public key."""
        return {seat: row.public for seat, row in self.rows.items() if row.public}

    def seat_of(self, person_id: uuid.UUID | None) -> str | None:
        """Which officer somebody is, if they are one."""
        held = (s for s in OFFICERS if s in self.rows and self.rows[s].person_id == person_id)
        return next(held, None)

    def keeps_code(self, person_id: uuid.UUID | None) -> bool:
        """Whether somebody made the recovery code, and so has seen it."""
        return RECOVERY in self.rows and self.rows[RECOVERY].person_id == person_id

    def name_of(self, seat: str) -> str:
        """Who sits there."""
        return self.people[self.rows[seat].person_id].name


def openers_of(tender: Tender) -> Openers:
    """Who opens the bids of a tender, and whether they have rehearsed it."""
    wanted = select(Opener).where(Opener.tender_id == tender.id)
    rows = {row.seat: row for row in db.session.scalars(wanted)}
    people = people_by_id([row.person_id for row in rows.values()])
    return with_rehearsal(tender, Openers(rows, people))


def with_rehearsal(tender: Tender, found: Openers) -> Openers:
    """The same holders, with whether their keys as they are have been tried."""
    key = rehearsal_of(tender, found) if found.are_ready else None
    done = key is not None and any(turn.completes for turn in turns_of(key))
    return Openers(found.rows, found.people, done)


def rehearsal_of(tender: Tender, openers: Openers) -> OpeningKey | None:
    """The newest rehearsal with exactly the keys that the three have now."""
    wanted = select(OpeningKey).where(
        OpeningKey.tender_id == tender.id, OpeningKey.kind == REHEARSAL
    )
    keys = db.session.scalars(wanted.order_by(OpeningKey.made_at.desc())).all()
    if not keys:
        return None
    then: dict[uuid.UUID, dict[str, bytes]] = {}
    shares = select(KeyShare).where(KeyShare.key_id.in_([key.id for key in keys]))
    for share in db.session.scalars(shares):
        then.setdefault(share.key_id, {})[share.seat] = share.public
    return next((key for key in keys if then.get(key.id) == openers.publics), None)


def key_of_bids(tender: Tender) -> OpeningKey:
    """The key to which the bids of a published tender are sealed."""
    wanted = select(OpeningKey).where(OpeningKey.tender_id == tender.id, OpeningKey.kind == BIDS)
    return db.session.scalars(wanted).one()


def shares_of(key: OpeningKey) -> dict[str, KeyShare]:
    """The three shares of a key, by seat."""
    rows = db.session.scalars(select(KeyShare).where(KeyShare.key_id == key.id))
    return {row.seat: row for row in rows}


def turns_of(key: OpeningKey) -> Sequence[OpeningTurn]:
    """Who brought a share, in order."""
    wanted = select(OpeningTurn).where(OpeningTurn.key_id == key.id)
    return db.session.scalars(wanted.order_by(OpeningTurn.taken_at, OpeningTurn.completes)).all()


def waiting_turn(key: OpeningKey) -> OpeningTurn | None:
    """The turn that waits for a second, if its time isn't over."""
    turns = turns_of(key)
    if not turns or turns[-1].completes or turns[-1].taken_at <= clock.now() - WINDOW:
        return None
    return turns[-1]


def who_may_open(authority_id: uuid.UUID) -> list[Role]:
    """Whom a lead can name: who works for the authority on tenders; each person once."""
    found = {role.person_id: role for role in people_of(authority_id) if role.name in MAY_OPEN}
    return list(found.values())


def bids_too(person_id: uuid.UUID) -> bool:
    """Whether somebody belongs to an organisation that may bid."""
    return any(role.name == PROVIDER for role in roles_of(person_id))


def officers_among(
    tender_ids: Sequence[uuid.UUID],
) -> dict[uuid.UUID, dict[uuid.UUID | None, bool]]:
    """The officers of several tenders, each with whether they have chosen their phrase."""
    wanted = select(Opener.tender_id, Opener.person_id, Opener.ready_at.is_not(None))
    wanted = wanted.where(Opener.tender_id.in_(tender_ids), Opener.seat.in_(OFFICERS))
    found: dict[uuid.UUID, dict[uuid.UUID | None, bool]] = {}
    for tender_id, person_id, is_ready in db.session.execute(wanted):
        found.setdefault(tender_id, {})[person_id] = bool(is_ready)
    return found
