"""Proofs from what a log keeps: its leaves, and the hashes of every sixteenth, 256th, … subtree.

Events are numbered from 1, leaves from 0: event `number` is leaf `number - 1`. The log's owner
must be open.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Integer, Select, bindparam, select, union_all

from portal.audit import merkle
from portal.audit.merkle import Place, Range
from portal.audit.models import Event, LogNode
from portal.core.database import db

STEP = 4
"""One level in four is kept: one row more for each sixteen events."""


class NotInLog(Exception):
    """The log doesn't have so many events."""


def inclusion(log_id: uuid.UUID, number: int, size: int) -> list[bytes]:
    """The hashes that prove event `number` to be one of the first `size`, deepest first."""
    return _hashes(log_id, merkle.inclusion_parts(number - 1, size))


def consistency(log_id: uuid.UUID, old: int, new: int) -> list[bytes]:
    """The hashes that prove the log of `new` events to begin with that of `old` ones."""
    return _hashes(log_id, merkle.consistency_parts(old, new))


def root(log_id: uuid.UUID, size: int) -> bytes:
    """The root of the log's first `size` events."""
    return _hashes(log_id, [(0, size)])[0]


def is_kept(level: int) -> bool:
    """Whether the complete subtrees of a level have rows of their own."""
    return level > 0 and level % STEP == 0


def _hashes(log_id: uuid.UUID, parts: Sequence[Range]) -> list[bytes]:
    places = {place for part in parts for place in merkle.places_in(part)}
    known = _kept(log_id, {row for place in places for row in _rows_under(*place)})

    def node(level: int, place: int) -> bytes:
        return merkle.root_of(known[row] for row in _rows_under(level, place))

    try:
        return [merkle.hash_of(part, node) for part in parts]
    except KeyError:
        raise NotInLog(f"log {log_id} has fewer events than that") from None


def _rows_under(level: int, place: int) -> list[Place]:
    """The places with rows of their own that make up a complete subtree: at most eight."""
    up = level % STEP
    return [(level - up, each) for each in range(place << up, (place + 1) << up)]


def _kept(log_id: uuid.UUID, rows: Iterable[Place]) -> dict[Place, bytes]:
    """The hashes of these places and their neighbours, in one statement however long the log is."""
    blocks = sorted({(level, place >> STEP) for level, place in rows} or {(0, 0)})
    asked: dict[str, Any] = {"log": log_id}
    for each, (level, block) in enumerate(blocks):
        first, last = block << STEP, ((block + 1) << STEP) - 1
        asked |= {f"level{each}": level, f"first{each}": first, f"last{each}": last}
    found = _wanted(tuple(level == 0 for level, _block in blocks))
    return {(level, p): bytes.fromhex(h) for level, p, h in db.session.execute(found, asked)}


@cache
def _wanted(are_leaves: tuple[bool, ...]) -> CompoundSelect[int, int, str]:
    """The statement for so many blocks, written once: there are two at most for a level kept."""
    return union_all(*(_block(each, leaves) for each, leaves in enumerate(are_leaves)))


def _block(each: int, leaves: bool) -> Select[int, int, str]:
    """Sixteen places that lie side by side, as a range: an index serves it on every database."""
    log: BindParameter[uuid.UUID] = bindparam("log")
    level, first, last = (
        bindparam(f"{at}{each}", type_=Integer) for at in ("level", "first", "last")
    )
    if leaves:
        return select(level, Event.number - 1, Event.leaf).where(
            Event.log_id == log, Event.number.between(first + 1, last + 1)
        )
    return select(LogNode.level, LogNode.place, LogNode.hash).where(
        LogNode.log_id == log, LogNode.level == level, LogNode.place.between(first, last)
    )
