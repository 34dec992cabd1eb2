"""Taking words out of a text: whether that is all that was done, and how to do it again (R13).

Which places of a text stayed tells neither what stood there nor what went.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from portal.audit.erasable import TAKEN_OUT

GONE = ("[a name]", "[a place]", TAKEN_OUT)
"""What may stand for words that were taken out; nothing else may be written."""

MARKS = re.compile("|".join(map(re.escape, GONE)))


def plain(text: str) -> str:
    """A browser ends lines in its own way."""
    return text.replace("\r\n", "\n").strip()


def only_takes_out(old: str, new: str) -> bool:
    """Whether a new text is the old one with words taken out, and a mark wherever some went.

    So nobody writes other words into the record than those who wrote them (R13).
    """
    return _kept(old, new) is not None


def cuts(old: str, new: str) -> dict[str, Any]:
    """Which places of the old text the new one keeps, and what stands between them."""
    return {"kept": _kept(old, new), "gone": MARKS.findall(new)}


def cut_again(text: str, notes: Mapping[str, Any]) -> str:
    """The same done to the same text; where it isn't known what stayed, nothing does."""
    kept, gone = notes.get("kept"), notes.get("gone", ())
    if not kept or kept[-1][1] != len(text):
        return TAKEN_OUT
    pieces = [text[start:end] for start, end in kept]
    return "".join(f"{piece}{mark}" for piece, mark in zip_longest(pieces, gone, fillvalue=""))


def _kept(old: str, new: str) -> list[tuple[int, int]] | None:
    first, *others = MARKS.split(new)
    if not others or not old.startswith(first):
        return None
    *between, last = others
    found = [(0, len(first))]
    for piece in between:
        at = old.find(piece, found[-1][1] + 1)
        if at < 0:
            return None
        found.append((at, at + len(piece)))
    rest = len(old) - len(last)
    if not old.endswith(last) or rest <= found[-1][1]:
        return None
    return [*found, (rest, len(old))]
