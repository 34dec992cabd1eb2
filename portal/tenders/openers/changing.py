"""Writes: a new officer takes another one's place after publication, and nobody opens a bid (R29).

Two of three give the key back: the officer who stays, and the recovery code. In the one transaction
that has both, it is split anew, and the shares from before go.
"""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import delete

from portal.audit.journal import record
from portal.core import clock, resting
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import post
from portal.core.sealing import CannotOpen, public_key_of
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.openers.ceremony import (
    WRONG_CODE,
    hand_on,
    joined,
    own_share,
    share_out,
    taken_over,
)
from portal.tenders.openers.models import OFFICERS, RECOVERY, KeyShare, OpenerChange, OpeningKey
from portal.tenders.openers.operations import CANT_OPEN, CHANGED, NOT_THEM, add_shares
from portal.tenders.openers.queries import key_of_bids, openers_of, shares_of, waiting_turn
from portal.tenders.openers.queries_change import (
    Changing,
    changing_of,
    number_of_changes,
    share_place,
    who_may_come,
)

YOU_STAY = say(
    "You are the other opening officer, so you can’t choose who becomes the second one: you could"
    " have both shares. Another procurement lead has to do it."
)
UNDER_WAY = say("A change is under way already. Finish it, or stop it first.")
OPENING = say("The opening has begun. Wait until its two hours are over, or finish it.")
SAME_CODE = say("This is the old code. Type the new one, which stands above.")
SUBJECT = say("A new opening officer for ‘%(title)s’")
BODY = say(
    "%(new)s is to open the bids to ‘%(title)s’ in the place of %(leaving)s. You get this mail"
    " because you open them, did until now, or keep the recovery code.\n\nIf you know nothing of"
    " it, ask the procurement lead at once. Sign in to Evenhand to see how far it is: %(page)s\n"
)


def begin(actor: Actor, tender: Tender, seat: str, person_id: uuid.UUID, page: str = "") -> None:
    """The lead names who comes in whose place; all whom it concerns get a mail. Nothing else
    changes yet."""
    openers = openers_of(tender)
    if changing_of(tender) is not None:
        raise Refused(UNDER_WAY)
    if seat not in OFFICERS or not openers.are_ready:
        raise Refused(CHANGED)
    others = [each for each in OFFICERS if each != seat]
    if actor.person_id in {openers.rows[each].person_id for each in others}:
        raise Refused(YOU_STAY, "seat")
    may = {role.person_id: role.person for role in who_may_come(tender, openers)}
    if person_id not in may:
        raise Refused(NOT_THEM, "person")
    assert actor.person_id
    leaving = openers.rows[seat].person_id
    facts = {"seat": seat, "leaving_id": leaving, "person_id": person_id}
    number = number_of_changes(tender) + 1
    by = {"begun_by": actor.person_id, "begun_at": clock.now()}
    db.session.add(OpenerChange(tender_id=tender.id, number=number, **facts, **by))
    record("replacement:begun", actor, tender.id, seat=seat, person=person_id)
    told = {"new": may[person_id].name, "leaving": openers.name_of(seat), "title": tender.title}
    concerned = [may[person_id], *(openers.people[row.person_id] for row in openers.rows.values())]
    for address in sorted({each.email for each in concerned if each.email}):
        post(address, SUBJECT, BODY, **told, page=page)


def choose_new_phrase(actor: Actor, tender: Tender, public: bytes, wrapped: dict[str, Any]) -> None:
    """The new officer's own key pair; a share that was lent before goes back."""
    changing = _under_way(tender)
    if not changing.is_new(actor.person_id):
        raise Refused(CHANGED)
    row = changing.row
    row.public, row.wrapped = public, wrapped
    row.box = row.handed_at = None
    record("opener:ready", actor, tender.id, seat=row.seat)


def lend_share(actor: Actor, tender: Tender, private: bytes) -> None:
    """The officer who stays lends their share for two hours.

    It is sealed for the recovery code, and locked under the installation's key besides: so whoever
    has the code and a copy of the database still has one share.
    """
    changing, key = _under_way(tender), key_of_bids(tender)
    if not changing.is_staying(actor.person_id) or not changing.openers.is_rehearsed:
        raise Refused(CHANGED)
    _refuse_opening(key)
    shares, seat = shares_of(key), changing.stays
    if public_key_of(private) != shares[seat].public:
        raise Refused(CHANGED)
    try:
        share = own_share(private, shares[seat].box, key.id, seat)
    except CannotOpen:
        raise Refused(CANT_OPEN) from None
    lent = hand_on(share, key.id, seat, {RECOVERY: shares[RECOVERY].public})[RECOVERY]
    changing.row.box = resting.rest(bytes.fromhex(lent), share_place(changing.row))
    changing.row.handed_at = clock.now()
    record("replacement:handed", actor, tender.id, seat=seat)


def replace(actor: Actor, tender: Tender, private: bytes, public: bytes) -> None:
    """With the recovery code the key is there for this one moment: it is split anew between who
    stays, who comes, and a new recovery code; the old shares and the old code open nothing more.

    `private`: of the old code; `public`: of the new one.
    """
    changing, key = _under_way(tender), key_of_bids(tender)
    if not changing.is_free(actor.person_id) or not changing.is_handed:
        raise Refused(CHANGED)
    _refuse_opening(key)
    row, shares = changing.row, shares_of(key)
    if public_key_of(private) != shares[RECOVERY].public:
        raise Refused(WRONG_CODE, "old_code")
    if public == shares[RECOVERY].public:
        raise Refused(SAME_CODE, "code")
    assert row.public
    publics = {changing.stays: shares[changing.stays].public, row.seat: row.public}
    publics[RECOVERY] = public
    try:
        whole = _joined(changing, key, shares, private)
    except (CannotOpen, ValueError):
        raise Refused(CANT_OPEN) from None
    _put_in_place(actor, tender, changing, public)
    db.session.execute(delete(KeyShare).where(KeyShare.key_id == key.id))
    add_shares(key, share_out(whole, key.id, publics), publics)
    db.session.flush()  # the database lets shares go while a change is under way alone
    _end(row, is_done=True)
    record("opener:replaced", actor, tender.id, seat=row.seat, person=row.person_id)
    record("recovery:made", actor, tender.id)


def _joined(
    changing: Changing, key: OpeningKey, shares: dict[str, KeyShare], private: bytes
) -> bytes:
    row = changing.row
    assert row.box
    own = own_share(private, shares[RECOVERY].box, key.id, RECOVERY)
    lent = resting.rouse(row.box, share_place(row)).hex()
    other = taken_over(private, lent, key.id, RECOVERY, changing.stays)
    return joined(own, other, key.public)


def _put_in_place(actor: Actor, tender: Tender, changing: Changing, public: bytes) -> None:
    """The new officer, and whoever made the new code, in the places of those before."""
    rows, change, now = openers_of(tender).rows, changing.row, clock.now()
    officer, code = rows[change.seat], rows[RECOVERY]
    officer.person_id, officer.named_at, officer.ready_at = change.person_id, now, now
    officer.public, officer.wrapped = change.public, change.wrapped
    assert actor.person_id
    code.person_id, code.public, code.named_at, code.ready_at = actor.person_id, public, now, now
    db.session.flush()


def stop(actor: Actor, tender: Tender) -> None:
    """The lead stops a change; whoever opened the bids before still does."""
    changing = _under_way(tender)
    _end(changing.row, is_done=False)
    record("replacement:stopped", actor, tender.id, seat=changing.row.seat)


def _end(row: OpenerChange, *, is_done: bool) -> None:
    row.ended_at, row.is_done = clock.now(), is_done
    row.box = row.public = row.wrapped = None


def _under_way(tender: Tender) -> Changing:
    changing = changing_of(tender)
    if changing is None:
        raise Refused(CHANGED)
    return changing


def _refuse_opening(key: OpeningKey) -> None:
    """A share that was brought for the opening wouldn't fit the new ones."""
    if waiting_turn(key) is not None:
        raise Refused(OPENING)
