"""Two sides that speak of the same things, an event and a row: where they differ."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from sqlalchemy import select

from portal.audit.models import Event, SealedFact
from portal.audit.standing import redactions_in, standing_values
from portal.audit.verify import Trouble
from portal.core.database import db

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Happened:
    """An event with its open facts, and the sealed values that stand now."""

    number: int
    name: str
    actor: str
    facts: dict[str, Any]
    values: dict[str, Any]

    def of(self, *names: str) -> Key:
        """Some of its open facts, to know it by."""
        return tuple(self.facts[name] for name in names)


@dataclass(frozen=True)
class Said:
    """What one side says of one thing; `number` is the event's, none for a row."""

    key: Key
    facts: dict[str, Any]
    number: int | None = None


def said_in(log_id: uuid.UUID, *names: str) -> list[Happened]:
    """The events of these names in a log, in order; what was erased is in none of them."""
    wanted = select(Event.number, Event.name, Event.actor, Event.facts)
    wanted = wanted.where(Event.log_id == log_id, Event.name.in_(names)).order_by(Event.number)
    sealed = (
        select(Event.number, SealedFact.name, SealedFact.value)
        .join(SealedFact, SealedFact.event_id == Event.id)
        .where(Event.log_id == log_id, Event.name.in_(names))
    )
    values: dict[int, dict[str, Any]] = defaultdict(dict)
    for number, name, value in db.session.execute(sealed):
        values[number][name] = json.loads(value)
    events = db.session.execute(wanted).all()
    numbers = {number for number, *_rest in events}
    replaced = [seal for seal in redactions_in(log_id) if seal[0] in numbers]
    if replaced:
        for (number, name), value in standing_values(log_id, replaced).items():
            values[number][name] = value
    return [
        Happened(number, name, actor, facts, values[number])
        for number, name, actor, facts in events
    ]


def some(values: dict[str, Any], *names: str) -> dict[str, Any]:
    """Those of these values that are there."""
    return {name: values[name] for name in names if name in values}


def compare(
    log_id: uuid.UUID, what: str, rows: Iterable[Said], said: Iterable[Said]
) -> Iterator[Trouble]:
    """Each row with the event that speaks of it: the first version with the first, and so on."""
    found, told = _by_key(rows), _by_key(said)
    for key in dict.fromkeys([*told, *found]):
        for row, event in zip_longest(found[key], told[key]):
            if row is None:
                yield Trouble(log_id, event.number, f"its {what} isn't in the database")
            elif event is None:
                name = " ".join(map(str, key))
                yield Trouble(log_id, None, f"a {what} in the database is in no event: {name}")
            else:
                yield from _differing(log_id, what, row, event)


def _differing(log_id: uuid.UUID, what: str, row: Said, event: Said) -> Iterator[Trouble]:
    names = [name for name, value in event.facts.items() if row.facts[name] != value]
    if names:
        which = ", ".join(names)
        yield Trouble(log_id, event.number, f"its {what} in the database differs: {which}")


def _by_key(all_said: Iterable[Said]) -> dict[Key, Sequence[Said]]:
    found: dict[Key, list[Said]] = defaultdict(list)
    for said in all_said:
        found[said.key].append(said)
    return defaultdict(list, found)


def standing_hash(log_id: uuid.UUID, sha256: str) -> str:
    """The hash of what a published specification became by words that were taken out of it, as the
    log tells each time (R26)."""
    for event in said_in(log_id, "wording:removed"):
        for each in event.facts["documents"]:
            sha256 = each["after"] if each["before"] == sha256 else sha256
    return sha256
