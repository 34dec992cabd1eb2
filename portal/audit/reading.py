"""One pass over a log, from its first event to its last, as columns and not as objects."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, Text, cast, select, type_coerce

from portal.audit.contents import encode, line_of, seal_of
from portal.audit.merkle import leaf_hash
from portal.audit.models import Event, SealedFact
from portal.core.database import db

AT_ONCE = 2048
"""How many events are held in memory."""


@dataclass
class Stretch:
    """Events that follow one another, and the values behind their seals."""

    log: str
    events: Sequence[Any]
    sealed: Sequence[Any]
    is_plain: bool = True
    """Whether all its JSON is kept in the canonical text, so that seals can be counted in it."""

    def leaves(self) -> list[bytes]:
        """The leaf that each event's contents have now."""
        log = self.log
        return [
            leaf_hash(line_of(log, e[1], e[2], e[3], e[4], e[5], e[6], e[7], e[8]).encode())
            for e in self.events
        ]

    def leaf_of_plain(self, place: int) -> bytes:
        """The same for one event whose JSON isn't kept in its canonical text."""
        self.is_plain = False
        _id, number, name, at, actor, role, facts, seals, nonce, _leaf = self.events[place]
        facts, seals = (encode(json.loads(text)) for text in (facts, seals))
        line = line_of(self.log, number, name, at, actor, role, facts, seals, nonce)
        return leaf_hash(line.encode())

    def unlike_sealed(self) -> dict[Any, str]:
        """By an event's id, the name of a value that isn't what was sealed."""
        seals = {e[0]: e[7] for e in self.events}
        sha256, fromhex = hashlib.sha256, bytes.fromhex
        try:
            # As contents.seal_of has it, written out: three of four rows of a log are these.
            suspects = [
                each
                for each in self.sealed
                if not each[1].isidentifier()  # a name with more in it could pass for two
                or f'"{each[1]}":"{sha256(fromhex(each[2]) + each[3].encode()).hexdigest()}"'
                not in seals[each[0]]
            ]
        except ValueError:
            suspects = list(self.sealed)
        return {each[0]: each[1] for each in suspects if not _fits(each, seals[each[0]])}

    def without_value(self) -> list[tuple[int, str]]:
        """The seals, by number and name, whose value isn't there."""
        there = {(each[0], each[1]) for each in self.sealed}
        if self.is_plain and sum(e[7].count('":') for e in self.events) == len(there):
            return []  # each seal is a name and 64 digits; those that are there fit theirs
        return [
            (e[1], name)
            for e in self.events
            for name in json.loads(e[7])
            if (e[0], name) not in there
        ]


def _fits(sealed: Any, seals: str) -> bool:
    """The same for one value, whatever text the seals are kept in."""
    _event, name, salt, value = sealed
    try:
        return bool(json.loads(seals).get(name) == seal_of(salt, value))
    except ValueError:
        return False


def stretches_of(log_id: uuid.UUID) -> Iterator[Stretch]:
    """A log's events in their order; its owner must be open.

    An event is (id, number, name, at, actor, role, facts, seals, nonce, leaf), facts and seals as
    their JSON; a sealed value is (id of the event, name, salt, value).
    """
    after: int | None = None
    while events := _events(log_id, after):
        last = events[-1].number
        yield Stretch(str(log_id), events, _sealed(log_id, after, last))
        after = last


def _events(log_id: uuid.UUID, after: int | None) -> Sequence[Any]:
    wanted = select(
        type_coerce(Event.id, String),  # whatever the driver gives: it is only compared
        Event.number,
        Event.name,
        Event.at,
        Event.actor,
        Event.actor_role,
        cast(Event.facts, Text),
        cast(Event.seals, Text),
        Event.nonce,
        Event.leaf,
    ).where(Event.log_id == log_id)
    if after is not None:
        wanted = wanted.where(Event.number > after)
    return db.session.execute(wanted.order_by(Event.number).limit(AT_ONCE)).all()


def _sealed(log_id: uuid.UUID, after: int | None, last: int) -> Sequence[Any]:
    events = select(Event.id).where(Event.log_id == log_id, Event.number <= last)
    if after is not None:
        events = events.where(Event.number > after)
    wanted = select(
        type_coerce(SealedFact.event_id, String),
        SealedFact.name,
        SealedFact.salt,
        SealedFact.value,
    ).where(SealedFact.event_id.in_(events))
    return db.session.execute(wanted).all()
