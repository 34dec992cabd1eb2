"""A look for what may tell who somebody is, before a text is kept: a warning, never a bar (P6)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from wtforms import HiddenField

from portal.core.words import say

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
_NAME = r"([A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+)?)"
_NEAR = (
    "mum mom mam mummy mother dad daddy father brother sister twin cousin gran granny grandma nan"
    " nana grandad grandpa uncle aunt auntie stepmum stepdad mate friend boyfriend girlfriend"
    " partner son daughter neighbour teacher tutor worker carer nurse doctor coach"
)
OTHERS = {
    "somebody": re.compile(
        rf"\b(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?|(?i:(?:{_NEAR.replace(' ', '|')}),?"
        rf"(?: is)?(?: called| named)?|called|named|name is|name[’']s)) {_NAME}"
    ),
    "account": re.compile(r"(?<![\w.@])(@\w{3,})"),
    "place": re.compile(
        r"\b((?:[A-Z][\w’'-]+ ){1,3}(?:School|Academy|College|Primary|Surgery|Hospital))\b"
    ),
}
"""People who are on no panel, and places that few people go to."""

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
    """Something in a text that may tell who somebody is: `name`, `email`, `phone` and so on.

    `alone`: something that one person alone has; what it is isn't told.
    """

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
    for kind, pattern in OTHERS.items():
        for match in pattern.finditer(text):
            found.setdefault(match.start(1), Finding(kind, match.group(1)))
    return list(dict.fromkeys(found[start] for start in sorted(found)))


_ORDINARY = (
    "about above across after again against alone along already also always among another"
    " anybody anything around asked because been before being below best better between both"
    " bring call came cannot care carer caring child children could does done down each easy"
    " else enough even ever every everybody everything family feel felt find first friend from"
    " gave getting give goes going good great group hard have having hear heard help helped"
    " helping here herself himself home house into invited itself join joined just keep kept"
    " kind knew know known knows large last later least less like likes listen little live"
    " lived lives living long look made make many maybe meet member might month more most"
    " mother much must need needed never next nobody nothing often older once only other"
    " others over panel parent part people person place please put rather read really right"
    " said same saying says school service several shall should since small some somebody"
    " someone something sometimes soon speak spoke still such support sure take talk tell than"
    " thank that their them themselves then there these they thing think this those though"
    " through time today together told took toward tried under until upon used useful using"
    " very want wanted wants week well went were what when where whether which while whole"
    " whom whose will with within without word words work worked worker would write year years"
    " young younger your yourself youth"
)
ORDINARY = frozenset(_ORDINARY.split())
"""Words of four letters or more that tell nothing of anybody."""


def may_point_to_one(text: str, rows: Iterable[str], ordinary: str = "") -> bool:
    """Whether a text has a word that what is known of one person has, and of nobody else (P6).

    `rows`: what is known of each, one text a person; it isn't told which word it was, nor of whom.
    `ordinary`: words that everybody uses here, such as those of the specification.
    """
    known = Counter(stem for row in rows for stem in _stems(row))
    alone = {stem for stem, people in known.items() if people == 1}
    return bool(alone & _stems(text) - _stems(ordinary))


def _stems(text: str) -> set[str]:
    """The words of a text that may tell something, without the endings of their plural."""
    words = {word.casefold() for word in re.findall(r"[^\W\d_]{4,}", text)} - ORDINARY
    return {word.removesuffix("s") for word in words} - ORDINARY


REPEATS = say(
    "This says word for word what one person wrote, and others may know them by it. Say it in your"
    " own words."
)
FEW_WORDS = 5
"""A text of fewer words is nobody's own."""


def repeats_one(text: str, written: Iterable[str]) -> bool:
    """Whether a text says word for word what one person wrote, whom it would make known (R19)."""
    said = _in_words(text)
    texts = (_in_words(each) for each in written)
    return any(each in said for each in texts if len(each.split()) >= FEW_WORDS)


def _in_words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


class LooksForIdentity:
    """A form that warns once of what it finds, and goes on when the same is sent again (P6)."""

    warned_of = HiddenField()
    found: tuple[Finding, ...] = ()

    def is_looked_at(self, text: str, names: Iterable[str] = (), known: Iterable[str] = ()) -> bool:
        """Whether nothing is found, or the person was warned of exactly this and went on.

        `known`: what is known of each person, where whoever writes may know it.
        """
        alone = [Finding("alone", "")] if may_point_to_one(text, known) else []
        self.found = (*findings(text, names), *alone)
        told = " ".join(f"{each.kind} {each.text}" for each in self.found)
        digest = sha256(told.encode()).hexdigest() if self.found else ""
        is_known = self.warned_of.data == digest
        self.warned_of.data = digest
        return not self.found or is_known
