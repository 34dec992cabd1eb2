"""What in a text may tell whose bid it is, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.accounts.models import Person, Provider
from portal.bids.names import address_lines, names_of_people, places_of, telling_words
from portal.core.identity import PATTERNS

WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]*[\w/]|\b[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|co|uk|info|eu|cymru"
    r"|wales|scot|charity|example)(?:\.uk)?\b(?:/[^\s<>\"')\]]*[\w/])?",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w@.])@\w{3,30}\b")
NUMBER = re.compile(r"\b(?:company|charity|registered|registration)\b\D{0,20}(\d{6,8})\b", re.I)
SHAPES = {
    "email": PATTERNS["email"],
    "web": WEB,
    "phone": PATTERNS["phone"],
    "postcode": PATTERNS["postcode"],
    "address": PATTERNS["address"],
    "account": HANDLE,
    "number": NUMBER,
}


@dataclass(frozen=True)
class Spot:
    """Something found in a text, from `begins` to `ends`; `kind` says what it looks like."""

    begins: int
    ends: int
    kind: str


@dataclass(frozen=True)
class Sought:
    """What tells of one provider: its own names and address, and its people's."""

    names: tuple[str, ...]
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def sought_for(provider: Provider, people: Iterable[Person], published: str) -> Sought:
    """What to look for in a bid of this provider; `published` is what the tender itself says."""
    known = list(people)
    return Sought(
        tuple(telling_words(provider, published)),
        tuple(names_of_people(known, published)),
        tuple(address_lines(provider)),
    )


def spots_in(text: str, sought: Sought) -> list[Spot]:
    """All that is found in a text, in its order; what lies inside something longer is told once."""
    kept: list[Spot] = []
    for spot in sorted(_all_in(text, sought), key=lambda each: each.begins - each.ends):
        if not any(spot.begins < other.ends and other.begins < spot.ends for other in kept):
            kept.append(spot)
    return sorted(kept, key=lambda each: each.begins)


def words_in(text: str, words: str) -> list[Spot]:
    """Each place of words that the officer looks for."""
    return [Spot(*span, "words") for span in places_of(text, words)]


def _all_in(text: str, sought: Sought) -> Iterator[Spot]:
    for kind, wanted in (
        ("name", sought.names),
        ("person", sought.people),
        ("address", sought.places),
    ):
        for words in wanted:
            yield from (Spot(*span, kind) for span in places_of(text, words))
    for kind, shape in SHAPES.items():
        yield from (Spot(*match.span(), kind) for match in shape.finditer(text))
