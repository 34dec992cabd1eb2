"""The log's part of a bundle: events, leaves, what is opened of them, checkpoints, keys, proofs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from portal.audit.contents import encode, leaf_line
from portal.audit.models import Checkpoint, Log
from portal.audit.standing import Seal, redactions_in, standing_seal
from portal.core.clock import LONDON
from portal.record.bundle.proofs import (
    continuations,
    keys_in,
    nodes_over,
    notes_of,
    proof_of,
)
from portal.record.bundle.queries import (
    Opening,
    checkpoints_of,
    events_in,
    explanations_in,
    head_of,
    leaves_of,
    names_of_events,
    openings_in,
    size_at_release,
)
from portal.record.bundle.readers import Reader
from portal.record.bundle.verify import PROVED


@dataclass
class LogParts:
    """One tender's log, as one reader may know it."""

    reader: Reader
    proved: list[int] = field(default_factory=list)

    @cached_property
    def end(self) -> int | None:
        """The last event in it: a bidder's form ends with the release, and tells nothing of what
        others did after it (R19); the whole one ends where the log did when it was begun."""
        if not self.reader.is_full:
            return size_at_release(self.reader.tender.id)
        return self._standing[1].size if self._standing[1] else None

    @cached_property
    def _standing(self) -> tuple[Sequence[Checkpoint], Log | None]:
        """Checkpoints first: what is signed while this is read is past the end."""
        log_id = self.reader.tender.id
        return checkpoints_of(log_id), head_of(log_id)

    @cached_property
    def leaves(self) -> list[bytes]:
        """Every leaf, known or not."""
        return leaves_of(self.reader.tender.id, self.end)

    @cached_property
    def openings(self) -> dict[Seal, Opening]:
        """All that can still be opened, whoever may know it."""
        return openings_in(self.reader.tender.id)

    @cached_property
    def _replaced(self) -> dict[Seal, Seal]:
        return redactions_in(self.reader.tender.id)

    def standing(self, seal: Seal) -> Any:
        """What stands behind a seal now, after every redaction; none where it was erased."""
        found = self.openings.get(standing_seal(self._replaced, seal))
        return None if found is None else json.loads(found.value)

    @cached_property
    def notes(self) -> dict[int, str]:
        """The checkpoints."""
        stored, head = self._standing
        if not self.reader.is_full:
            stored = [each for each in stored if each.size <= (self.end or 0)]
        return notes_of(head, self.leaves, stored)

    @property
    def keys(self) -> list[str]:
        """The keys that signed them."""
        return keys_in(self.notes)

    def events(self) -> Iterator[bytes]:
        """A line for each event: its leaf's whole contents, or the leaf where it stays hidden."""
        for event in events_in(self.reader.tender.id, self.end):
            known = self.reader.may_know(event)
            if known and event.name in PROVED:
                self.proved.append(event.number)
            line = leaf_line(event) if known else encode(hidden(event))
            yield f"{line}\n".encode()

    def leaf_lines(self) -> Iterator[bytes]:
        """The leaf of each event as it was written down then."""
        for leaf in self.leaves:
            yield f"{leaf.hex()}\n".encode()

    def opened(self) -> Iterator[bytes]:
        """What this reader may know behind the seals, and which of it was erased when."""
        origins = self._origins
        explained = explanations_in(self.reader.tender.id)
        for event in events_in(self.reader.tender.id, self.end):
            for name in sorted(event.seals):
                seal = (event.number, name)
                if self.reader.may_open(event, name, lambda each: origins.get(each, ("", each))):
                    yield from _row(seal, self.openings.get(seal), explained)

    @cached_property
    def _origins(self) -> dict[Seal, tuple[str, Seal]]:
        """Of each replacement: the kind of event whose text it first was, and that seal."""
        log_id = self.reader.tender.id
        before = {new: old for old, new in self._replaced.items()}
        first = {}
        for new, seal in before.items():
            for _step in before:
                seal = before.get(seal, seal)  # back to the first one
            first[new] = seal
        kinds = names_of_events(log_id, {number for number, _name in first.values()})
        return {new: (kinds.get(seal[0], ""), seal) for new, seal in first.items()}

    def proofs(self) -> Iterator[tuple[str, str]]:
        """Proofs of single events, and from checkpoint to checkpoint: file names and texts."""
        total, node = len(self.leaves), nodes_over(self.leaves)
        sizes = [size for size in self.notes if size <= total]
        steps = continuations(self.notes, total, node)
        yield "proofs/consistency.json", json.dumps(steps, indent=1) + "\n"
        for number in self.proved if sizes else ():
            if 0 < number <= max(sizes):
                text = proof_of(number, max(sizes), node, self.notes[max(sizes)])
                yield f"proofs/{number:08}.tlog-proof", text


def hidden(event: Any) -> dict[str, Any]:
    """What stands for an event whose contents the reader may not know."""
    return {"leaf": event.leaf, "number": event.number}


def _row(seal: Seal, opening: Opening | None, explained: dict[Seal, Any]) -> Iterator[bytes]:
    row: dict[str, Any] = {"event": seal[0], "name": seal[1]}
    if opening is not None:
        row |= {"salt": opening.salt, "value": opening.value}
    elif seal in explained:
        row["erased"] = explained[seal].astimezone(LONDON).date().isoformat()
    else:
        return
    yield f"{encode(row)}\n".encode()
