"""Passwords: argon2id, hashed outside of transactions because it is slow on purpose."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 10
MOST = 256

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_nobody = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The argon2id hash that is kept instead of the password."""
    return _hasher.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password fits; takes as long for an account that isn't there."""
    try:
        fits = _hasher.verify(password_hash or _nobody, password)
    except (VerificationError, InvalidHashError):
        return False
    return fits and password_hash is not None
