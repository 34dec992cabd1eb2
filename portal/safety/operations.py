"""Writes of the safety store; they leave no event, because that alone would tell (R31)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import delete

from portal.accounts.models import HOLDERS, Authority, Person, Role
from portal.accounts.queries import authority_by_id, safeguarding_of
from portal.core import clock, mail
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.safety import queries as ask
from portal.safety import sealing
from portal.safety.locks import Lock, Opener, place_of
from portal.safety.models import SafetyAccess, SafetyCode, SafetyEntry, SafetyHours, SafetyNote
from portal.safety.policy import LAST_READER, LOCKED_ALREADY
from portal.safety.promises import due
from portal.safety.queries import Store
from portal.safety.sealing import CannotOpen

CODE_LASTS = timedelta(days=7)
NEWS = say("There is something new in the safety store")
NEWS_OF = say(
    "There is something new in the safety store of %(authority)s.\n\n"
    "Sign in to Evenhand to read it.\n"
)
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
    _tell_holders(store, authority)


def _tell_holders(store: Store, authority: Authority) -> None:
    """That there is news, and never what it is, nor whether it is the first time of telling."""
    for address in store.reached:
        mail.post(address, NEWS, NEWS_OF, authority=authority.name)


def remind(authority_id: uuid.UUID) -> None:
    """Tell the holders again where something waits unopened past the promised time."""
    store = ask.store_of(authority_id)
    if store.key is None:
        return
    answers, today = store.key.answers_within, clock.today()
    if any(due(answers, received_on) < today for received_on in ask.unopened(store)):
        _tell_holders(store, authority_by_id(authority_id))


def _signed(actor: Actor) -> dict[str, str]:
    person = db.session.get_one(Person, actor.person_id)
    return {
        "by": person.name,
        "role": actor.role,
        "kind_of_evaluator": actor.kind or "",
        "account": person.email or person.sign_in_name or "",
        "at": clock.now().isoformat(),
    }


def open_entries(
    actor: Actor, store: Store, openers: Sequence[Opener], *, closed: bool
) -> list[Opened]:
    """Everything that isn't closed, or is, the newest first; who opened it first is noted."""
    privates = {each.key.id: each.private for each in openers}
    in_hand = _remember(actor, store, privates)
    found = ask.entries(closed=closed)
    notes = ask.notes_on(found)
    opened = [_opened(entry, privates, notes) for entry in found]
    for entry, read in zip(found, opened, strict=True):
        somebody_else_reads = read.facts is None and entry.key_id in in_hand
        if entry.opened_on is None and not somebody_else_reads:
            entry.opened_on = clock.today()
            add_note(actor, store, entry, "")
    return sorted(opened, key=lambda each: (each.facts or {}).get("at", ""), reverse=True)


def _opened(
    entry: SafetyEntry, privates: dict[uuid.UUID, bytes], notes: Sequence[SafetyNote]
) -> Opened:
    mine = [
        _facts_in(private, note.box, entry.authority_id, entry.id, note.id)
        for note in notes
        for private in privates.values()  # a note is for the lock of its own day
        if note.entry_id == entry.id
    ]
    private = privates.get(entry.key_id)
    return Opened(
        entry.id,
        entry.received_on,
        entry.closed_on,
        entry.opened_on is None,
        _facts_in(private, entry.box, entry.authority_id, entry.id) if private else None,
        sorted(filter(None, mine), key=lambda facts: str(facts["at"])),
    )


def _facts_in(private: bytes, box: bytes, *place: uuid.UUID) -> dict[str, Any] | None:
    try:
        return sealing.unseal(private, box, place_of(*place))
    except CannotOpen:
        return None


def _remember(actor: Actor, store: Store, privates: dict[uuid.UUID, bytes]) -> set[uuid.UUID]:
    """Who opened the store knows their phrase; copies of those who left are destroyed, but never
    the last of a lock: who held it may come back. Gives the locks that somebody here can open."""
    for key, access in ask.copies_of(SafetyAccess, actor.person_id):
        if key.id in privates and isinstance(access, SafetyAccess):
            access.forgotten_on = None
    in_hand = ask.keys_in_hand(store)
    staying = [holder.person.id for holder in store.holders]
    for copy in (SafetyAccess, SafetyCode):
        gone = copy.person_id.not_in(staying), copy.key_id.in_(in_hand)
        db.session.execute(delete(copy).where(*gone))
    db.session.execute(delete(SafetyHours).where(SafetyHours.person_id.not_in(staying)))
    return in_hand


def keep_a_reader(role: Role) -> None:
    """The last who can open the store keeps their role until they let another holder in (R31).

    Else whoever a worry is about could silence it by ending a role.
    """
    if role.name not in HOLDERS or role.authority_id is None:
        return
    store = ask.store_of(role.authority_id)
    holder = store.holder(role.person_id)
    if holder is None or not holder.is_in or store.others_in(role.person_id):
        return
    mine = [each for each in safeguarding_of(role.authority_id) if each.person_id == role.person_id]
    if len(mine) < 2:
        raise Refused(LAST_READER, name=role.person.name)


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


def give_code(*codes: SafetyCode) -> None:
    """Let another holder in, to each lock that the giver opens; an older code for them ends."""
    for code in codes:
        _drop(SafetyCode, code.key_id, code.person_id)
        code.ends_on = clock.today() + CODE_LASTS
        db.session.add(code)


def take_up(*copies: SafetyAccess) -> None:
    """A holder's copies under the phrase that they chose; their codes and older copies end."""
    for access in copies:
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


def say_hours(
    actor: Actor, store: Store, days: Sequence[int], opens: time, closes: time, *, on_holidays: bool
) -> None:
    """On which days, and from when to when, one reads what people write (P25)."""
    holder = store.holder(actor.person_id)
    assert holder
    hours = holder.hours or SafetyHours(person_id=actor.person_id)
    hours.days, hours.opens, hours.closes = sorted(days), opens, closes
    hours.on_holidays = on_holidays
    db.session.add(hours)
