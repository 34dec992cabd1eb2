"""record(): collects an event with exactly its facts; the journal appends it before the commit."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from portal.audit.catalogue import CATALOGUE, PSEUDONYMOUS
from portal.audit.checkpoints import PUBLIC_ACTS, peaks_of, sign_checkpoint
from portal.audit.contents import canonical, leaf_input, plain, seal_of
from portal.audit.merkle import leaf_hash
from portal.audit.models import Event, Log, LogNode, Pseudonym, SealedFact
from portal.audit.proofs import is_kept
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import HouseRule
from portal.core.tenancy import INSTALLATION, open_tenant, the_tenant
from portal.core.transaction import collect

__all__ = ["canonical", "record", "record_for_installation", "seal_of", "write_down"]

INSERT: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
NOBODY = "nobody"
YOUNG = ("young_evaluator", "young_panel_member")


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
    at: datetime
    facts: dict[str, Any]
    sealed: list[dict[str, Any]]
    seals: dict[str, str]
    nonce: str


def write_down(entries: Iterable[Entry]) -> None:
    """The journal: lock the logs concerned, lowest id first, and append (called before commit).

    An append reads the log's head alone and writes its leaf, the subtrees that it completes and
    the new peaks; after a public act it signs a checkpoint.
    """
    by_log: dict[uuid.UUID, list[Ready]] = {}
    for entry in entries:
        by_log.setdefault(entry.log_id, []).append(_ready(entry))
    logs = sorted(by_log)
    names = {log_id: _pseudonyms(log_id, by_log[log_id]) for log_id in logs}
    heads = [_lock(log_id) for log_id in logs]
    for head in heads:
        _append_all(head, by_log[head.id], names[head.id])


def _ready(entry: Entry) -> Ready:
    kind = CATALOGUE[entry.name]
    values = {name: entry.facts[name] for name in kind.sealed}
    at = entry.at
    if entry.actor.title in YOUNG:  # R18: no times of day beside a young person's marks
        values["at"] = at
        at = datetime.combine(at.astimezone(clock.LONDON).date(), time(), UTC)
    facts = {name: plain(entry.facts[name]) for name in kind.open if name != PSEUDONYMOUS}
    sealed = [
        {"name": name, "salt": secrets.token_hex(32), "value": canonical(value)}
        for name, value in values.items()
    ]
    seals = {each["name"]: seal_of(each["salt"], each["value"]) for each in sealed}
    return Ready(entry, at, facts, sealed, seals, secrets.token_hex(16))


def _lock(log_id: uuid.UUID) -> Log:
    wanted = select(Log).where(Log.id == log_id).with_for_update()
    wanted = wanted.execution_options(populate_existing=True)
    head = db.session.scalar(wanted)
    if head is None:
        _begin(log_id)
        head = db.session.scalars(wanted).one()
    return head


def _begin(log_id: uuid.UUID) -> None:
    """Begin a log; of two that do so at once, the second waits here and finds the first one's."""
    insert = INSERT[db.session.get_bind().dialect.name]
    fresh = insert(Log).values(authority_id=the_tenant(), id=log_id, size=0, peaks=[])
    db.session.execute(fresh.on_conflict_do_nothing())


def _append_all(head: Log, waiting: list[Ready], names: dict[uuid.UUID | None, str]) -> None:
    peaks, events, sealed = peaks_of(head), [], []
    for ready in waiting:
        for person_id in _people_in(ready.entry):
            if person_id not in names:
                names[person_id] = _new_pseudonym(head.id, person_id)
        event = _event(ready, peaks.size + 1, names)
        leaf = leaf_hash(leaf_input(event))
        event.leaf = leaf.hex()
        events.append(event)
        sealed += [SealedFact(event_id=event.id, **each) for each in ready.sealed]
        for level, place, made in peaks.append(leaf):
            if is_kept(level):
                node = LogNode(log_id=head.id, level=level, place=place, hash=made.hex())
                db.session.add(node)
    db.session.add_all([*events, *sealed])
    head.size, head.peaks = peaks.size, [each.hex() for each in peaks.hashes]
    if any(ready.entry.name in PUBLIC_ACTS for ready in waiting):
        sign_checkpoint(head.id, peaks)


def _people_in(entry: Entry) -> list[uuid.UUID | None]:
    """Who acted, and whom an open fact is about."""
    about = [entry.facts[PSEUDONYMOUS]] if PSEUDONYMOUS in entry.facts else []
    return [entry.actor.person_id, *about]


def _event(ready: Ready, number: int, names: dict[uuid.UUID | None, str]) -> Event:
    entry, facts = ready.entry, dict(ready.facts)
    if PSEUDONYMOUS in entry.facts:
        facts[PSEUDONYMOUS] = names[entry.facts[PSEUDONYMOUS]]
    return Event(
        log_id=entry.log_id,
        number=number,
        name=entry.name,
        at=ready.at,
        actor=names[entry.actor.person_id],
        actor_role=entry.actor.title,
        facts=facts,
        seals=ready.seals,
        nonce=ready.nonce,
    )


def _pseudonyms(log_id: uuid.UUID, waiting: list[Ready]) -> dict[uuid.UUID | None, str]:
    """The names that people have in a log already; nobody's is nobody's."""
    people = {person for ready in waiting for person in _people_in(ready.entry)} - {None}
    names: dict[uuid.UUID | None, str] = {None: NOBODY}
    known = select(Pseudonym.person_id, Pseudonym.name).where(Pseudonym.log_id == log_id)
    if people:
        for person_id, name in db.session.execute(known.where(Pseudonym.person_id.in_(people))):
            names[person_id] = name
    return names


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
