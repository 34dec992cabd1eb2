"""The safety store's boxes: facts sealed for its public key, all of one size (R31).

How they are sealed, and how its key is wrapped, is `portal.core.sealing`.
"""

from __future__ import annotations

import json
from typing import Any

from portal.core.sealing import (
    CannotOpen,
    new_private_key,
    public_key_of,
    seal_bytes,
    unseal_bytes,
    unwrap,
    wrap,
)

__all__ = [
    "CannotOpen",
    "TooLong",
    "new_private_key",
    "public_key_of",
    "seal",
    "unseal",
    "unwrap",
    "wrap",
]

PURPOSE = b"evenhand safety store v1"
SIZE = 65536
"""What every box holds, entry or note, so that its length tells nothing of what was written: the
longest that a form takes, should each character need the six bytes of an escaped one."""


class TooLong(Exception):
    """More than every box holds; it would show from outside."""


def seal(public: bytes, facts: dict[str, Any], place: bytes) -> bytes:
    """A box of facts for the holder of the private key (R31)."""
    return seal_bytes(public, _padded(facts), place, PURPOSE)


def unseal(private: bytes, box: bytes, place: bytes) -> dict[str, Any]:
    """What is in a box; raises CannotOpen."""
    facts: dict[str, Any] = json.loads(unseal_bytes(private, box, place, PURPOSE))
    return facts


def _padded(facts: dict[str, Any]) -> bytes:
    """JSON with blanks after it, which its reader skips."""
    plain = json.dumps(facts, ensure_ascii=False).encode()
    if len(plain) > SIZE:
        raise TooLong
    return plain.ljust(SIZE)
