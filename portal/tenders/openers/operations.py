"""Writes about who opens the bids: naming, phrases, the recovery code, turns, and the key (R29)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.sealing import CannotOpen, public_key_of
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.openers.ceremony import (
    WRONG_CODE,
    hand_on,
    joined,
    make_key,
    own_share,
    taken_over,
)
from portal.tenders.openers.models import (
    BIDS,
    OFFICERS,
    RECOVERY,
    REHEARSAL,
    KeyShare,
    Opener,
    OpeningKey,
    OpeningTurn,
)
from portal.tenders.openers.queries import (
    Openers,
    bids_too,
    openers_of,
    rehearsal_of,
    shares_of,
    waiting_turn,
    who_may_open,
)

SAME = say("Choose two different people: nobody opens bids alone.")
NOT_THEM = say("This person can’t be an opening officer. Choose somebody from the list.")
KEEPS_CODE = say(
    "%(name)s made the recovery code and keeps it, so can’t be an officer too. Let somebody else"
    " make a new code first."
)
CHANGED = say("This has changed since you opened the page. Look at it again.")
ANOTHER = say("You have taken your turn. Somebody else has to take the second one.")
CANT_OPEN = say(
    "The two shares don’t open the bids, so nothing was opened. The record may be damaged: ask"
    " whoever runs the installation to check it, and to put a backup in place. Then try again."
)


def name_officers(actor: Actor, tender: Tender, people: dict[str, uuid.UUID]) -> None:
    """The lead names both officers, by seat; whoever stays keeps their phrase."""
    if len(set(people.values())) < len(OFFICERS):
        raise Refused(SAME, "second")
    may = {role.person_id: role.person for role in who_may_open(tender.authority_id)}
    there = openers_of(tender)
    for seat, person_id in people.items():
        if person_id not in may or bids_too(person_id):
            raise Refused(NOT_THEM, seat)
        if there.keeps_code(person_id):
            raise Refused(KEEPS_CODE, seat, name=may[person_id].name)
    for seat, person_id in people.items():
        _name(actor, tender, there.rows.get(seat), seat, person_id)


def _name(
    actor: Actor, tender: Tender, row: Opener | None, seat: str, person_id: uuid.UUID
) -> None:
    if row is not None and row.person_id == person_id:
        return
    row = row or Opener(tender_id=tender.id, seat=seat)
    row.person_id, row.named_at = person_id, clock.now()
    row.public = row.wrapped = row.ready_at = None
    db.session.add(row)
    record("opener:named", actor, tender.id, seat=seat, person=person_id)


def choose_phrase(actor: Actor, tender: Tender, public: bytes, wrapped: dict[str, Any]) -> None:
    """An officer's own key pair, whose private half only their phrase opens."""
    openers = openers_of(tender)
    seat = openers.seat_of(actor.person_id)
    if seat is None:
        raise Refused(CHANGED)
    _make_ready(actor, tender, openers.rows[seat], public, wrapped)


def make_recovery(actor: Actor, tender: Tender, public: bytes) -> None:
    """The recovery code is made, by somebody who isn't an officer; an older one ends."""
    openers = openers_of(tender)
    if openers.seat_of(actor.person_id):
        raise Refused(CHANGED)
    row = openers.rows.get(RECOVERY) or Opener(tender_id=tender.id, seat=RECOVERY)
    assert actor.person_id
    row.person_id, row.named_at = actor.person_id, clock.now()
    _make_ready(actor, tender, row, public, None)


def _make_ready(
    actor: Actor, tender: Tender, row: Opener, public: bytes, wrapped: dict[str, Any] | None
) -> None:
    row.public, row.wrapped, row.ready_at = public, wrapped, clock.now()
    db.session.add(row)
    if row.seat == RECOVERY:
        record("recovery:made", actor, tender.id)
    else:
        record("opener:ready", actor, tender.id, seat=row.seat)


def make_key_for_bids(tender: Tender) -> None:
    """At publication: a key that two of three open, and nobody has (R29)."""
    _add_key(tender, openers_of(tender), BIDS)


def _add_key(tender: Tender, openers: Openers, kind: str) -> OpeningKey:
    made = make_key(openers.publics)
    key = OpeningKey(
        id=made.id, tender_id=tender.id, kind=kind, public=made.public, made_at=clock.now()
    )
    db.session.add(key)
    add_shares(key, made.boxes, openers.publics)
    return key


def add_shares(key: OpeningKey, boxes: Mapping[str, bytes], publics: Mapping[str, bytes]) -> None:
    """A key's three shares, each with the public half that it was sealed for."""
    for seat, box in boxes.items():
        of = {"tender_id": key.tender_id, "key_id": key.id, "seat": seat}
        db.session.add(KeyShare(public=publics[seat], box=box, **of))


def rehearse(
    actor: Actor, tender: Tender, seat: str, private: bytes, openers: Openers | None = None
) -> bool:
    """An officer's turn at opening a key that seals nothing; whether that opened it.

    Where the three have other keys than at the last rehearsal, a new one begins. `openers`: as they
    will be, where a new one comes.
    """
    openers = openers or openers_of(tender)
    key = rehearsal_of(tender, openers)
    if key is None:
        key = _add_key(tender, openers, REHEARSAL)
        db.session.flush()
    is_open = take_turn(actor, tender, key, seat, private) is not None
    if is_open:
        record("rehearsal:held", actor, tender.id, seat=seat)
    else:
        record("rehearsal:begun", actor, tender.id, seat=seat)
    return is_open


def take_turn(
    actor: Actor, tender: Tender, key: OpeningKey, seat: str, private: bytes
) -> bytes | None:
    """Bring one share: the first one's waits for another person's, and with that the key is open.

    Answers the key's private half, which is never kept. The caller records the event.
    """
    shares, waiting = shares_of(key), waiting_turn(key)
    if public_key_of(private) != shares[seat].public:
        raise Refused(WRONG_CODE if seat == RECOVERY else CHANGED, "code")
    assert actor.person_id
    if waiting is not None and actor.person_id == waiting.person_id:
        raise Refused(ANOTHER)
    second = waiting if waiting is not None and waiting.seat != seat else None
    try:
        opened, boxes = _brought(key, shares, seat, private, second)
    except (CannotOpen, ValueError):
        raise Refused(CANT_OPEN) from None
    db.session.add(
        OpeningTurn(
            tender_id=tender.id,
            key_id=key.id,
            seat=seat,
            person_id=actor.person_id,
            role=actor.role,
            taken_at=clock.now(),
            boxes=boxes,
            completes=opened is not None,
        )
    )
    return opened


def _brought(
    key: OpeningKey,
    shares: dict[str, KeyShare],
    seat: str,
    private: bytes,
    waiting: OpeningTurn | None,
) -> tuple[bytes | None, dict[str, str]]:
    """The key, where a share of another waits; else this one, sealed for the two others."""
    share = own_share(private, shares[seat].box, key.id, seat)
    if waiting is None:
        publics = {each: row.public for each, row in shares.items()}
        return None, hand_on(share, key.id, seat, publics)
    other = taken_over(private, waiting.boxes[seat], key.id, seat, waiting.seat)
    return joined(share, other, key.public), {}
