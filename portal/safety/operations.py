"""Writes of the safety store; they leave no event, because that alone would tell (R31)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete

from portal.accounts.models import Authority, Person
from portal.core import clock, mail
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.safety import queries as ask
from portal.safety import sealing
from portal.safety.locks import Lock, place_of
from portal.safety.models import SafetyAccess, SafetyCode, SafetyEntry, SafetyNote
from portal.safety.policy import LOCKED_ALREADY
from portal.safety.queries import Store
from portal.safety.sealing import CannotOpen

CODE_LASTS = timedelta(days=7)
NEWS = "There is something new in the safety store"
NOT_READY = say(
    "Nobody can read this here at the moment, so it wasn’t sent. Your words are still on this page."
    " Use one of the ways on this page that reach somebody now."
)


@dataclass(frozen=True)
class Opened:
    """An entry as its holder reads it; without facts where its lock is one that nobody opens."""

    id: uuid.UUID
    received_on: date
    closed_on: date | None
    is_new: bool
    facts: dict[str, Any] | None
    notes: list[dict[str, Any]]


def put_in(actor: Actor, authority: Authority, worry: dict[str, str]) -> None:
    """Seal what somebody wrote, with who they are and when, for the two who read it (R31)."""
    store = ask.store_of(authority.id)
    if store.key is None or not store.is_in_use:
        raise Refused(NOT_READY)
    entry = SafetyEntry(authority_id=authority.id, key_id=store.key.id, received_on=clock.today())
    place = place_of(authority.id, entry.id)
    entry.box = sealing.seal(store.key.public, _signed(actor) | worry, place)
    db.session.add(entry)
    words = f"{NEWS} of {authority.name}.\n\nSign in to Evenhand to read it.\n"
    for holder in store.holders:
        if holder.is_in and holder.person.email:
            mail.post(holder.person.email, NEWS, words)


def _signed(actor: Actor) -> dict[str, str]:
    person = db.session.get_one(Person, actor.person_id)
    return {
        "by": person.name,
        "role": actor.role,
        "kind_of_evaluator": actor.kind or "",
        "account": person.email or person.sign_in_name or "",
        "at": clock.now().isoformat(),
    }


def open_entries(actor: Actor, store: Store, private: bytes, *, closed: bool) -> list[Opened]:
    """Everything that isn't closed, or is, the newest first; who opened it first is noted."""
    assert store.key
    _remember(actor, store)
    found = ask.entries(closed=closed)
    notes = ask.notes_on(found)
    opened = [_opened(entry, private, notes) for entry in found]
    for entry in found:
        if entry.opened_on is None:
            entry.opened_on = clock.today()
            add_note(actor, store, entry, "")
    return sorted(opened, key=lambda each: (each.facts or {}).get("at", ""), reverse=True)


def _opened(entry: SafetyEntry, private: bytes, notes: Sequence[SafetyNote]) -> Opened:
    mine = [
        _facts_in(private, note.box, entry.authority_id, entry.id, note.id)
        for note in notes
        if note.entry_id == entry.id
    ]
    return Opened(
        entry.id,
        entry.received_on,
        entry.closed_on,
        entry.opened_on is None,
        _facts_in(private, entry.box, entry.authority_id, entry.id),
        sorted(filter(None, mine), key=lambda facts: str(facts["at"])),
    )


def _facts_in(private: bytes, box: bytes, *place: uuid.UUID) -> dict[str, Any] | None:
    try:
        return sealing.unseal(private, box, place_of(*place))
    except CannotOpen:
        return None


def _remember(actor: Actor, store: Store) -> None:
    """Who opened the store knows their phrase; copies of those who left are destroyed."""
    assert store.key
    access = ask.access_of(store.key, actor.person_id)
    if access:
        access.forgotten_on = None
    staying = [holder.person.id for holder in store.holders]
    for copy in (SafetyAccess, SafetyCode):
        db.session.execute(delete(copy).where(copy.person_id.not_in(staying)))


def add_note(actor: Actor, store: Store, entry: SafetyEntry, words: str) -> None:
    """Add what was done; without words it says that the entry was opened for the first time."""
    assert store.key
    note = SafetyNote(authority_id=store.authority_id, entry_id=entry.id)
    place = place_of(store.authority_id, entry.id, note.id)
    note.box = sealing.seal(store.key.public, _signed(actor) | {"words": words}, place)
    db.session.add(note)


def close(entry: SafetyEntry) -> None:
    """Nothing more has to be done; what was written stays, and so do its notes."""
    entry.closed_on = clock.today()


def fit_lock(store: Store, lock: Lock) -> None:
    """Put a first lock on the store, or a new one where nobody can open the old (R31)."""
    if store.is_in_use:
        raise Refused(LOCKED_ALREADY)
    lock.key.number = store.key.number + 1 if store.key else 1
    db.session.add_all([lock.key, lock.access])


def give_code(code: SafetyCode) -> None:
    """Let another holder in; an older code for them ends."""
    _drop(SafetyCode, code.key_id, code.person_id)
    code.ends_on = clock.today() + CODE_LASTS
    db.session.add(code)


def take_up(access: SafetyAccess) -> None:
    """A holder's copy under the phrase that they chose; their code and older copy end."""
    _drop(SafetyCode, access.key_id, access.person_id)
    _drop(SafetyAccess, access.key_id, access.person_id)
    db.session.add(access)


def _drop(
    copy: type[SafetyAccess] | type[SafetyCode], key_id: uuid.UUID, person_id: uuid.UUID
) -> None:
    db.session.execute(delete(copy).where(copy.key_id == key_id, copy.person_id == person_id))


def note_forgotten(access: SafetyAccess) -> None:
    """A holder can't remember their phrase; should they after all, it opens the store again."""
    access.forgotten_on = clock.today()


def promise(store: Store, answers_within: str) -> None:
    """By when somebody who wrote hears from the safeguarding lead."""
    assert store.key
    store.key.answers_within = answers_within
