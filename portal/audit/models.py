"""Append-only tables of the log; triggers refuse any change or deletion."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Dialect, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from portal.audit.contents import encode
from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail


class CanonicalJson(TypeDecorator[dict[str, Any]]):
    """JSON in one text for one value, so that a leaf can be worked out from what is kept."""

    impl = JSON
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        return encode


class Log(OutsideTrail, TenantOwned, Base):
    """A log's head: one for each tender, one for an authority, one for the installation.

    Its id is the tender's, or the owner's. `size` is the number of its events; locking this
    row orders them. `peaks` are the hashes of its complete subtrees (`merkle.Peaks`, hex): an
    append reads nothing more.
    """

    __tablename__ = "log"

    size: Mapped[int] = mapped_column(default=0)
    peaks: Mapped[list[Any]] = mapped_column(default=list)


class Event(OutsideTrail, TenantOwned, Base):
    """One thing that happened: open facts as they are, sealed ones as SHA-256 (R18, R26).

    `actor` is a pseudonym in this log; `at` is the day alone for a young evaluator. `leaf` is the
    hash of its contents (`contents.leaf_input`); the `nonce` among them keeps anybody from guessing
    it.
    """

    __tablename__ = "event"
    __table_args__ = (belongs_to("log"), UniqueConstraint("authority_id", "log_id", "number"))

    log_id: Mapped[uuid.UUID]
    number: Mapped[int]
    name: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]
    actor_role: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(CanonicalJson)
    seals: Mapped[dict[str, Any]] = mapped_column(CanonicalJson)
    nonce: Mapped[str]
    leaf: Mapped[str]


class SealedFact(OutsideTrail, TenantOwned, Base):
    """Salt and value behind a seal; erasing this row leaves the proof of the record intact."""

    __tablename__ = "sealed_fact"
    __table_args__ = (belongs_to("event"), UniqueConstraint("authority_id", "event_id", "name"))

    event_id: Mapped[uuid.UUID]
    name: Mapped[str]
    salt: Mapped[str]
    value: Mapped[str] = mapped_column(Text)


class Pseudonym(OutsideTrail, TenantOwned, Base):
    """Who a pseudonym is, in one log; different in every tender (R18)."""

    __tablename__ = "pseudonym"
    __table_args__ = (belongs_to("log"), UniqueConstraint("authority_id", "log_id", "person_id"))

    log_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID]
    name: Mapped[str]


class LogNode(OutsideTrail, TenantOwned, Base):
    """The hash of a complete subtree of a log, on the levels 4, 8, 12, … alone (16, 256, … events).

    It covers the leaves `place << level` to `(place + 1) << level`, counted from 0.
    """

    __tablename__ = "log_node"
    __table_args__ = (
        belongs_to("log"),
        UniqueConstraint("authority_id", "log_id", "level", "place"),
    )

    log_id: Mapped[uuid.UUID]
    level: Mapped[int]
    place: Mapped[int]
    hash: Mapped[str]


class Checkpoint(OutsideTrail, TenantOwned, Base):
    """The installation's signed word that a log had this root at this size.

    `note` is the whole text as C2SP's tlog-checkpoint has it; whoever keeps a copy can hold the
    installation to it.
    """

    __tablename__ = "checkpoint"
    __table_args__ = (belongs_to("log"), UniqueConstraint("authority_id", "log_id", "size"))

    log_id: Mapped[uuid.UUID]
    size: Mapped[int]
    root: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str] = mapped_column(Text)
