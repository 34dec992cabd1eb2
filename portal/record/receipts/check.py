"""Whether a receipt is ours, right in itself, and still borne out by today's log.

Of a promise whose stage isn't over nothing is told but that the log has its leaf, which the
promise says itself: no number, no size, no name of a tender.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.audit import merkle, proofs
from portal.audit.checkpoints import peaks_of
from portal.audit.contents import leaf_input
from portal.audit.keys import public_keys
from portal.audit.models import Event, Log
from portal.audit.notes import BadNote, key_id, open_note
from portal.audit.receipt_texts import BadReceipt, Proof, Receipt, read_receipt
from portal.audit.receipts import act_that_ends_waiting
from portal.core.database import db
from portal.core.tenancy import open_tenant
from portal.record.receipts import words
from portal.record.receipts.words import Said
from portal.tenders.queries import notice_of


@dataclass(frozen=True)
class Answer:
    """What became of a check: a verdict of `words.VERDICTS`, and what was found, one by one."""

    verdict: str
    found: tuple[Said, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether nothing speaks against the receipt or the record."""
        return self.verdict in (words.HOLDS, words.LATER)


def check(text: str) -> Answer:
    """The answer to a receipt that somebody holds up to us."""
    try:
        receipt = read_receipt(text)
    except BadReceipt:
        return Answer(words.UNREADABLE)
    signed = _signed_by(receipt.note)
    if signed is None:
        return Answer(words.NOT_OURS, (Said(words.NO_SIGNATURE, False),))
    if isinstance(receipt, Proof) and not receipt.holds():
        return Answer(words.NOT_OURS, (signed, Said(words.NO_PROOF, False)))
    verdict, compared = _compared(receipt)
    return Answer(verdict, (signed, *words.about(receipt), compared))


def _signed_by(note: str) -> Said | None:
    """Which of the keys that this installation had has signed a note, if any."""
    name = note.rpartition("\n\n")[2].split(" ")[1]
    for age, public in enumerate(public_keys()):
        try:
            open_note(note, [public])
        except BadNote:
            continue
        text = words.OLDER_KEY if age else words.PRESENT_KEY
        return Said(text, True, {"key": f"{name}+{key_id(name, public).hex()}"})
    return None


def _compared(receipt: Receipt) -> tuple[str, Said]:
    """The verdict of today's log, which may have been changed by whoever has the database."""
    log = _log_of(receipt.origin)
    if log is None:
        return words.CHANGED, Said(words.GONE, False, {"origin": receipt.origin})
    try:
        wrong = _wrong_with(log, receipt)
    except (proofs.NotInLog, ValueError):  # fewer entries than it says, or hashes that are none
        wrong = Said(words.HOLES, False)
    if wrong:
        return words.CHANGED, wrong
    if isinstance(receipt, Proof):
        return words.HOLDS, Said(words.GOES_ON, True)
    event = _event(log, Event.leaf == receipt.leaf.hex())
    if event is not None and act_that_ends_waiting(event):
        return words.HOLDS, Said(words.IS_THERE, True)
    return words.LATER, Said(words.WAITS, None)


def _log_of(origin: str) -> Log | None:
    try:
        log_id = uuid.UUID(origin.rpartition("/")[2])
    except ValueError:
        return None
    notice = notice_of(log_id)
    if notice is None:
        return None
    open_tenant(notice.authority_id)
    return db.session.scalar(select(Log).where(Log.id == log_id))


def _event(log: Log, which: Any) -> Event | None:
    return db.session.scalar(select(Event).where(Event.log_id == log.id, which).limit(1))


def _wrong_with(log: Log, receipt: Receipt) -> Said | None:
    """What in today's log doesn't fit: its length, the entry's contents, its place, the tree."""
    root = peaks_of(log).root
    if isinstance(receipt, Proof):
        said = receipt.said
        if said.size > log.size:
            return Said(words.CUT_OFF, False, {"then": said.size, "now": log.size})
        event = _event(log, Event.number == receipt.index + 1)
        hashes = proofs.consistency(log.id, said.size, log.size)
        if not merkle.is_consistent(said.size, log.size, said.root, root, hashes):
            return Said(words.REWRITTEN, False, {"size": said.size})
    else:
        event = _event(log, Event.leaf == receipt.leaf.hex())
        if event is None:
            return Said(words.MISSING, False)
    if event is None or merkle.leaf_hash(leaf_input(event)) != receipt.leaf:
        return Said(words.OTHER_CONTENTS, False)
    place = event.number - 1
    hashes = proofs.inclusion(log.id, event.number, log.size)
    is_in_tree = merkle.is_included(receipt.leaf, place, log.size, hashes, root)
    return None if is_in_tree else Said(words.OTHER_CONTENTS, False)
