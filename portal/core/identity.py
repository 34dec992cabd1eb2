"""A look for what may tell who somebody is, before a text is kept: a warning, never a bar (P6)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from wtforms import HiddenField

PATTERNS = {
    "email": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "phone": re.compile(r"(?<![\w.])(?:\+44|0)[\s()-]*\d(?:[\s()-]*\d){7,10}(?!\w)"),
    "postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE),
    "address": re.compile(
        r"\b\d{1,4}[a-z]?,?(?:\s+[a-z’'-]+){1,2}\s+"
        r"(?:street|road|lane|avenue|crescent|terrace|drive|close|court|gardens|grove|mews)\b",
        re.IGNORECASE,
    ),
}
_WORDS_TOO = (
    "abi amber amy april art autumn bay bill bob bonnie carol cherry christian crystal daisy dawn"
    " dean destiny drew eve faith fern flora frank gene ginger grace grant guy hazel heath heather"
    " holly honey hope ivy jack jade jay jo joy june king lance lee lily mark marina may melody"
    " mercy miles nick olive pat patience pearl penny pip poppy ray reed rich rob robin rose ruby"
    " sandy sky stew sue summer tiger tim tom trinity van victor violet will willow wren"
)
WORDS_TOO = frozenset(_WORDS_TOO.split())
"""Names that are words as well: they count only with a capital letter."""


@dataclass(frozen=True)
class Finding:
    """Something in a text that may tell who somebody is: `name`, `email`, `phone` and so on."""

    kind: str
    text: str


def findings(text: str, names: Iterable[str] = ()) -> list[Finding]:
    """What may tell who somebody is, in the order of the text, each once (P6)."""
    found = {
        match.start(): Finding(kind, match.group())
        for kind, pattern in PATTERNS.items()
        for match in pattern.finditer(text)
    }
    wanted = {part for name in names for part in re.findall(r"[^\W\d_]{2,}", name)}
    known = {part.casefold() for part in wanted}
    for match in re.finditer(r"[^\W\d_]{2,}", text):
        word = match.group()
        plain = word.casefold()
        if plain in known and (plain not in WORDS_TOO or word[0].isupper()):
            found.setdefault(match.start(), Finding("name", word))
    return list(dict.fromkeys(found[start] for start in sorted(found)))


class LooksForIdentity:
    """A form that warns once of what it finds, and goes on when the same is sent again (P6)."""

    warned_of = HiddenField()
    found: tuple[Finding, ...] = ()

    def is_looked_at(self, text: str, names: Iterable[str] = ()) -> bool:
        """Whether nothing is found, or the person was warned of exactly this and went on."""
        self.found = tuple(findings(text, names))
        told = " ".join(each.text for each in self.found)
        digest = sha256(told.encode()).hexdigest() if self.found else ""
        is_known = self.warned_of.data == digest
        self.warned_of.data = digest
        return not self.found or is_known
