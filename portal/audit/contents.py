"""What stands in a leaf of the log: one canonical text of an event, and seals for what it hides."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import UTC, datetime
from json.encoder import encode_basestring as _quoted
from typing import Any, Protocol

_encode = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False
).encode


class Contents(Protocol):
    """An event as its leaf tells it; a row of the table `event` is one."""

    log_id: Any
    number: Any
    name: Any
    at: Any
    actor: Any
    actor_role: Any
    facts: Any
    seals: Any
    nonce: Any


def leaf_input(event: Contents) -> bytes:
    """What the leaf is the hash of: all of an event that stands in the open, as canonical JSON."""
    return leaf_line(event).encode()


def leaf_line(event: Contents) -> str:
    """The same as text: one line, which a receipt or a bundle shows as it is."""
    return line_of(
        str(event.log_id),
        event.number,
        event.name,
        event.at,
        event.actor,
        event.actor_role,
        encode(event.facts),
        encode(event.seals),
        event.nonce,
    )


def line_of(
    log: str,
    number: int,
    name: str,
    at: datetime,
    actor: str,
    role: str,
    facts: str,
    seals: str,
    nonce: str,
) -> str:
    """The same put together from its parts; `facts` and `seals` are canonical JSON already.

    Written out, because reading a long log spends most of its time here; a test holds it against
    the plain encoding of one dictionary.
    """
    return (
        f'{{"actor":{_quoted(actor)},"at":"{moment(at)}","facts":{facts},"log":"{log}"'
        f',"name":{_quoted(name)},"nonce":{_quoted(nonce)},"number":{number}'
        f',"role":{_quoted(role)},"seals":{seals}}}'
    )


def moment(at: datetime) -> str:
    """A moment as a leaf has it: ISO 8601 in UTC, `2026-11-22T09:00:00+00:00`."""
    return (at if at.tzinfo is UTC else at.astimezone(UTC)).isoformat()


def seal_of(salt: str, value: str) -> str:
    """The seal in the leaf: SHA-256 of salt and canonical value, so that either can be erased."""
    return hashlib.sha256(bytes.fromhex(salt) + value.encode()).hexdigest()


def canonical(value: Any) -> str:
    """One text for one value: sorted keys, no spaces, non-ASCII as it is."""
    return encode(plain(value))


def encode(value: Any) -> str:
    """The same for what is plain already, as everything is that was read from the log."""
    return _encode(value)


def plain(value: Any) -> Any:
    """A value in the types of JSON: numbers that aren't whole, ids and moments become text."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, uuid.UUID):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
