"""Reads of the safety store; what is sealed stays sealed in here."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import func, select

from portal.accounts.models import Person, Role
from portal.accounts.queries import safeguarding_of
from portal.core import clock
from portal.core.database import db, reading
from portal.safety.models import (
    SafetyAccess,
    SafetyCode,
    SafetyEntry,
    SafetyHours,
    SafetyKey,
    SafetyNote,
)
from portal.safety.promises import NEXT_SIGN_IN


@dataclass(frozen=True)
class Holder:
    """A safeguarding lead or deputy, and how they stand with the store."""

    role: Role
    has_copy: bool
    is_forgotten: bool
    has_code: bool
    hours: SafetyHours | None = None

    @property
    def is_in(self) -> bool:
        """Whether this person can open the store, as far as anybody knows."""
        return self.has_copy and not self.is_forgotten

    @property
    def person(self) -> Person:
        """Who holds the role."""
        return self.role.person


@dataclass(frozen=True)
class Store:
    """An authority's store: its lock, and the people who may know of it, the lead first."""

    authority_id: uuid.UUID
    key: SafetyKey | None
    holders: Sequence[Holder]

    @property
    def is_in_use(self) -> bool:
        """Whether somebody can read what is put in; only then is anything taken (R31)."""
        return any(holder.is_in for holder in self.holders)

    @property
    def reached(self) -> list[str]:
        """The e-mails of those who can open it; where there is none, no time can be promised."""
        return [each.person.email for each in self.holders if each.is_in and each.person.email]

    @property
    def promise(self) -> str | None:
        """By when somebody who writes is told that they hear."""
        if self.key is None:
            return None
        return self.key.answers_within if self.reached else NEXT_SIGN_IN

    def holder(self, person_id: uuid.UUID | None) -> Holder | None:
        """How one person stands with the store."""
        return next((each for each in self.holders if each.person.id == person_id), None)

    def has_copy(self, person_id: uuid.UUID | None) -> bool:
        """Whether an opening phrase of this person's fits, should they remember it."""
        found = self.holder(person_id)
        return found is not None and found.has_copy

    def has_code(self, person_id: uuid.UUID | None) -> bool:
        """Whether a code waits for this person."""
        found = self.holder(person_id)
        return found is not None and found.has_code

    def others_in(self, person_id: uuid.UUID | None) -> list[Holder]:
        """Who else can open the store."""
        return [each for each in self.holders if each.is_in and each.person.id != person_id]


def store_of(authority_id: uuid.UUID) -> Store:
    """The store of the authority that is open; who writes keeps its lock from being changed."""
    wanted = select(SafetyKey).order_by(SafetyKey.number.desc()).limit(1)
    key = db.session.scalar(wanted if reading.get() else wanted.with_for_update())
    copies, codes = (_copies(key), _with_codes(key)) if key else ({}, set())
    roles: dict[uuid.UUID, Role] = {}
    for role in safeguarding_of(authority_id):
        roles.setdefault(role.person_id, role)
    hours = {each.person_id: each for each in db.session.scalars(select(SafetyHours))}
    holders = [
        Holder(role, id_ in copies, copies.get(id_, False), id_ in codes, hours.get(id_))
        for id_, role in roles.items()
    ]
    return Store(authority_id, key, holders)


def _copies(key: SafetyKey) -> dict[uuid.UUID, bool]:
    """Whose copies there are, and whether their phrase is forgotten."""
    wanted = select(SafetyAccess.person_id, SafetyAccess.forgotten_on)
    rows = db.session.execute(wanted.where(SafetyAccess.key_id == key.id))
    return {person_id: forgotten_on is not None for person_id, forgotten_on in rows}


def _with_codes(key: SafetyKey) -> set[uuid.UUID]:
    waiting = SafetyCode.key_id == key.id, SafetyCode.ends_on >= clock.today()
    return set(db.session.scalars(select(SafetyCode.person_id).where(*waiting)))


def copies_of(
    kind: type[SafetyAccess] | type[SafetyCode], person_id: uuid.UUID | None
) -> Sequence[tuple[SafetyKey, SafetyAccess | SafetyCode]]:
    """A person's wrapped copies for every lock that the store has had, the newest first."""
    wanted = select(SafetyKey, kind).join(kind, kind.key_id == SafetyKey.id)
    if kind is SafetyCode:
        wanted = wanted.where(SafetyCode.ends_on >= clock.today())
    mine = wanted.where(kind.person_id == person_id).order_by(SafetyKey.number.desc())
    return [(key, cast(SafetyAccess | SafetyCode, copy)) for key, copy in db.session.execute(mine)]


def keys_in_hand(store: Store) -> set[uuid.UUID]:
    """The locks, old ones too, that somebody who holds a role now can open, as far as is known."""
    wanted = select(SafetyAccess.key_id).where(
        SafetyAccess.person_id.in_([each.person.id for each in store.holders]),
        SafetyAccess.forgotten_on.is_(None),
    )
    return set(db.session.scalars(wanted))


def access_of(key: SafetyKey | None, person_id: uuid.UUID | None) -> SafetyAccess | None:
    """One holder's wrapped copy of the private key, also where they said they forgot the phrase."""
    mine = SafetyAccess.person_id == person_id, SafetyAccess.key_id == (key.id if key else None)
    return db.session.scalar(select(SafetyAccess).where(*mine))


def entries(*, closed: bool) -> Sequence[SafetyEntry]:
    """What was put into the store of the authority that is open: closed, or not yet."""
    is_closed = SafetyEntry.closed_on.is_not(None)
    wanted = select(SafetyEntry).where(is_closed if closed else ~is_closed)
    return db.session.scalars(wanted.order_by(SafetyEntry.received_on, SafetyEntry.id)).all()


def unopened(store: Store) -> Sequence[date]:
    """On which days that came which nobody has opened, and somebody could."""
    wanted = select(SafetyEntry.received_on).where(
        SafetyEntry.opened_on.is_(None), SafetyEntry.key_id.in_(keys_in_hand(store))
    )
    return db.session.scalars(wanted).all()


def notes_on(found: Sequence[SafetyEntry]) -> Sequence[SafetyNote]:
    """The notes of several entries at once."""
    ids = [entry.id for entry in found]
    return db.session.scalars(select(SafetyNote).where(SafetyNote.entry_id.in_(ids))).all()


@dataclass(frozen=True)
class Numbers:
    """How much is in the store, for its holders alone."""

    new: int = 0
    waiting: int = 0
    closed: int = 0


def numbers() -> Numbers:
    """How many entries nobody has opened, are not closed, are closed."""
    row = db.session.execute(
        select(
            func.count(SafetyEntry.id).filter(SafetyEntry.opened_on.is_(None)),
            func.count(SafetyEntry.id).filter(SafetyEntry.closed_on.is_(None)),
            func.count(SafetyEntry.closed_on),
        )
    ).one()
    return Numbers(*row)


def entry_by_id(entry_id: uuid.UUID) -> SafetyEntry | None:
    """One entry of the authority that is open."""
    return db.session.scalar(select(SafetyEntry).where(SafetyEntry.id == entry_id))
