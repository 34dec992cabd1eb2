"""Codes in a pack, by which it is known when it comes back; they tell nothing of a person."""

from __future__ import annotations

import hashlib
import hmac
import re
import uuid
from collections.abc import Sequence
from typing import NamedTuple

from portal.core.look import LANGUAGES

PLAIN, STANDARD = "plain", "standard"
_ABOUT = re.compile(r"(plain|standard)\.([a-z]{2})\.([A-Z]+(?:-[A-Z]+)*)\.([0-9a-f]{32})")
_OF_CELL = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})\.([0-9a-f]{16})\.([0-9a-f]{32})")


class About(NamedTuple):
    """In which words and language a pack was made, and of which bids."""

    plain: bool
    language: str
    labels: Sequence[str]


class Stood(NamedTuple):
    """What stood at a question when the pack was taken: versions of mark and draft, and a print of
    the words that were put into the cells."""

    seen: int
    draft_seen: int
    words: str


class Keyed:
    """The codes of one evaluator's packs of one tender; nobody else's pack has them."""

    def __init__(self, secret: str, tender_id: uuid.UUID, seat_id: uuid.UUID) -> None:
        self._secret = secret.encode()
        self._whose = f"{tender_id} {seat_id}"

    def about(self, about: About) -> str:
        """The code that a pack begins with."""
        words = PLAIN if about.plain else STANDARD
        text = f"{words}.{about.language}.{'-'.join(about.labels)}"
        return f"{text}.{self._print(text)}"

    def of_cell(self, label: str, code: str, stood: Stood) -> str:
        """The code of one question of one bid."""
        text = f"{stood.seen}.{stood.draft_seen}.{stood.words}"
        return f"{text}.{self._print(f'{label} {code} {text}')}"

    def read_about(self, code: str) -> About | None:
        """What a pack says of itself; none where it isn't this evaluator's."""
        found = _ABOUT.fullmatch(code)
        if found is None or found[2] not in LANGUAGES:
            return None
        text = code.rpartition(".")[0]
        if not hmac.compare_digest(found[4], self._print(text)):
            return None
        return About(found[1] == PLAIN, found[2], found[3].split("-"))

    def read_cell(self, label: str, code: str, told: str) -> Stood | None:
        """What stood at a question; none where the code isn't ours."""
        found = _OF_CELL.fullmatch(told)
        if found is None:
            return None
        text = f"{label} {code} {told.rpartition('.')[0]}"
        if not hmac.compare_digest(found[4], self._print(text)):
            return None
        return Stood(int(found[1]), int(found[2]), found[3])

    def _print(self, text: str) -> str:
        told = f"pack {self._whose} {text}".encode()
        return hmac.new(self._secret, told, hashlib.sha256).hexdigest()[:32]


def print_of(mark: str, reason: str) -> str:
    """A print of a mark and its reason, to tell later whether somebody wrote something else."""
    said = f"{mark}\n{' '.join(reason.split())}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]
