"""Warns of words that don't judge a bid against the descriptor; it never blocks (R14)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from portal.core.words import say

COMPARES = say("This seems to compare the bid with another one. Judge it against the scale alone.")
REPEATS = say(
    "This reason mostly repeats the words of the scale. Say what in this answer earned the mark."
)

_PARTY = r"(?:bids?|bidders?|providers?|applicants?|competitors?|tenders?|tenderers?)"
_OTHERS = rf"(?:others?|another|rest|{_PARTY})"
_SO_FAR = r"(?:[^.;!?\n]{0,40}\b)?"
COMPARISONS = re.compile(
    rf"""\bthan\s+{_SO_FAR}{_OTHERS}\b
    | \b(?:unlike|compared\s+(?:to|with)|in\s+contrast\s+to|as\s+good\s+as)\s+{_SO_FAR}{_OTHERS}\b
    | \b(?:best|worst|strongest|weakest|second[- ]best)\s+
      (?:of\s+(?:all|the)\b|(?:bid|answer|response|tender)\b)
    | \bthe\s+other\s+(?:bids?|bidders?|providers?|answers?|tenders?)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
NAMED = re.compile(r"\bbids?\s+([A-Z]{1,3})\b")
WORD = re.compile(r"[^\W\d_]{4,}")
MOSTLY = 0.75


@dataclass(frozen=True)
class Doubt:
    """A field whose words should be read again, and why."""

    field: str
    why: str


def doubts_about(
    texts: Mapping[str, str], own_label: str, descriptors: Iterable[str]
) -> list[Doubt]:
    """What to read again before it is recorded: comparisons anywhere, a reason that says nothing.

    `texts` are the written fields by name; `descriptors` the words of each mark of the scale.
    """
    found = [Doubt(name, COMPARES) for name, text in texts.items() if compares(text, own_label)]
    if repeats(texts.get("reason", ""), descriptors):
        found.append(Doubt("reason", REPEATS))
    return found


def seal_of(doubts: Iterable[Doubt], texts: Mapping[str, str]) -> str:
    """What tells that these very words were read again; it changes when they do."""
    read = "\0".join(f"{doubt.field}\0{texts[doubt.field]}" for doubt in doubts)
    return sha256(read.encode()).hexdigest()[:16] if read else ""


def compares(text: str, own_label: str) -> bool:
    """Whether a text sets this bid beside another: 'better than Bid C', 'than the other' (R14)."""
    named = any(found[1] != own_label for found in NAMED.finditer(text))
    return named or COMPARISONS.search(text) is not None


def repeats(reason: str, descriptors: Iterable[str]) -> bool:
    """Whether most of a reason's longer words are those of one descriptor (R14)."""
    words = _words(reason)
    return bool(words) and any(
        len(words & _words(descriptor)) >= MOSTLY * len(words) for descriptor in descriptors
    )


def _words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)}
