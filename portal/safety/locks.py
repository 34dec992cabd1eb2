"""The store's lock: a key pair, wrapped once for each holder; slow, so outside of transactions."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from portal.core import clock
from portal.core.errors import Refused
from portal.core.phrases import WRONG
from portal.core.words import say
from portal.safety import sealing
from portal.safety.models import SafetyAccess, SafetyCode, SafetyKey
from portal.safety.sealing import CannotOpen

WRONG_CODE = say("That isn’t the code that you were given.")
CHANGED = say(
    "The lock of the safety store isn’t the one that your phrase belongs to. Somebody may have"
    " changed it. Don’t put anything in, and tell whoever runs the installation."
)


Copy = tuple[SafetyKey, SafetyAccess | SafetyCode]
"""A lock, and one holder's wrapped copy of what opens it."""


class WrongPhrase(Refused):
    """This phrase or code doesn't fit this lock."""


@dataclass(frozen=True)
class Opener:
    """A lock and what opens it, for the time of one request."""

    key: SafetyKey
    private: bytes


@dataclass(frozen=True)
class Lock:
    """A new lock and its maker's own copy of what opens it."""

    key: SafetyKey
    access: SafetyAccess


def place_of(*ids: uuid.UUID) -> bytes:
    """Where a box lies; in another place it can't be opened."""
    return "/".join(str(id_) for id_ in ids).encode()


def new_lock(
    authority_id: uuid.UUID, person_id: uuid.UUID, phrase: str, answers_within: str
) -> Lock:
    """A key pair of an authority's own, whose private half only this phrase opens."""
    private = sealing.new_private_key()
    key = SafetyKey(
        authority_id=authority_id,
        public=sealing.public_key_of(private),
        answers_within=answers_within,
        made_on=clock.today(),
    )
    return Lock(key, access_for(key, person_id, private, phrase))


def access_for(key: SafetyKey, person_id: uuid.UUID, private: bytes, phrase: str) -> SafetyAccess:
    """One holder's own copy of what opens the store, under their phrase."""
    place = place_of(key.authority_id, key.id, person_id)
    wrapped = sealing.wrap(private, phrase, place)
    return SafetyAccess(key_id=key.id, person_id=person_id, wrapped=wrapped)


def code_for(key: SafetyKey, person_id: uuid.UUID, private: bytes, code: str) -> SafetyCode:
    """A copy for somebody who is let in, under a code that they use once."""
    place = place_of(key.authority_id, key.id, person_id)
    wrapped = sealing.wrap(private, code, place)
    return SafetyCode(key_id=key.id, person_id=person_id, wrapped=wrapped)


def opened(copies: Sequence[Copy], phrase: str, needed: uuid.UUID | None = None) -> list[Opener]:
    """Which of a holder's locks a phrase opens, the newest first: old ones keep what was written
    for them, and may have another phrase."""
    found: list[Opener] = []
    wrong = Refused(WRONG, "phrase")
    for key, copy in copies:
        try:
            found.append(Opener(key, private_key(key, copy, phrase)))
        except WrongPhrase as refusal:
            wrong = refusal
    if not found or needed not in (None, *(each.key.id for each in found)):
        raise wrong
    return found


def private_key(key: SafetyKey, copy: SafetyAccess | SafetyCode, phrase: str) -> bytes:
    """What opens the store; a wrong phrase is refused beside its field.

    A lock that was put in the place of the holders' own is noticed here.
    """
    is_code = isinstance(copy, SafetyCode)
    place = place_of(key.authority_id, key.id, copy.person_id)
    try:
        private = sealing.unwrap(copy.wrapped, phrase.lower() if is_code else phrase, place)
    except CannotOpen:
        raise WrongPhrase(WRONG_CODE if is_code else WRONG, "phrase") from None
    if sealing.public_key_of(private) != key.public:
        raise Refused(CHANGED)
    return private
