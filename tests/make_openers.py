"""Builders of opening officers: two with a phrase, a recovery code, and how they open bids."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Flask

from portal.accounts.models import APPROVER, AUDITOR, LEAD, PARTICIPATION
from portal.bids.models import Bid
from portal.bids.opening import bring_share
from portal.core import sealing
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.sealing import Cost
from portal.tenders.models import Tender
from portal.tenders.openers import ceremony, changing
from portal.tenders.openers import operations as act
from portal.tenders.openers.models import FIRST, OFFICERS, RECOVERY, SEATS, SECOND
from portal.tenders.openers.queries_change import changing_of
from tests import make

sealing.COST = Cost(time=1, memory=64, lanes=1)
"""What a test tries, nobody else wants to guess."""

PHRASES = {FIRST: "seven kites above a harbour", SECOND: "two lamps and a long road"}
LETTERS = "abcdefghjkmnpqrstuvwxyz2"
CODE = LETTERS + ceremony._check(LETTERS)


def private_of(seat: str, tender_id: uuid.UUID) -> bytes:
    """A holder's own key: the same in all processes of a session, which share databases."""
    if seat == RECOVERY:
        return ceremony.private_of_code(CODE, tender_id)
    return bytes([SEATS.index(seat) + 1] * 32)


def actors_of(house: make.House) -> dict[str, Actor]:
    """Who sits where: participation lead and approver, and the lead keeps the code."""
    order = [each for each in (PARTICIPATION, APPROVER, AUDITOR, LEAD) if each in house.staff]
    people = [house.staff[each].actor for each in order if each != LEAD]
    people += [house.staff[LEAD].actor]
    return {FIRST: people[0], SECOND: people[1], RECOVERY: house.lead.actor}


def get_ready(house: make.House, tender: Tender, rehearsed: bool = True) -> None:
    """Officers are named and ready, the code is made, and the opening is rehearsed."""
    actors = actors_of(house)
    people: dict[str, Any] = {seat: actors[seat].person_id for seat in OFFICERS}
    act.name_officers(house.lead.actor, tender, people)
    db.session.flush()
    for seat in OFFICERS:
        be_ready(tender, actors[seat], private_of(seat, tender.id), PHRASES[seat])
    code = private_of(RECOVERY, tender.id)
    act.make_recovery(actors[RECOVERY], tender, sealing.public_key_of(code))
    db.session.flush()
    if rehearsed:
        rehearse(house, tender)


def rehearse(house: make.House, tender: Tender) -> None:
    """Both officers try whether they can open what is sealed."""
    actors = actors_of(house)
    for seat in OFFICERS:
        act.rehearse(actors[seat], tender, seat, private_of(seat, tender.id))
        db.session.flush()


def be_ready(tender: Tender, actor: Actor, private: bytes, phrase: str) -> None:
    """An officer chooses their phrase."""
    assert actor.person_id
    place = ceremony.place_of_phrase(tender.id, actor.person_id)
    wrapped = sealing.wrap(private, phrase, place)
    act.choose_phrase(actor, tender, sealing.public_key_of(private), wrapped)
    db.session.flush()


def open_bids(
    house: make.House, tender_id: uuid.UUID, seats: tuple[str, str] = OFFICERS
) -> list[Bid]:
    """Two of three open the bids, in the house's open transaction."""
    actors = actors_of(house)
    tender = db.session.query(Tender).filter_by(id=tender_id).one()
    opened = None
    for seat in seats:
        opened = bring_share(actors[seat], tender, seat, private_of(seat, tender.id))
        db.session.flush()
    assert opened is not None
    return opened


def open_on_pages(app: Flask, house: make.House, here: str) -> None:
    """Both officers take their turn, each in a browser of their own."""
    people = {each.actor: each for each in house.staff.values()}
    for seat, actor in list(actors_of(house).items())[:2]:
        client = make.client_of(app, people[actor])
        answer = client.submit(f"{here}/opening", {"phrase": PHRASES[seat]})
        assert answer.status_code == 303, answer.text


NEW_PHRASE, NEW_LETTERS = "nine owls over the weir", LETTERS[::-1]
NEW_CODE = NEW_LETTERS + ceremony._check(NEW_LETTERS)


def new_private_of(seat: str, tender_id: uuid.UUID) -> bytes:
    """A holder's own key once a new officer has the second seat."""
    if seat == RECOVERY:
        return ceremony.private_of_code(NEW_CODE, tender_id)
    return bytes([9] * 32) if seat == SECOND else private_of(seat, tender_id)


def begin_change(house: make.House, tender_id: uuid.UUID) -> None:
    """The lead names the auditor in the approver's place."""
    with make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        person_id = house.staff[AUDITOR].actor.person_id
        assert person_id
        changing.begin(house.lead.actor, tender, SECOND, person_id)


def lend(house: make.House, tender_id: uuid.UUID) -> None:
    """The auditor has a phrase, both have rehearsed, and the officer who stays has lent."""
    new, stays = house.staff[AUDITOR].actor, house.staff[PARTICIPATION].actor
    assert new.person_id
    private, place = (
        new_private_of(SECOND, tender_id),
        ceremony.place_of_phrase(tender_id, new.person_id),
    )
    wrapped = sealing.wrap(private, NEW_PHRASE, place)
    with make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        changing.choose_new_phrase(new, tender, sealing.public_key_of(private), wrapped)
    for actor, seat in ((stays, FIRST), (new, SECOND)):
        with make.writing(house.id):
            tender = db.session.get_one(Tender, (house.id, tender_id))
            found = changing_of(tender)
            assert found
            act.rehearse(actor, tender, seat, new_private_of(seat, tender_id), found.openers)
    with make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        changing.lend_share(stays, tender, private_of(FIRST, tender_id))


def renew(house: make.House, tender_id: uuid.UUID, by: Actor, old: bytes | None = None) -> None:
    """Somebody else brings the old code and makes a new one."""
    new = sealing.public_key_of(new_private_of(RECOVERY, tender_id))
    with make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        changing.replace(by, tender, old or private_of(RECOVERY, tender_id), new)
