"""How old somebody must be to read a text with ease: Flesch and Kincaid's grade, plus five years.

A grade is a school year of the United States, which begins at five: grade 6 is read at eleven. It
is worked out for English, from the length of sentences and words, and knows nothing of sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pyphen import Pyphen

FEWEST = 40
"""With fewer words than these a figure says little."""

_WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")
_END = re.compile(r"(?<=[.?!:;])[’”)]*\s+")


@cache
def _hyphens() -> Pyphen:
    """Where words can be parted; read when it is first asked, since it is a whole dictionary."""
    return Pyphen(lang="en_GB", left=2, right=2)


def age_of(sentences: Iterable[str]) -> float:
    """The reading age of some sentences together."""
    lengths, syllables = [], 0
    for sentence in sentences:
        words = words_of(sentence)
        lengths.append(len(words))
        syllables += sum(syllables_of(word) for word in words)
    total = sum(lengths)
    if not total:
        return 0.0
    return 0.39 * total / len(lengths) + 11.8 * syllables / total - 15.59 + 5


def words_of(sentence: str) -> list[str]:
    """The words of a sentence; figures and signs are read at any age."""
    return _WORD.findall(sentence)


def syllables_of(word: str) -> int:
    """By where the word can be parted, or by its vowels when these tell of more."""
    parts = _hyphens().inserted(word.lower()).count("-") + 1
    plain = re.sub(r"[^a-z]", "", word.lower())
    plain = plain.replace("some", "som")
    sounded = re.sub(r"([^aeiouyltd])(?:es|ed|e)$", r"\1", plain) if len(plain) > 3 else plain
    vowels = len(re.findall(r"[aeiouy]+", sounded))
    return max(1, parts, vowels)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, those of four words or more."""
    parts = (part.strip() for line in text.splitlines() for part in _END.split(line))
    return [part for part in parts if len(words_of(part)) >= 4]
