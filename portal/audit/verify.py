"""Whether a log holds: every leaf from its contents, the seals, the tree, all that was signed.

It names the first event that doesn't fit. What a log says of other rows is compared by the
checks that the features hand in, since this one knows no feature.
"""

from __future__ import annotations

import gc
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import select

from portal.audit.keys import public_keys
from portal.audit.merkle import Peaks
from portal.audit.models import Checkpoint, Event, Log, LogNode
from portal.audit.notes import BadNote, Statement, open_note, read_checkpoint
from portal.audit.proofs import is_kept
from portal.audit.reading import Stretch, stretches_of
from portal.audit.standing import explained_in, wrongly_told_in
from portal.core.database import db


@dataclass(frozen=True)
class Trouble:
    """What doesn't fit: in which log, at which event (none: not at one), and what."""

    log_id: uuid.UUID
    number: int | None
    what: str

    def __str__(self) -> str:
        place = f"event {self.number}: " if self.number else ""
        return f"log {self.log_id}: {place}{self.what}"


Check = Callable[[uuid.UUID], Iterable[Trouble]]
"""Compares what a log says with the rows that it speaks of; its owner is open."""


@dataclass
class Report:
    """One log: how far it was read, how many sealed values are erased and out of how many published
    texts words were taken, what doesn't fit."""

    log_id: uuid.UUID
    size: int = 0
    erased: int = 0
    removed: int = 0
    checkpoints: int = 0
    troubles: list[Trouble] = field(default_factory=list)


@dataclass(frozen=True)
class Signed:
    """A checkpoint's statement, and where it was kept."""

    said: Statement
    where: str

    def __str__(self) -> str:
        at = f" on {self.said.at:%-d %B %Y at %H:%M} UTC" if self.said.at else ""
        return f"{at} ({self.where})"


def logs() -> list[uuid.UUID]:
    """The logs of the authority that is open."""
    return list(db.session.scalars(select(Log.id).order_by(Log.id)))


def opened(note: str, where: str) -> Signed:
    """A checkpoint that a key of this installation has signed; else BadNote."""
    return Signed(read_checkpoint(open_note(note, public_keys())), where)


def verify_log(
    log_id: uuid.UUID, kept: Sequence[Signed] = (), checks: Iterable[Check] = ()
) -> Report:
    """Read a whole log of the open authority; `kept` are checkpoints of it from outside."""
    judge = _Judge(log_id)
    judge.expect(kept)
    judge.report.removed = _removed_in(log_id)
    with _collecting_nothing():
        judge.read()
    for check in checks:
        judge.report.troubles += _asked(check, log_id)
    return judge.report


def _removed_in(log_id: uuid.UUID) -> int:
    told = select(Event.facts).where(Event.log_id == log_id, Event.name == "wording:removed")
    return sum(int(facts["texts"]) for facts in db.session.scalars(told))


def _asked(check: Check, log_id: uuid.UUID) -> list[Trouble]:
    """What a check finds; a row that was tampered with may not even be readable."""
    try:
        return list(check(log_id))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        return [Trouble(log_id, None, f"a row that the log speaks of can't be read: {error!r}")]


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """A hundred thousand rows make no cycles: looking for some takes longer than the hashing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Judge:
    """Follows a log event by event, and grows its tree anew."""

    def __init__(self, log_id: uuid.UUID) -> None:
        self.log_id = log_id
        self.log = str(log_id)
        self.report = Report(log_id)
        self.peaks = Peaks()
        self.nodes = _kept_nodes(log_id)
        self.signed: dict[int, list[Signed]] = {}
        self.last_fitting = 0

    def _say(self, number: int | None, what: str) -> None:
        self.report.troubles.append(Trouble(self.log_id, number, what))

    def expect(self, kept: Sequence[Signed]) -> None:
        """Note what was signed, in the log's own checkpoints and in those kept outside."""
        own = select(Checkpoint.size, Checkpoint.root, Checkpoint.note)
        own = own.where(Checkpoint.log_id == self.log_id).order_by(Checkpoint.size)
        for size, root, note in db.session.execute(own):
            try:
                signed = opened(note, "a checkpoint in the database")
            except BadNote as bad:
                self._say(size, f"the checkpoint of this size isn't good: {bad}")
                continue
            said = signed.said
            if (said.log, said.size, said.root.hex()) != (self.log, size, root):
                self._say(size, "the checkpoint of this size isn't the one that was signed")
            self.signed.setdefault(said.size, []).append(signed)
        for signed in kept:
            self.signed.setdefault(signed.said.size, []).append(signed)
        self.report.checkpoints = sum(map(len, self.signed.values()))

    def read(self) -> None:
        """Every event and what its seals stand for, until the first that doesn't fit."""
        try:
            wrong = self._read()
        except ValueError as error:
            wrong = (self.peaks.size + 1, f"it, or one soon after it, can't be read: {error}")
        for number, (of, name) in wrongly_told_in(self.log_id):
            self._say(number, f"it tells that the “{name}” of event {of} went, which must stay")
        if wrong:
            self._say(*wrong)
        else:
            self._judge_whole()

    def _read(self) -> tuple[int, str] | None:
        for stretch in stretches_of(self.log_id):
            if wrong := self._wrong_in(stretch):
                return wrong
            self.report.size = self.peaks.size
            missing = stretch.without_value()
            self.report.erased += len(missing)
            if missing and (gone := set(missing) - explained_in(self.log_id)):
                number, name = min(gone)
                return number, f"the value of its “{name}” is gone, and nothing says why"
        return None

    def _wrong_in(self, stretch: Stretch) -> tuple[int, str] | None:
        unlike, peaks = stretch.unlike_sealed(), self.peaks
        for place, (event, leaf) in enumerate(zip(stretch.events, stretch.leaves(), strict=True)):
            number = peaks.size + 1
            if event.number != number:
                return number, f"it is missing; event {event.number} follows"
            if leaf.hex() != event.leaf and stretch.leaf_of_plain(place).hex() != event.leaf:
                return number, "its contents aren't those that its leaf was made of"
            if event[0] in unlike:
                return number, f"its “{unlike[event[0]]}” isn't what was sealed"
            completed = peaks.append(bytes.fromhex(event.leaf))
            if wrong := (completed and self._unlike_tree(completed)) or self._unlike_signed():
                return wrong
        return None

    def _unlike_tree(self, completed: list[tuple[int, int, bytes]]) -> tuple[int, str] | None:
        for level, place, made in completed:
            if is_kept(level) and self.nodes.pop((level, place), None) != made.hex():
                first, last = (place << level) + 1, (place + 1) << level
                return first, f"events {first} to {last} aren't those that the tree was grown from"
        return None

    def _unlike_signed(self) -> tuple[int, str] | None:
        size = self.peaks.size
        if size not in self.signed:
            return None
        for signed in self.signed[size]:
            if signed.said.root != self.peaks.root:
                first = self.last_fitting + 1
                which = f"events {first} to {size} aren't" if first < size else "it isn't"
                return first, f"{which} what was signed{signed}"
        self.last_fitting = size
        return None

    def _judge_whole(self) -> None:
        """What stands about the log as a whole: what was signed beyond it, its head, its tree."""
        size = self.peaks.size
        if beyond := [each for each in self.signed if each > size]:
            most = self.signed[max(beyond)][0]
            which = f"events {size + 1} to {most.said.size} are missing"
            self._say(size + 1, f"{which}, which were there when the log was signed{most}")
            return
        head = db.session.execute(select(Log.size, Log.peaks).where(Log.id == self.log_id)).first()
        counted = head.size if head else 0
        if counted != size:
            number = min(size, counted) + 1
            self._say(number, f"the log's head counts {counted} events, and there are {size}")
        elif head and head.peaks != [each.hex() for each in self.peaks.hashes]:
            self._say(None, "the peaks on the log's head aren't those of its events")
        if self.nodes:
            level, place = min(self.nodes)
            self._say((place << level) + 1, "the tree has a subtree from here that no event has")


def _kept_nodes(log_id: uuid.UUID) -> dict[tuple[int, int], str]:
    wanted = select(LogNode.level, LogNode.place, LogNode.hash).where(LogNode.log_id == log_id)
    return {(level, place): found for level, place, found in db.session.execute(wanted)}
