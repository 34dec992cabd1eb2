"""What changed between two texts, word by word, as people read a tracked change (P10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

SAME, GONE, NEW = "same", "gone", "new"

_WORDS = re.compile(r"\n+|[^\S\n]*[^\s]+[^\S\n]*|[^\S\n]+")


@dataclass(frozen=True)
class Piece:
    """Some words one after another: `same` in both texts, `gone` from the old or `new`."""

    kind: str
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """The pieces of both texts in reading order; what is gone stands before what is new.

    Without what is new, the pieces make the old text; without what is gone, the new one (but for
    blanks between words that are the same).
    """
    before, after = _words(old), _words(new)
    start = _alike(before, after)
    most = min(len(before), len(after)) - start
    end = _alike(before[::-1][:most], after[::-1][:most])
    middle = before[start : len(before) - end], after[start : len(after) - end]
    found = [
        *((SAME, word) for word in after[:start]),
        *_compared(*middle),
        *((SAME, word) for word in after[len(after) - end :]),
    ]
    parts = groupby(found, key=lambda each: each[0])
    return _apart([Piece(kind, "".join(word for _kind, word in words)) for kind, words in parts])


def _apart(pieces: list[Piece]) -> list[Piece]:
    """The last word of a text had no blank after it: here another piece may follow."""
    return [
        Piece(piece.kind, f"{piece.text} ") if _touch(piece, following) else piece
        for piece, following in zip_longest(pieces, pieces[1:])
    ]


def _touch(piece: Piece, following: Piece | None) -> bool:
    if following is None:
        return False
    return not (piece.text[-1].isspace() or following.text[0].isspace())


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.replace("\r\n", "\n").strip())


def _plain(word: str) -> str:
    """A word without the blanks beside it: a line end counts, a second blank doesn't."""
    return word.strip(" \t") or " "


def _alike(some: list[str], others: list[str]) -> int:
    """How many words both begin with."""
    count = 0
    for one, other in zip(some, others, strict=False):
        if _plain(one) != _plain(other):
            break
        count += 1
    return count


def _compared(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Words that are common in a long text don't hold a match alone: that keeps it quick."""
    matcher = SequenceMatcher(None, [*map(_plain, before)], [*map(_plain, after)])
    for act, a, b, c, d in matcher.get_opcodes():
        if act == "equal":
            yield from ((SAME, word) for word in after[c:d])
        else:
            yield from ((GONE, word) for word in before[a:b])
            yield from ((NEW, word) for word in after[c:d])
