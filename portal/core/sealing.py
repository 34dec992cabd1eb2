"""Sealing: anybody can put something in, and only who knows a phrase, or holds a key, reads it.

A *box* is for a public key: an ephemeral X25519 key, HKDF-SHA256, then ChaCha20-Poly1305. A private
key lies in the database *wrapped*, once for each holder, under a key that Argon2id makes of their
opening phrase. Neither the database nor any file holds the phrase. `place` binds each box to where
it lies: moved into another row or authority it can't be opened.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
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
SALT = 16
LENGTH = 8
"""How many bytes say, inside a filled box, how much of it counts."""


@dataclass(frozen=True)
class Cost:
    """What one try of a phrase costs: passes, memory in KiB, lanes."""

    time: int = 3
    memory: int = 65536
    lanes: int = 4


COST = Cost()
"""RFC 9106's choice for a server: 64 MiB and some tenths of a second for each try."""


@contextmanager
def at_cost(cost: Cost) -> Iterator[None]:
    """Wrap more cheaply for a while: for invented people, whose phrases are printed anyway."""
    global COST
    before, COST = COST, cost
    try:
        yield
    finally:
        COST = before


class CannotOpen(Exception):
    """The phrase or the key doesn't fit, or the box isn't as it was sealed."""


def new_private_key() -> bytes:
    """A new private key; it is never kept as it is."""
    return X25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private: bytes) -> bytes:
    """The half that seals and can't open."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal_bytes(public: bytes, plain: bytes, place: bytes, purpose: bytes) -> bytes:
    """A box for the holder of the private key: ephemeral public key, then what is sealed."""
    ephemeral = X25519PrivateKey.generate()
    sender = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    cipher = ChaCha20Poly1305(_key_of(shared, sender + public, purpose))
    return sender + cipher.encrypt(bytes(NONCE), plain, place)


def unseal_bytes(private: bytes, box: bytes, place: bytes, purpose: bytes) -> bytes:
    """What is in a box; raises CannotOpen."""
    sender, public = box[:KEY], public_key_of(private)
    try:
        shared = X25519PrivateKey.from_private_bytes(private).exchange(
            X25519PublicKey.from_public_bytes(sender)
        )
        cipher = ChaCha20Poly1305(_key_of(shared, sender + public, purpose))
        return cipher.decrypt(bytes(NONCE), box[KEY:], place)
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def lock_bytes(key: bytes, plain: bytes, place: bytes, purpose: bytes) -> bytes:
    """What only who holds this very key reads: a salt, then the words under a key of their own."""
    salt = secrets.token_bytes(SALT)
    cipher = ChaCha20Poly1305(_key_of(key, salt, purpose))
    return salt + cipher.encrypt(bytes(NONCE), plain, place)


def unlock_bytes(key: bytes, box: bytes, place: bytes, purpose: bytes) -> bytes:
    """What was locked; raises CannotOpen where it is another key, or was changed or moved."""
    cipher = ChaCha20Poly1305(_key_of(key, box[:SALT], purpose))
    try:
        return cipher.decrypt(bytes(NONCE), box[SALT:], place)
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def key_from(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    """A key made of a secret that nobody can guess, such as a long random code."""
    return _key_of(secret, salt, purpose)


def _key_of(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    """One key for one box, so that its nonce may be nothing."""
    return HKDF(SHA256(), KEY, salt=salt, info=purpose).derive(secret)


def filled(plain: bytes, least: int) -> bytes:
    """With its length before it and noughts after it, up to `least` or the next doubling of it:
    from outside, boxes of one size hold anything up to that size."""
    size = least
    while size < LENGTH + len(plain):
        size *= 2
    return (len(plain).to_bytes(LENGTH, "big") + plain).ljust(size, b"\0")


def emptied(full: bytes) -> bytes:
    """What was filled up, without what fills it."""
    end = LENGTH + int.from_bytes(full[:LENGTH], "big")
    return full[LENGTH:end]


def wrap(private: bytes, phrase: str, place: bytes) -> dict[str, Any]:
    """The private key under a phrase, with all that opening it needs but the phrase; slow."""
    salt, nonce = secrets.token_bytes(SALT), secrets.token_bytes(NONCE)
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
