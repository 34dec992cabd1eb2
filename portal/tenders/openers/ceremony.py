"""How two of three open what neither opens alone: keys, shares, and what is handed on.

No share lies anywhere in plain: each is sealed for its holder's own key, and whoever comes first
seals theirs anew for each of the two others. Slow, or free of the database, so outside of it.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.core import sealing
from portal.core.errors import Refused
from portal.core.phrases import EASY, WRONG, in_groups
from portal.core.sealing import CannotOpen
from portal.core.splitting import Share, join, split
from portal.core.words import say
from portal.tenders.openers.models import SEATS

PURPOSE = b"evenhand opening share v1"
FROM_CODE = b"evenhand recovery code v1"
RANDOM, CHECKED = 24, 4
"""A recovery code has so many letters at random (118 bits), and as many that find a slip."""

WRONG_CODE = say("That isn’t the recovery code of this tender. Check each group of letters.")
SLIP = say("This isn’t a whole recovery code: a letter is missing or wrong. Check each group.")


@dataclass(frozen=True)
class Made:
    """A new key: its public half, and by seat a share that only its holder opens."""

    id: uuid.UUID
    public: bytes
    boxes: dict[str, bytes]


def make_key(holders: Mapping[str, bytes]) -> Made:
    """A key pair whose private half is split between three holders and then forgotten."""
    key_id, private = uuid.uuid4(), sealing.new_private_key()
    return Made(key_id, sealing.public_key_of(private), share_out(private, key_id, holders))


def share_out(private: bytes, key_id: uuid.UUID, holders: Mapping[str, bytes]) -> dict[str, bytes]:
    """Three shares on a new line, each sealed for its holder: none fits a share from before."""
    shares = zip(SEATS, split(private), strict=True)
    return {seat: _seal(holders[seat], share, key_id, seat, "own") for seat, share in shares}


def own_share(private: bytes, box: bytes, key_id: uuid.UUID, seat: str) -> Share:
    """A holder's share, by their own private key; raises CannotOpen."""
    return _unseal(private, box, key_id, seat, seat, "own")


def hand_on(
    share: Share, key_id: uuid.UUID, seat: str, holders: Mapping[str, bytes]
) -> dict[str, str]:
    """The first one's share, sealed for each of the two others: who reads the database has it
    no more than before, and either of them can go on."""
    return {
        other: _seal(public, share, key_id, other, seat).hex()
        for other, public in holders.items()
        if other != seat
    }


def taken_over(private: bytes, box: str, key_id: uuid.UUID, seat: str, other: str) -> Share:
    """The share that another handed on to this holder; raises CannotOpen."""
    return _unseal(private, bytes.fromhex(box), key_id, seat, other, other)


def joined(one: Share, other: Share, public: bytes) -> bytes:
    """The private key of these shares; raises CannotOpen where it isn't the one that sealed."""
    private = join(one, other)
    if sealing.public_key_of(private) != public:
        raise CannotOpen
    return private


def place_of_phrase(tender_id: uuid.UUID, person_id: uuid.UUID) -> bytes:
    """Where an officer's wrapped key lies."""
    return f"opener/{tender_id}/{person_id}".encode()


def private_of(
    wrapped: dict[str, Any], phrase: str, tender_id: uuid.UUID, person_id: uuid.UUID
) -> bytes:
    """An officer's own private key, by their phrase; a wrong one is refused beside its field."""
    try:
        return sealing.unwrap(wrapped, phrase, place_of_phrase(tender_id, person_id))
    except CannotOpen:
        raise Refused(WRONG, "phrase") from None


def new_code() -> str:
    """A recovery code that nobody guesses, with a few letters that find a slip."""
    letters = in_groups(RANDOM // 4).replace("-", "")
    whole = letters + _check(letters)
    return "-".join(whole[at : at + 4] for at in range(0, len(whole), 4))


def private_of_code(code: str, tender_id: uuid.UUID) -> bytes:
    """The private key that a recovery code makes; what is no whole code is refused."""
    letters = "".join(code.lower().split()).replace("-", "")
    if len(letters) != RANDOM + CHECKED or _check(letters[:RANDOM]) != letters[RANDOM:]:
        raise Refused(SLIP, "code")
    return sealing.key_from(letters.encode(), tender_id.bytes, FROM_CODE)


def _check(letters: str) -> str:
    digest = hashlib.sha256(letters.encode()).digest()
    return "".join(EASY[byte % len(EASY)] for byte in digest[:CHECKED])


def _seal(public: bytes, share: Share, key_id: uuid.UUID, seat: str, by: str) -> bytes:
    plain = bytes([share.place]) + share.points
    return sealing.seal_bytes(public, plain, _place(key_id, seat, by), PURPOSE)


def _unseal(private: bytes, box: bytes, key_id: uuid.UUID, seat: str, of: str, by: str) -> Share:
    plain = sealing.unseal_bytes(private, box, _place(key_id, seat, by), PURPOSE)
    if plain[0] != SEATS.index(of) + 1:
        raise CannotOpen
    return Share(plain[0], plain[1:])


def _place(key_id: uuid.UUID, seat: str, by: str) -> bytes:
    return f"share/{key_id}/{seat}/{by}".encode()
