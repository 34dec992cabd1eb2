"""Words that leave what is published: where they stand in a text, and the gap they leave (R26).

A gap says when and why, in a few fixed words: whoever wrote reasons of their own could tell again
what has to go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.tenders.removed import WHY

_GAP = r"\[removed on [^\]]*\]"


@dataclass(frozen=True)
class Cut:
    """A text with words taken out; `kept`: which places of the old one stayed."""

    old: str
    new: str
    kept: list[tuple[int, int]]


def gap_of(why: str, day: date) -> str:
    """What stands where words were: the public texts are in English, and so is this."""
    return f"[removed on {day.day} {day:%B %Y}: {WHY[why]}]"


def cut_out(text: str, words: Sequence[str], gap: str) -> Cut | None:
    """The text without these words, wherever they stand as whole words, in whatever case and over
    whatever line break; none where they don't. What stands in a gap already is no word."""
    found = [each for each in _pattern(words).finditer(text) if not each["gap"]]
    if not found:
        return None
    ends = [0, *(end for each in found for end in each.span()), len(text)]
    kept = list(zip(ends[::2], ends[1::2], strict=True))
    return Cut(text, gap.join(text[start:end] for start, end in kept), kept)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Longer words first, so that of two that begin alike the longer one goes."""
    wanted = sorted({" ".join(each.split()) for each in words} - {""}, key=len, reverse=True)
    each = "|".join(map(_whole, wanted))
    return re.compile(f"(?P<gap>{_GAP})|{each}", re.IGNORECASE)


def _whole(words: str) -> str:
    begins = r"(?<!\w)" if re.match(r"\w", words) else ""
    ends = r"(?!\w)" if re.search(r"\w$", words) else ""
    return begins + r"\s+".join(map(re.escape, words.split())) + ends


def words_cut(text: str, kept: Sequence[Sequence[int]]) -> list[str]:
    """Which words of a text went, where some of its places stayed; the whole of it, where the
    places are of another text."""
    if not kept or kept[-1][1] != len(text):
        return [text]
    pairs = zip(kept, kept[1:], strict=False)
    return [text[before[1] : after[0]] for before, after in pairs]


def leaves_of(document: Any, path: str = "") -> dict[str, str]:
    """The texts of a published document by their places; what it is called, its codes, days and
    numbers stay."""
    found: dict[str, str] = {}
    pairs = document.items() if isinstance(document, Mapping) else enumerate(document)
    for key, value in pairs:
        if key in NEVER:
            continue
        place = f"{path}/{key}" if path else str(key)
        if isinstance(value, str) and key in TEXTS:
            found[place] = value
        elif isinstance(value, Mapping | list):
            found |= leaves_of(value, place)
    return found


def with_leaves(document: Any, new: Mapping[str, str], path: str = "") -> Any:
    """The same document with other texts in some of its places."""
    if isinstance(document, Mapping):
        return {
            key: with_leaves(value, new, f"{path}/{key}" if path else str(key))
            for key, value in document.items()
        }
    if isinstance(document, list):
        return [with_leaves(each, new, f"{path}/{at}") for at, each in enumerate(document)]
    return new.get(path, document) if isinstance(document, str) else document


TEXTS = frozenset(
    (
        *("words", "plain_words", "body", "plain_body", "description", "plain_description"),
        *("question", "plain_question", "covers", "plain_covers", "charter", "plain_charter"),
        *("worry", "answer", "reason", "without", "cannot_change", "rationale"),
    )
)
"""What people wrote freely in a published document, by the names of its parts."""

NEVER = frozenset({"method", "authority", "buyer", "parties"})
"""Parts that are looked through never: how bids are scored, and who buys."""
