"""Checkpoints: the installation's signed word on a log, after each public act and every day."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import Row, func, select

from portal.audit.keys import host, signer
from portal.audit.merkle import Peaks
from portal.audit.models import Checkpoint, Event, Log
from portal.audit.notes import Statement, sign
from portal.core import clock
from portal.core.database import db

PUBLIC_ACTS = {
    "tender:published",
    "bids:opened",
    "marking:closed",
    "run:made",
    "decision:approved",
    "letters:released",
}
"""After these the journal signs a checkpoint in the same transaction."""


def origin_of(log_id: uuid.UUID) -> str:
    """The name of a log in checkpoints, receipts and bundles."""
    return f"{host()}/log/{log_id}"


def latest_checkpoint(log_id: uuid.UUID) -> Checkpoint | None:
    """The newest checkpoint of a log, or none; the owner must be open."""
    newest = select(Checkpoint).where(Checkpoint.log_id == log_id)
    return db.session.scalar(newest.order_by(Checkpoint.size.desc()).limit(1))


def checkpoint_at(log_id: uuid.UUID, size: int) -> Checkpoint | None:
    """The first checkpoint that covers the first `size` events of a log, or none."""
    covering = select(Checkpoint).where(Checkpoint.log_id == log_id, Checkpoint.size >= size)
    return db.session.scalar(covering.order_by(Checkpoint.size).limit(1))


def sign_checkpoint(log_id: uuid.UUID, peaks: Peaks) -> Checkpoint:
    """Sign the log as it stands; who calls holds the lock on its head."""
    at = clock.now().replace(microsecond=0)
    statement = Statement(origin_of(log_id), peaks.size, peaks.root, at)
    made = Checkpoint(
        log_id=log_id,
        size=peaks.size,
        root=peaks.root.hex(),
        at=at,
        note=sign(statement.text, signer()),
    )
    db.session.add(made)
    return made


def sign_what_grew() -> list[Checkpoint]:
    """Sign every log of the open authority that has grown since its newest checkpoint."""
    newest = (
        select(Checkpoint.log_id, func.max(Checkpoint.size).label("size"))
        .group_by(Checkpoint.log_id)
        .subquery()
    )
    grown = (
        select(Log.id)
        .outerjoin(newest, newest.c.log_id == Log.id)
        .where(Log.size > func.coalesce(newest.c.size, 0))
        .order_by(Log.id)
    )
    made = []
    for log_id in db.session.scalars(grown).all():
        wanted = select(Log).where(Log.id == log_id).with_for_update()
        wanted = wanted.execution_options(populate_existing=True)
        head = db.session.scalars(wanted).one()
        signed = latest_checkpoint(log_id)
        if signed is None or signed.size < head.size:  # an act may have signed while we waited
            made.append(sign_checkpoint(log_id, peaks_of(head)))
    return made


def has_secret_size(log_id: uuid.UUID) -> bool:
    """Until marking closes a size tells how many bids there are, or how far others are (R29)."""
    turns = ("tender:published", "marking:closed", "marking:reopened")
    found = select(Event.name).where(Event.log_id == log_id, Event.name.in_(turns))
    last = db.session.scalar(found.order_by(Event.number.desc()).limit(1))
    return last in ("tender:published", "marking:reopened")


def peaks_of(head: Log | Row[Any]) -> Peaks:
    """The frontier that stands on a log's head."""
    return Peaks(head.size, [bytes.fromhex(each) for each in head.peaks])
