"""Pass phrases of three easy words, for who would rather not think of a password (P5)."""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("words.txt")
HOW_MANY = 3


def draw_words() -> str:
    """Three words that nobody can guess; they are shown once, and kept as a hash alone."""
    return " ".join(secrets.choice(words()) for _ in range(HOW_MANY))


def words_from(digest: bytes) -> str:
    """Three words out of the bytes of a digest that nobody can guess."""
    number, chosen = int.from_bytes(digest, "big"), []
    for _place in range(HOW_MANY):
        number, at = divmod(number, len(words()))
        chosen.append(words()[at])
    return " ".join(chosen)


@cache
def words() -> tuple[str, ...]:
    """The words that are drawn from."""
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
