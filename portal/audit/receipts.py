"""Receipts: who did something keeps the log's word for it, and so is a witness of the log.

Until an act of the tender has happened a receipt is a promise, since a log's size would tell how
much others have done; from then on it is a proof. Nothing is written for one: a signature of the
same words by the same key is always the same.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from portal.audit.checkpoints import checkpoint_at, origin_of
from portal.audit.contents import leaf_line
from portal.audit.keys import has_key, signer
from portal.audit.models import Checkpoint, Event, Pseudonym
from portal.audit.notes import TIME_FORMAT, sign
from portal.audit.proofs import inclusion
from portal.audit.receipt_texts import Promise, Proof, Receipt
from portal.core.database import db

WAITS_FOR = {
    "bid:submitted": "bids:opened",
    "bid:imported": "bids:opened",
    "sheet:sent": "marking:closed",
    "letter:released": "letters:released",
}
"""Which events have receipts, and the act from which on each is a proof."""


@dataclass(frozen=True)
class Kept:
    """A receipt as its holder gets it; its file is named by the leaf's first digits alone."""

    text: str
    file_name: str
    is_proof: bool


def receipt_for(
    log_id: uuid.UUID, name: str, by: uuid.UUID | None = None, **facts: str
) -> Kept | None:
    """The receipt for the last event with these facts, of this person where one is given.

    None where no such event stands in the log, or no key is there to sign with.
    """
    event = _event(log_id, name, by, facts) if has_key() else None
    if event is None:
        return None
    checkpoint = _checkpoint(event)
    receipt: Receipt = proof(event, checkpoint) if checkpoint else promise(event)
    return Kept(receipt.text, f"receipt-{event.leaf[:8]}.txt", checkpoint is not None)


def promise(event: Event) -> Promise:
    """The installation's word that the log has this leaf; it tells no number and no size."""
    promised = Promise(origin_of(event.log_id), bytes.fromhex(event.leaf), _time_of(event))
    signature = sign(promised.body, signer()).removeprefix(f"{promised.body}\n")
    return replace(promised, signature=signature.rstrip("\n"))


def proof(event: Event, checkpoint: Checkpoint) -> Proof:
    """The proof that a log, as it was signed, has this event, with the event's contents."""
    hashes = inclusion(event.log_id, event.number, checkpoint.size)
    return Proof(event.number - 1, tuple(hashes), checkpoint.note, leaf_line(event))


def act_that_ends_waiting(event: Event) -> int | None:
    """The number of the act from which on an event's place may be told; none before it."""
    wanted = select(func.min(Event.number)).where(
        Event.log_id == event.log_id, Event.name == WAITS_FOR.get(event.name)
    )
    return db.session.scalar(wanted)


def _event(
    log_id: uuid.UUID, name: str, by: uuid.UUID | None, facts: dict[str, str]
) -> Event | None:
    wanted = select(Event).where(Event.log_id == log_id, Event.name == name)
    for fact, value in facts.items():
        wanted = wanted.where(Event.facts[fact].as_string() == value)
    if by is not None:
        wanted = wanted.join(
            Pseudonym, (Pseudonym.log_id == Event.log_id) & (Pseudonym.name == Event.actor)
        ).where(Pseudonym.person_id == by)
    return db.session.scalar(wanted.order_by(Event.number.desc()).limit(1))


def _checkpoint(event: Event) -> Checkpoint | None:
    """Always the same one, of the act that was waited for: later ones tell how others go on."""
    act = act_that_ends_waiting(event)
    return checkpoint_at(event.log_id, max(act, event.number)) if act else None


def _time_of(event: Event) -> str:
    return event.at.strftime("%Y-%m-%d" if "at" in event.seals else TIME_FORMAT)
