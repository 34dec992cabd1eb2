"""Passwords: argon2id, hashed outside of transactions because it is slow on purpose."""

from __future__ import annotations

import re

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
    """Whether the password fits; takes as long for an account that isn't there.

    Three words fit however they are typed: with capitals, dashes or more blanks (P5).
    """
    tried = dict.fromkeys((password, _as_words(password)))
    return any(_fits(password_hash or _nobody, each) for each in tried) and bool(password_hash)


def _as_words(password: str) -> str:
    words = re.findall(r"[^\W\d_]+", password.casefold())
    return " ".join(words) if len(words) == 3 else password


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
