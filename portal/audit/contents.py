"""What stands in a leaf of the log: one canonical text of an event, and seals for what it hides."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import UTC, datetime
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
    return encode(
        {
            "log": str(event.log_id),
            "number": event.number,
            "name": event.name,
            "at": moment(event.at),
            "actor": event.actor,
            "role": event.actor_role,
            "facts": event.facts,
            "seals": event.seals,
            "nonce": event.nonce,
        }
    )


def moment(at: datetime) -> str:
    """A moment as a leaf has it: ISO 8601 in UTC, `2026-11-22T09:00:00+00:00`."""
    return at.astimezone(UTC).isoformat()


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
