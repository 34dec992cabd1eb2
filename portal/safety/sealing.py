"""Sealing: anybody can put words into the store, and only who knows an opening phrase reads them.

A *sealed box* is for the store's public key: an ephemeral X25519 key, HKDF-SHA256, then
ChaCha20-Poly1305. The private key lies in the database *wrapped*, once for each holder, under a key
that Argon2id makes of their opening phrase. Neither the database nor any file holds the phrase.
`place` binds each box to where it lies: moved into another row or authority it can't be opened.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY = 32
NONCE = 12
PURPOSE = b"evenhand safety store v1"
SIZE = 65536
"""What every box holds, entry or note, so that its length tells nothing of what was written: the
longest that a form takes, should each character need the six bytes of an escaped one."""


@dataclass(frozen=True)
class Cost:
    """What one try of a phrase costs: passes, memory in KiB, lanes."""

    time: int = 3
    memory: int = 65536
    lanes: int = 4


COST = Cost()
"""RFC 9106's choice for a server: 64 MiB and some tenths of a second for each try."""


class CannotOpen(Exception):
    """The phrase or the key doesn't fit, or the box isn't as it was sealed."""


class TooLong(Exception):
    """More than every box holds; it would show from outside."""


def new_private_key() -> bytes:
    """A store's private key; it is never kept as it is."""
    return X25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private: bytes) -> bytes:
    """The half that seals and can't open."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(public: bytes, facts: dict[str, Any], place: bytes) -> bytes:
    """A box for the holder of the private key: ephemeral public key, then what is sealed (R31)."""
    ephemeral = X25519PrivateKey.generate()
    sender = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    cipher = ChaCha20Poly1305(_key_of(shared, sender, public))
    return sender + cipher.encrypt(bytes(NONCE), _padded(facts), place)


def unseal(private: bytes, box: bytes, place: bytes) -> dict[str, Any]:
    """What is in a box; raises CannotOpen."""
    sender, public = box[:KEY], public_key_of(private)
    try:
        shared = X25519PrivateKey.from_private_bytes(private).exchange(
            X25519PublicKey.from_public_bytes(sender)
        )
        cipher = ChaCha20Poly1305(_key_of(shared, sender, public))
        opened = cipher.decrypt(bytes(NONCE), box[KEY:], place)
    except (InvalidTag, ValueError):
        raise CannotOpen from None
    facts: dict[str, Any] = json.loads(opened)
    return facts


def _key_of(shared: bytes, sender: bytes, public: bytes) -> bytes:
    """One key for one box, so that its nonce may be nothing."""
    return HKDF(SHA256(), KEY, salt=sender + public, info=PURPOSE).derive(shared)


def _padded(facts: dict[str, Any]) -> bytes:
    """JSON with blanks after it, which its reader skips."""
    plain = json.dumps(facts, ensure_ascii=False).encode()
    if len(plain) > SIZE:
        raise TooLong
    return plain.ljust(SIZE)


def wrap(private: bytes, phrase: str, place: bytes) -> dict[str, Any]:
    """The private key under a phrase, with all that opening it needs but the phrase; slow."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(NONCE)
    cipher = ChaCha20Poly1305(_stretched(phrase, salt, COST))
    return {
        "way": "argon2id",
        "cost": asdict(COST),
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "box": cipher.encrypt(nonce, private, place).hex(),
    }


def unwrap(wrapped: dict[str, Any], phrase: str, place: bytes) -> bytes:
    """The private key again; raises CannotOpen where the phrase is another one; slow."""
    key = _stretched(phrase, bytes.fromhex(wrapped["salt"]), Cost(**wrapped["cost"]))
    nonce, box = bytes.fromhex(wrapped["nonce"]), bytes.fromhex(wrapped["box"])
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, box, place)
    except InvalidTag:
        raise CannotOpen from None


def _stretched(phrase: str, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(_plain(phrase), salt, cost.time, cost.memory, cost.lanes, KEY, Type.ID)


def _plain(phrase: str) -> bytes:
    """However it is typed: one blank between words, and letters with accents in one form."""
    return " ".join(unicodedata.normalize("NFKC", phrase).split()).encode()
