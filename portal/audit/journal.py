"""record(): collects an event with exactly its facts; the journal appends it before the commit."""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import select

from portal.audit.catalogue import CATALOGUE
from portal.audit.models import Event, Log, Pseudonym, SealedFact
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import HouseRule
from portal.core.tenancy import INSTALLATION, open_tenant, the_tenant
from portal.core.transaction import collect

YOUNG = "young_evaluator"


@dataclass(frozen=True)
class Entry:
    """An event on its way into the log; the journal gives it its number."""

    log_id: uuid.UUID
    name: str
    at: datetime
    actor: Actor
    facts: dict[str, Any]


def record(name: str, actor: Actor, tender_id: uuid.UUID | None = None, /, **facts: Any) -> None:
    """Collect an event: into the tender's log, or into that of the authority that is open."""
    _collect(tender_id or the_tenant(), name, actor, facts)


def record_for_installation(name: str, actor: Actor, /, **facts: Any) -> None:
    """Collect an event that belongs to no authority: sign-ins, authorities, providers, people."""
    open_tenant(INSTALLATION)
    _collect(INSTALLATION, name, actor, facts)


def _collect(log_id: uuid.UUID, name: str, actor: Actor, facts: dict[str, Any]) -> None:
    kind = CATALOGUE.get(name)
    if kind is None:
        raise HouseRule(f"{name} isn't in the catalogue of events")
    if set(facts) != set(kind.open) | set(kind.sealed):
        odd = sorted(set(facts) ^ (set(kind.open) | set(kind.sealed)))
        raise HouseRule(f"{name}: facts missing or too many: {', '.join(odd)}")
    collect(Entry(log_id, name, clock.now(), actor, facts))


def write_down(entries: Iterable[Entry]) -> None:
    """The journal: lock the logs concerned, lowest id first, and append (called before commit)."""
    waiting = list(entries)
    heads = {log_id: _lock(log_id) for log_id in sorted({entry.log_id for entry in waiting})}
    actors = dict.fromkeys((entry.log_id, entry.actor.person_id) for entry in waiting)
    names = {key: _pseudonym(*key) for key in actors}
    for entry in waiting:
        head = heads[entry.log_id]
        head.size += 1
        _append(entry, head.size, names[entry.log_id, entry.actor.person_id])


def _lock(log_id: uuid.UUID) -> Log:
    head = db.session.scalar(select(Log).where(Log.id == log_id).with_for_update())
    if head is None:
        head = Log(id=log_id)
        head.size = 0
        db.session.add(head)
    return head


def _append(entry: Entry, number: int, pseudonym: str) -> None:
    kind = CATALOGUE[entry.name]
    sealed = {name: entry.facts[name] for name in kind.sealed}
    at = entry.at
    if entry.actor.title == YOUNG:  # R18: no times of day beside a young person's marks
        sealed["at"] = at
        at = datetime.combine(at.astimezone(clock.LONDON).date(), time(), UTC)
    rows = [_seal(name, value) for name, value in sealed.items()]
    event = Event(
        log_id=entry.log_id,
        number=number,
        name=entry.name,
        at=at,
        actor=pseudonym,
        actor_role=entry.actor.title,
        facts={name: _plain(entry.facts[name]) for name in kind.open},
        seals={row.name: seal_of(row.salt, row.value) for row in rows},
    )
    for row in rows:
        row.event_id = event.id
    db.session.add_all([event, *rows])


def _seal(name: str, value: Any) -> SealedFact:
    return SealedFact(name=name, salt=secrets.token_hex(32), value=canonical(value))


def seal_of(salt: str, value: str) -> str:
    """The seal in the leaf: SHA-256 of salt and canonical value, so that either can be erased."""
    return hashlib.sha256(bytes.fromhex(salt) + value.encode()).hexdigest()


def canonical(value: Any) -> str:
    """One text for one value: sorted keys, no spaces, non-ASCII as it is."""
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _pseudonym(log_id: uuid.UUID, person_id: uuid.UUID | None) -> str:
    if person_id is None:
        return "nobody"
    known = db.session.scalar(
        select(Pseudonym).where(Pseudonym.log_id == log_id, Pseudonym.person_id == person_id)
    )
    if known is None:
        known = Pseudonym(log_id=log_id, person_id=person_id, name=secrets.token_hex(8))
        db.session.add(known)
        db.session.flush()
    return known.name
