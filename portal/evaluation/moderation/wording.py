"""Warns of words that don't judge a bid against the descriptor; it never blocks (R14)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from portal.core.words import say

COMPARES = say("This seems to compare the bid with another one. Judge it against the scale alone.")
REPEATS = say(
    "This reason mostly repeats the words of the scale. Say what in this answer earned the mark."
)

NO_ANSWER = say(
    "This reason names nothing that stands in the answer. Say which words of the answer earned it."
)
SHORT = say(
    "The marks lie far apart, and this says little about why. Say what each side saw, and what in"
    " the answer decided it."
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
TELLING = 12
"""So many words of its own an answer has at least, before a reason can be asked to name one."""
FAR = Fraction(2, 5)
"""From this part of the scale on a disagreement is wide."""


@dataclass(frozen=True)
class Doubt:
    """A field whose words should be read again, and why."""

    field: str
    why: str
    kind: str = ""


def doubts_about(
    texts: Mapping[str, str],
    own_label: str,
    descriptors: Iterable[str],
    answer: str = "",
    apart: Fraction = Fraction(0),
) -> list[Doubt]:
    """What to read again before it is recorded: comparisons anywhere, a reason that says nothing.

    `texts` are the written fields by name; `descriptors` the words of each mark of the scale;
    `answer` what the bidder wrote; `apart` how far the marks lie apart, as a part of the scale.
    """
    scale, reason = list(descriptors), texts.get("reason", "")
    found = [
        Doubt(name, COMPARES, "compares")
        for name, text in texts.items()
        if compares(text, own_label)
    ]
    if repeats(reason, scale):
        found.append(Doubt("reason", REPEATS, "repeats"))
    if reason and not refers_to(reason, answer, scale):
        found.append(Doubt("reason", NO_ANSWER, "no-answer"))
    if is_short(f"{reason} {texts.get('reconciled', '')}", apart):
        found.append(Doubt("reconciled", SHORT, "short"))
    return found


def refers_to(reason: str, answer: str, descriptors: Iterable[str]) -> bool:
    """Whether a reason names anything of the answer that the scale doesn't say too (R21); of an
    answer that hardly says anything none is asked for."""
    own = _words(answer) - _words(" ".join(descriptors)) - {"answer", "your", "that", "this"}
    return len(own) < TELLING or bool(_words(reason) & own)


def is_short(text: str, apart: Fraction) -> bool:
    """Whether words are too few for how far the marks lay apart (R13): 26 at two steps of five,
    50 where one gave all and another nothing."""
    return apart >= FAR and len(text.split()) < 10 + 40 * apart


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
