"""record(): collects an event with exactly its facts; the journal appends it before the commit."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from portal.audit.catalogue import CATALOGUE, PSEUDONYMOUS
from portal.audit.checkpoints import PUBLIC_ACTS, peaks_of, sign_checkpoint
from portal.audit.contents import canonical, encode, line_of, plain, seal_of
from portal.audit.merkle import Peaks, leaf_hash
from portal.audit.models import Event, Log, LogNode, Pseudonym, SealedFact
from portal.audit.proofs import is_kept
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import HouseRule
from portal.core.rows import change, put_rows
from portal.core.straight import Straight
from portal.core.tenancy import INSTALLATION, open_tenant, the_tenant
from portal.core.transaction import collect

__all__ = ["canonical", "record", "record_for_installation", "seal_of", "write_down"]

UPSERT: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
NOBODY = "nobody"
YOUNG = ("young_evaluator", "young_panel_member")

_IN_LOG = and_(Pseudonym.authority_id == Log.authority_id, Pseudonym.log_id == Log.id)


@cache
def _head_for(people: int) -> Straight:
    """A log's head, locked, once for each of so many who have a name in the log already."""
    kind = Pseudonym.person_id.type
    these = [bindparam(f"person_{number}", type_=kind) for number in range(people)]
    return Straight(
        select(Log.size, Log.peaks, Pseudonym.person_id, Pseudonym.name)
        .outerjoin(Pseudonym, and_(_IN_LOG, Pseudonym.person_id.in_(these)))
        .where(Log.id == bindparam("log"))
        .with_for_update(of=Log),
        apart=True,
    )


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


@dataclass(frozen=True)
class Ready:
    """An entry with all that can be worked out before anybody has to wait for it."""

    entry: Entry
    id: uuid.UUID
    at: datetime
    facts: dict[str, Any]
    sealed: list[dict[str, Any]]
    seals: dict[str, str]
    nonce: str


@dataclass(frozen=True)
class Head:
    """A log that we have locked: its frontier, and the names that people have in it."""

    log_id: uuid.UUID
    peaks: Peaks
    names: dict[uuid.UUID | None, str]


def write_down(entries: Iterable[Entry]) -> None:
    """The journal: lock the logs concerned, lowest id first, and append (called before commit).

    An append reads the log's head alone and writes its leaf, the subtrees that it completes and the
    new peaks; after a public act it signs a checkpoint. What is written waits for the end of the
    transaction, to go in one statement with the rows that the events tell of.
    """
    by_log: dict[uuid.UUID, list[Ready]] = {}
    for entry in entries:
        by_log.setdefault(entry.log_id, []).append(_ready(entry))
    for head in [_lock(log_id, by_log[log_id]) for log_id in sorted(by_log)]:
        _append_all(head, by_log[head.log_id])


def _ready(entry: Entry) -> Ready:
    kind, event_id = CATALOGUE[entry.name], uuid.uuid4()
    values = {name: entry.facts[name] for name in kind.sealed}
    at = entry.at
    if entry.actor.title in YOUNG:  # R18: no times of day beside a young person's marks
        values["at"] = at
        at = datetime.combine(at.astimezone(clock.LONDON).date(), time(), UTC)
    facts = {name: plain(entry.facts[name]) for name in kind.open if name not in PSEUDONYMOUS}
    sealed: list[dict[str, Any]] = [
        {
            "id": uuid.uuid4(),
            "event_id": event_id,
            "name": name,
            "salt": secrets.token_hex(32),
            "value": canonical(it),
        }
        for name, it in values.items()
    ]
    seals = {each["name"]: seal_of(each["salt"], each["value"]) for each in sealed}
    return Ready(entry, event_id, at, facts, sealed, seals, secrets.token_hex(16))


def _lock(log_id: uuid.UUID, waiting: list[Ready]) -> Head:
    people = {person for ready in waiting for person in _people_in(ready.entry)} - {None}
    head = _head_for(len(people))
    asked = {f"person_{number}": person for number, person in enumerate(people)}
    found = head.all(log=log_id, **asked)
    if not found:
        _begin(log_id)
        found = head.all(log=log_id, **asked)
    names: dict[uuid.UUID | None, str] = {row.person_id: row.name for row in found}
    return Head(log_id, peaks_of(found[0]), names | {None: NOBODY})


def _begin(log_id: uuid.UUID) -> None:
    """Begin a log; of two that do so at once, the second waits here and finds the first one's."""
    upsert = UPSERT[db.session.get_bind().dialect.name]
    fresh = upsert(Log).values(authority_id=the_tenant(), id=log_id, size=0, peaks=[])
    db.session.execute(fresh.on_conflict_do_nothing())


def _append_all(head: Head, waiting: list[Ready]) -> None:
    peaks, events, nodes = head.peaks, [], []
    for ready in waiting:
        for person_id in _people_in(ready.entry):
            if person_id not in head.names:
                head.names[person_id] = _new_pseudonym(head.log_id, person_id)
        event = _event(ready, peaks.size + 1, head.names)
        events.append(event)
        for level, place, made in peaks.append(bytes.fromhex(event["leaf"])):
            if is_kept(level):
                node = {"log_id": head.log_id, "level": level, "place": place, "hash": made.hex()}
                nodes.append({"id": uuid.uuid4(), **node})
    put_rows(SealedFact, [row for ready in waiting for row in ready.sealed])
    put_rows(Event, events)
    put_rows(LogNode, nodes)
    change(Log, head.log_id, size=peaks.size, peaks=[each.hex() for each in peaks.hashes])
    if any(ready.entry.name in PUBLIC_ACTS for ready in waiting):
        sign_checkpoint(head.log_id, peaks)


def _people_in(entry: Entry) -> list[uuid.UUID | None]:
    """Who acted, and whom an open fact is about."""
    about = [entry.facts[name] for name in PSEUDONYMOUS if name in entry.facts]
    return [entry.actor.person_id, *about]


def _event(ready: Ready, number: int, names: dict[uuid.UUID | None, str]) -> dict[str, Any]:
    """The row of an event, its leaf worked out from what stands in it."""
    entry, facts = ready.entry, dict(ready.facts)
    for name in PSEUDONYMOUS:
        if name in entry.facts:
            facts[name] = names[entry.facts[name]]
    actor, role = names[entry.actor.person_id], entry.actor.title
    told = (str(entry.log_id), number, entry.name, ready.at, actor, role)
    line = line_of(*told, encode(facts), encode(ready.seals), ready.nonce)
    return {
        "id": ready.id,
        "log_id": entry.log_id,
        "number": number,
        "name": entry.name,
        "at": ready.at,
        "actor": actor,
        "actor_role": role,
        "facts": facts,
        "seals": ready.seals,
        "nonce": ready.nonce,
        "leaf": leaf_hash(line.encode()).hex(),
    }


def _new_pseudonym(log_id: uuid.UUID, person_id: uuid.UUID | None) -> str:
    """A name for somebody's first act in a log; they may have got one while we waited for it."""
    assert person_id
    wanted = select(Pseudonym.name).where(
        Pseudonym.log_id == log_id, Pseudonym.person_id == person_id
    )
    name = db.session.scalar(wanted)
    if name is None:
        name = secrets.token_hex(8)
        db.session.add(Pseudonym(log_id=log_id, person_id=person_id, name=name))
        db.session.flush()
    return name
